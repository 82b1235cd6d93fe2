// The four levels of checks, each with what it found; where no machine can look, the list that a person answers.
import type { CheckStatus, CheckView, DiagnosisView } from '../../../electron/contract/diagnosis-views.js'
import { Mark } from '../../parts/mark'
import type { Tone } from '../../parts/tone'
import { useText } from '../../text/use-text'
import { Checklist } from './checklist'
import css from './checks.module.css'
import { factWord } from './values'

const levels = ['system', 'flow', 'behaviour', 'external'] as const
const statusTone: Readonly<Record<CheckStatus, Tone>> = { ok: 'good', warn: 'warn', fail: 'bad', unknown: 'unknown' }

export function Checks({ found, busy }: { readonly found: DiagnosisView; readonly busy: boolean }) {
  const { diagnosis: text } = useText()
  return (
    <section className={css.panel} aria-label={text.checks} data-testid="diagnosis-checks">
      <h2 className={css.title}>{text.checks}</h2>
      {levels.map((level) => (
        <div key={level} className={css.level}>
          <h3>{text.levels[level]}</h3>
          {found.levels[level].map((check) => (
            <Check key={check.id} check={check} diagnosis={found.id} busy={busy} />
          ))}
        </div>
      ))}
    </section>
  )
}

interface Props {
  readonly check: CheckView
  readonly diagnosis: number
  readonly busy: boolean
}
function Check({ check, diagnosis, busy }: Props) {
  const speech = useText()
  const { diagnosis: text, say } = speech
  const tone = statusTone[check.status]
  const facts = Object.entries(check.evidence).filter(
    ([name, fact]) => text.facts[name] !== undefined && fact !== null && fact !== '' && fact !== false,
  )
  return (
    <article className={css.check} data-tone={tone} data-testid={`check-${check.id}`} data-status={check.status}>
      <p className={css.line}>
        <Mark tone={tone} size={17} />
        <b>{text.names[check.id] ?? check.id}</b>
        <span className={css.status}>{text.status[check.status]}</span>
      </p>
      <p className={css.text}>
        {say(check.text)}
        {facts.length > 0 ? (
          <small>{facts.map(([name, fact]) => ` ${text.facts[name]} ${factWord(fact, speech)}`).join(' ·')}</small>
        ) : null}
      </p>
      {check.checklist ? <Checklist check={check} diagnosis={diagnosis} busy={busy} /> : null}
    </article>
  )
}
