// What to do: steps to tick, each tick a record; after them what is ready for the case that they do not help.
import type { DiagnosisView, StepView } from '../../../electron/contract/diagnosis-views.js'
import { useText } from '../../text/use-text'
import { askDiagnosis } from '../../way'
import css from './plan.module.css'

interface Props {
  readonly found: DiagnosisView
  readonly busy: boolean
}
export function Plan({ found, busy }: Props) {
  const { diagnosis: text } = useText()
  const steps = found.plan.filter(({ kind }) => kind === 'step')
  const ready = found.plan.filter(({ kind }) => kind === 'contingency')
  const list = (of: readonly StepView[]) => (
    <ol className={css.steps}>
      {of.map((step) => (
        <Step key={step.id} step={step} diagnosis={found.id} busy={busy} />
      ))}
    </ol>
  )
  return (
    <section className={css.panel} aria-label={text.plan} data-testid="diagnosis-plan">
      <h2 className={css.title}>
        {text.plan}
        {steps.length > 0 ? (
          <small>{text.done(steps.filter(({ done }) => done !== null).length, steps.length)}</small>
        ) : null}
      </h2>
      {steps.length > 0 ? list(steps) : <p className={css.nothing}>{text.planEmpty}</p>}
      {ready.length > 0 ? (
        <>
          <h3 className={css.contingency} data-severity={ready[0]!.severity}>
            {text.contingency} <small>{text.severity[ready[0]!.severity]}</small>
          </h3>
          {list(ready)}
        </>
      ) : null}
    </section>
  )
}

function Step({
  step,
  diagnosis,
  busy,
}: {
  readonly step: StepView
  readonly diagnosis: number
  readonly busy: boolean
}) {
  const { diagnosis: text, say, moment, count } = useText()
  return (
    <li className={css.step} data-done={step.done !== null || undefined}>
      <label>
        <input
          type="checkbox"
          checked={step.done !== null}
          aria-disabled={busy}
          data-testid={`step-${step.id}`}
          onChange={() => {
            if (!busy) void askDiagnosis('diagnosis/tick', { diagnosis, step: step.id, done: step.done === null })
          }}
        />
        <span>{say(step.text)}</span>
      </label>
      <p className={css.about}>
        {text.owners[step.owner]} · {text.within} {text.durations[step.deadline] ?? step.deadline} · {text.doneWhen}{' '}
        {say(step.confirmation)}
      </p>
      {step.done ? (
        <p className={css.signed} data-testid={`ticked-${step.id}`}>
          ✓ {text.ticked(step.done.by, moment(step.done.wall), count(step.done.seq))}
        </p>
      ) : null}
    </li>
  )
}
