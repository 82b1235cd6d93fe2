// The contingency plan by severity: what is done, by whom, until when. Its words are in renderer/text.
import type { AlertView, PlanOwner, PlanStepView, Severity, Signed } from '../contract/monitor.js'

interface Step {
  readonly step: string
  readonly owner: PlanOwner
  /** Minutes from the alert on. */
  readonly within: number
}
const HOUR = 60
const DAY = 24 * HOUR
const step = (name: string, owner: PlanOwner, within: number): Step => ({ step: name, owner, within })

export const contingency: Readonly<Record<Severity, readonly Step[]>> = {
  notice: [step('look', 'technician', DAY)],
  warning: [
    step('look', 'technician', HOUR),
    step('find-cause', 'technician', DAY),
    step('adjust', 'administrator', 7 * DAY),
  ],
  severe: [
    step('stop', 'technician', 15),
    step('set-aside', 'technician', 30),
    step('read-back', 'technician', HOUR),
    step('find-cause', 'officer', 4 * HOUR),
    step('release', 'officer', DAY),
    step('report', 'officer', 7 * DAY),
  ],
  critical: [
    step('stop', 'technician', 5),
    step('set-aside', 'technician', 15),
    step('inform', 'officer', HOUR),
    step('replace-keys', 'host', DAY),
    step('find-cause', 'officer', DAY),
    step('release', 'officer', 2 * DAY),
    step('report', 'officer', 7 * DAY),
  ],
}

/** @param now ms since 1970; a step that is not ticked after its time is overdue */
export const planOf = (
  { severity, wall }: Pick<AlertView, 'severity' | 'wall'>,
  ticks: ReadonlyMap<string, Signed> | undefined,
  now: number,
): PlanStepView[] =>
  contingency[severity].map(({ step, owner, within }) => {
    const due = Date.parse(wall) + within * 60_000
    const ticked = ticks?.get(step) ?? null
    return { step, owner, due: new Date(due).toISOString(), overdue: ticked === null && now > due, ticked }
  })
