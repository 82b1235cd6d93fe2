// Plans of diagnoses as the log has them, with their ticks: what an alert's plan is, for a cause. A pure fold.
import type { Body } from '../audit/log.js'
import type { DiagnosisPlanView, Signed } from '../contract/monitor.js'
import { planName } from '../contract/plan-name.js'
import type { Heard } from './event.js'

type Made = Body<'diagnosis-made'>
interface Kept {
  readonly body: Made
  readonly seq: number
  readonly wall: string
}

/** The newest; what is older is in the log. */
const MOST_KEPT = 200

export class Plans {
  readonly #kept = new Map<string, Kept>()

  hear({ seq, wall }: Heard, body: Made): void {
    if (!body.plan || body.plan.length === 0) return
    const plan = planName({ diagnosis: seq, attempt: body.attempt })
    // A later diagnosis of the same attempt takes the place of the earlier: its ticks stay.
    this.#kept.delete(plan)
    this.#kept.set(plan, { body, seq, wall })
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value!)
  }

  /** Whether there is such a plan with such a step; null where there is no plan. */
  has(plan: string, step: string): boolean | null {
    const kept = this.#kept.get(plan)
    return kept ? kept.body.plan!.some((one) => one.step === step) : null
  }

  /** The newest first. @param ticks those of a plan @param now ms since 1970 */
  views(most: number, ticks: (plan: string) => ReadonlyMap<string, Signed>, now: number): DiagnosisPlanView[] {
    return [...this.#kept]
      .slice(-most)
      .reverse()
      .map(([plan, { body, seq, wall }]) => {
        const done = ticks(plan)
        return {
          ...{ plan, seq, wall, attempt: body.attempt, serial: body.serial, cause: body.causes[0]?.cause ?? '' },
          severity: body.severity ?? 'low',
          steps: body.plan!.map(({ step, kind, owner, within }) => {
            const due = Date.parse(wall) + msOf(within)
            const ticked = done.get(step) ?? null
            return {
              ...{ step, kind, owner, ticked, due: new Date(due).toISOString() },
              overdue: kind === 'step' && ticked === null && now > due,
            }
          }),
        }
      })
  }
}

/** An ISO 8601 duration of days, hours and minutes. */
function msOf(duration: string): number {
  const [, days, hours, minutes] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration) ?? []
  return ((Number(days ?? 0) * 24 + Number(hours ?? 0)) * 60 + Number(minutes ?? 0)) * 60_000
}
