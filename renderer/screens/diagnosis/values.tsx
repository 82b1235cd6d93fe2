// What points to the cause: the three values under one another, component and slot marked, and the facts it was found by.
import type { DiagnosisView } from '../../../electron/contract/diagnosis-views.js'
import type { Fact } from '../../../electron/contract/fault.js'
import { compareDigits, type DigitMark, Digits } from '../../parts/digits'
import { ProvenanceBadge } from '../../parts/provenance-badge'
import { type Speech, useText } from '../../text/use-text'
import css from './values.module.css'

const USUAL_DIGITS = 6
/** Said elsewhere on the screen. */
const unread: readonly string[] = ['tried', 'agree']

export function Values({ found }: { readonly found: DiagnosisView }) {
  const { diagnosis: text, bench } = useText()
  const { values, about } = found
  const { expected, station, reported } = values
  const room = Math.max(USUAL_DIGITS, ...[expected, station, reported].map((value) => value?.length ?? 0))
  const row = (name: string, testid: string, value: string | null, marks: readonly DigitMark[], note: string) => (
    <div className={css.row}>
      <span className={css.name}>{name}</span>
      <Digits
        value={value}
        room={room}
        marks={marks}
        spoken={`${name} ${value ? value.split('').join(' ') : bench.noAnswer}`}
        testid={testid}
      />
      <span className={css.note}>{note}</span>
    </div>
  )
  return (
    <section className={css.panel} aria-label={text.values}>
      <h2 className={css.title}>
        {text.values} <small>{values.method}</small>
      </h2>
      <p className={css.about}>
        {[about.label, about.serial, about.model, about.firmware && `${bench.firmware} ${about.firmware}`]
          .filter((fact) => fact)
          .join(' · ')}
        {about.slot === null ? null : (
          <span className={css.slot} data-marked={found.marked.slot === about.slot || undefined}>
            {bench.slot(about.slot)}
          </span>
        )}
        {found.marked.slot !== null && found.marked.slot !== about.slot ? (
          <span className={css.slot} data-marked>
            {bench.slot(found.marked.slot)} ◀ {text.marked}
          </span>
        ) : null}
      </p>
      <div className={css.rows}>
        {row(
          bench.expected,
          'diagnosis-expected',
          expected,
          compareDigits(expected, reported),
          values.expectedSource ? bench.source[values.expectedSource].name : '',
        )}
        {row(
          bench.station,
          'diagnosis-station',
          station,
          compareDigits(station, expected),
          station ? '' : bench.noClearKey,
        )}
        {row(bench.reported, 'diagnosis-reported', reported, compareDigits(reported, expected), '')}
        {values.provenance ? <ProvenanceBadge provenance={values.provenance} /> : null}
      </div>
      {found.components.length > 0 ? (
        <ul className={css.components} aria-label={text.components}>
          {found.components.map((kcv, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a component's place is its identity
            <li key={at} data-marked={found.marked.components.includes(at + 1) || undefined}>
              {text.component(at + 1)} <code>{kcv ?? '–'}</code>
              {found.marked.components.includes(at + 1) ? ` ◀ ${text.marked}` : ''}
            </li>
          ))}
        </ul>
      ) : null}
      <Evidence found={found} />
    </section>
  )
}

/** What the report says beside its values; what no person reads is left out. */
function Evidence({ found }: { readonly found: DiagnosisView }) {
  const speech = useText()
  const { diagnosis: text } = speech
  const facts = Object.entries(found.causes[0]?.evidence ?? {}).filter(
    ([name, fact]) => !unread.includes(name) && fact !== null && fact !== '',
  )
  if (facts.length === 0 || found.agree) return null
  return (
    <dl className={css.facts} aria-label={text.evidence} data-testid="diagnosis-evidence">
      {facts.map(([name, fact]) => (
        <div key={name}>
          <dt>{text.facts[name] ?? name}</dt>
          <dd>{factWord(fact, speech)}</dd>
        </div>
      ))}
    </dl>
  )
}

export const factWord = (fact: Fact, { diagnosis: text }: Speech): string =>
  fact === true ? text.yes : fact === false ? text.no : Array.isArray(fact) ? fact.join(', ') : String(fact)
