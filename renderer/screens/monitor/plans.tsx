// Plans of diagnoses: steps with owner, deadline and confirmation. A tick here is a tick in the diagnosis, and a record.
import { TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import type { DiagnosisPlanView, DiagnosisStepView, MonitorView } from '../../../electron/contract/monitor.js'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import { Empty } from './empty'
import css from './plans.module.css'

export function Plans({ monitor }: { readonly monitor: MonitorView }) {
  const { monitor: text, plans: words } = useText()
  const [by, setBy] = useState('')
  const [nameless, setNameless] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  if (monitor.plans.length === 0) return <Empty testid="plans-empty" {...words.noPlans} />
  const tick = async (plan: string, step: string, done: boolean) => {
    const name = by.trim()
    setNameless(name === '')
    if (name === '') return field.current?.focus()
    await tell('plan/tick', { plan, step, done, by: name, note: '' })
  }
  return (
    <>
      <div className={css.who}>
        <p>{words.plansAbout}</p>
        <TextInput
          ref={field}
          label={text.yourName}
          value={by}
          maxLength={80}
          error={nameless ? text.nameNeeded : null}
          data-testid="plans-by"
          onChange={(event) => setBy(event.currentTarget.value)}
        />
      </div>
      <div className={css.plans}>
        {monitor.plans.map((plan) => (
          <PlanBox key={plan.plan} plan={plan} tick={(step, done) => void tick(plan.plan, step, done)} />
        ))}
      </div>
    </>
  )
}

function PlanBox({ plan, tick }: { plan: DiagnosisPlanView; tick: (step: string, done: boolean) => void }) {
  const { plans: words, moment, count } = useText()
  const own = plan.steps.filter(({ kind }) => kind === 'step')
  const ready = plan.steps.filter(({ kind }) => kind === 'contingency')
  const open = own.filter(({ ticked }) => ticked === null).length
  const list = (steps: readonly DiagnosisStepView[]) => (
    <ol>
      {steps.map((step) => (
        <Step key={step.step} step={step} tick={tick} />
      ))}
    </ol>
  )
  return (
    <section
      className={css.plan}
      aria-label={words.planFor(plan.cause, plan.serial)}
      data-testid="plan"
      data-plan={plan.plan}
    >
      <h2>
        {words.planFor(plan.cause, plan.serial)} <small>{words.openSteps(open)}</small>
      </h2>
      <p>
        {moment(plan.wall)} · #{count(plan.seq)}
      </p>
      {list(own)}
      {ready.length > 0 ? (
        <details>
          <summary>{words.ready}</summary>
          {list(ready)}
        </details>
      ) : null}
    </section>
  )
}

function Step({ step, tick }: { step: DiagnosisStepView; tick: (step: string, done: boolean) => void }) {
  const { monitor: text, plans: words, moment, say } = useText()
  const { ticked, overdue, words: said } = step
  return (
    <li data-testid={`plan-${step.step}`} data-ticked={ticked !== null}>
      <label>
        <input type="checkbox" checked={ticked !== null} onChange={() => tick(step.step, ticked === null)} />
        <span>
          {said ? say(said.text) : (text.steps[step.step] ?? step.step)}
          <small data-tone={overdue ? 'bad' : undefined}>
            {words.owner[step.owner]} ·{' '}
            {ticked
              ? text.tickedBy(ticked.by, moment(ticked.wall))
              : `${text.due(moment(step.due))}${overdue ? ` · ${text.overdue}` : ''}`}
            {said ? ` · ${words.doneWhen} ${say(said.confirmation)}` : ''}
          </small>
        </span>
      </label>
    </li>
  )
}
