// A diagnosis on paper: cause, values, what points to it, dates, checks, and the plan with room to tick by hand.
import type { CheckView, DiagnosisView, StepView } from '../../../electron/contract/diagnosis-views.js'
import { type Speech, useText } from '../../text/use-text'
import { factWord } from '../diagnosis/values'
import css from './sheet.module.css'

const levels = ['system', 'flow', 'behaviour', 'external'] as const
const WORTH_A_LINE = 0.02

export function DiagnosisSheet({ found }: { readonly found: DiagnosisView }) {
  const speech = useText()
  const { diagnosis: text, sheet: words, register, bench, say, count, moment } = speech
  const { about, values, causes, dates } = found
  const [first, ...rest] = causes
  const device = [about.serial, about.model ?? about.family, about.firmware].filter(Boolean).join(' · ')
  return (
    <>
      <dl className={css.facts}>
        <Fact name={words.record} value={`#${count(found.id)} · ${moment(found.wall)}`} />
        {found.attempt ? <Fact name={words.attempt} value={found.attempt} /> : null}
        {device ? <Fact name={words.device} value={device} /> : null}
        {about.label ? <Fact name={text.facts.label!} value={about.label} /> : null}
      </dl>
      <h2>{found.agree ? text.agree : first ? say(first.said) : ''}</h2>
      {first && !found.agree ? (
        <>
          <p>
            {text.confidence((100 * first.confidence).toFixed(first.confidence >= 0.1 ? 0 : 1))} ·{' '}
            {text.sure(first.confidence)} · {text.party} {text.parties[found.party]} · <code>{first.cause}</code>
          </p>
          <p>{say(first.advice)}</p>
          <Others rest={rest.filter(({ confidence }) => confidence >= WORTH_A_LINE)} speech={speech} />
        </>
      ) : null}
      <h3>{text.values}</h3>
      <table className={css.table}>
        <tbody>
          <Value
            name={bench.expected}
            value={values.expected}
            note={values.expectedSource ? bench.source[values.expectedSource].name : ''}
          />
          <Value name={bench.station} value={values.station} note={values.station ? '' : bench.noClearKey} />
          <Value
            name={bench.reported}
            value={values.reported}
            note={values.provenance ? bench.provenance[values.provenance].name : ''}
          />
        </tbody>
      </table>
      <p className={css.about}>
        {Object.entries(first?.evidence ?? {})
          .filter(([name, fact]) => text.facts[name] !== undefined && fact !== null && fact !== '')
          .map(([name, fact]) => `${text.facts[name]}: ${factWord(fact, speech)}`)
          .join(' · ')}
      </p>
      {dates ? (
        <>
          <h3>{register.dates.title}</h3>
          <p>
            {dates.onset
              ? register.dates.onset(dates.onset.day, register.dates.sources[dates.onset.source])
              : register.dates.noOnset}
          </p>
          <table className={css.table}>
            <tbody>
              {dates.dates.map((one) => (
                <tr key={`${one.what} ${one.at} ${one.source}`}>
                  <td>{one.at}</td>
                  <td>
                    {register.kinds[one.what]} {one.note}
                  </td>
                  <td>
                    {one.speaksFor
                      ? `${register.dates.speaksFor} ${register.dates.causes[one.speaksFor] ?? one.speaksFor}`
                      : register.dates.because[one.because]}
                  </td>
                  <td>{register.dates.sources[one.source]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : null}
      <h3>{text.checks}</h3>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{words.check}</th>
            <th scope="col">{words.status}</th>
            <th scope="col">{words.found}</th>
          </tr>
        </thead>
        <tbody>
          {levels.flatMap((level) =>
            found.levels[level].map((check) => <CheckRow key={check.id} level={text.levels[level]} check={check} />),
          )}
        </tbody>
      </table>
      <Plan steps={found.plan} />
    </>
  )
}

const Fact = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
)

const Value = ({
  name,
  value,
  note,
}: {
  readonly name: string
  readonly value: string | null
  readonly note: string
}) => (
  <tr>
    <th scope="row">{name}</th>
    <td>
      <code>{value ?? '–'}</code>
    </td>
    <td>{note}</td>
  </tr>
)

function Others({ rest, speech }: { readonly rest: DiagnosisView['causes']; readonly speech: Speech }) {
  const { diagnosis: text, say } = speech
  if (rest.length === 0) return null
  return (
    <p className={css.about}>
      {text.others}:{' '}
      {rest.map(({ said, confidence }) => `${say(said)} ${text.confidence((100 * confidence).toFixed(0))}`).join(' ')}
    </p>
  )
}

function CheckRow({ level, check }: { readonly level: string; readonly check: CheckView }) {
  const speech = useText()
  const { diagnosis: text, say, moment } = speech
  const facts = Object.entries(check.evidence).filter(
    ([name, fact]) => text.facts[name] !== undefined && fact !== null && fact !== '' && fact !== false,
  )
  return (
    <tr>
      <th scope="row">
        {level} · {text.names[check.id] ?? check.id}
      </th>
      <td>{text.status[check.status]}</td>
      <td>
        {say(check.text)} {facts.map(([name, fact]) => `${text.facts[name]} ${factWord(fact, speech)}`).join(' · ')}
        {check.answered ? ` (${check.answered.by}, ${moment(check.answered.wall)})` : ''}
      </td>
    </tr>
  )
}

function Plan({ steps }: { readonly steps: readonly StepView[] }) {
  const { diagnosis: text, sheet: words, say, moment, count } = useText()
  const parts = [
    [text.plan, steps.filter(({ kind }) => kind === 'step')],
    [text.contingency, steps.filter(({ kind }) => kind === 'contingency')],
  ] as const
  return parts.map(([title, list]) =>
    list.length === 0 ? null : (
      <section key={title}>
        <h3>{title}</h3>
        <table className={css.table}>
          <thead>
            <tr>
              {[words.done, words.step, words.owner, words.due, words.shown].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.map((step) => (
              <tr key={step.id}>
                <td>
                  {step.done ? `☑ ${text.ticked(step.done.by, moment(step.done.wall), count(step.done.seq))}` : '☐'}
                </td>
                <td>{say(step.text)}</td>
                <td>{text.owners[step.owner]}</td>
                <td>
                  {text.within} {text.durations[step.deadline] ?? step.deadline}
                </td>
                <td>{say(step.confirmation)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    ),
  )
}
