// The plans that are not done yet, of alerts and of diagnoses, on paper.
import type { SheetView } from '../../../electron/contract/sheet-views.js'
import { useText } from '../../text/use-text'
import css from './sheet.module.css'

type Monitor = Extract<SheetView, { kind: 'plans' }>['monitor']

export function PlansSheet({ monitor }: { readonly monitor: Monitor }) {
  const { monitor: text, plans: planWords, diagnosis, sheet: words, say, moment, count } = useText()
  const head = [words.done, words.step, words.owner, words.due, words.shown]
  const alerts = monitor.alerts.map(({ alert, rule, subject, wall, seq, plan }) => ({
    key: alert,
    title: `${text.rules[rule].name} · ${subject.kind === 'station' ? text.station : subject.name}`,
    about: `${moment(wall)} · #${count(seq)}`,
    steps: plan.map((step) => ({ ...step, what: text.steps[step.step] ?? step.step, shown: '' })),
  }))
  const diagnoses = monitor.plans.map(({ plan, cause, serial, wall, seq, steps }) => ({
    key: plan,
    title: planWords.planFor(cause, serial),
    about: `${moment(wall)} · #${count(seq)}`,
    steps: steps.map((step) => ({
      ...step,
      what: step.words ? say(step.words.text) : (text.steps[step.step] ?? step.step),
      shown: step.words ? say(step.words.confirmation) : '',
    })),
  }))
  const open = [...alerts, ...diagnoses].filter(({ steps }) => steps.some(({ ticked }) => ticked === null))
  if (open.length === 0) return <p>{diagnosis.planEmpty}</p>
  return open.map(({ key, title, about, steps }) => (
    <section key={key}>
      <h3>{title}</h3>
      <p className={css.about}>{about}</p>
      <table className={css.table}>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map(({ step, what, owner, due, overdue, ticked, shown }) => (
            <tr key={step}>
              <td>{ticked ? `☑ ${text.tickedBy(ticked.by, moment(ticked.wall))}` : '☐'}</td>
              <td>{what}</td>
              <td>{planWords.owner[owner]}</td>
              <td>
                {moment(due)}
                {overdue ? ` · ${text.overdue}` : ''}
              </td>
              <td>{shown}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  ))
}
