// What each person did in the last thirty days, for the officer.
import type { OperatorReportView, RuleId } from '../contract/monitor.js'
import type { WatchEvent } from './event.js'
import type { DailyFigures } from './figures.js'
import { DAY } from './recent.js'
import type { Risk } from './risk.js'

const DAYS = 30
type Own = { first: number; firstGood: number; outOfHours: number; tooFast: number }

export class OperatorReport {
  readonly #people = new Map<string, Map<number, Own>>()

  constructor(
    private readonly figures: DailyFigures,
    private readonly risk: Risk,
  ) {}

  hear(event: WatchEvent, rules: ReadonlySet<RuleId>): void {
    const { operator } = event.where
    if (operator === null || (event.kind !== 'load-ended' && rules.size === 0)) return
    const days = this.#people.get(operator) ?? new Map<number, Own>()
    this.#people.set(operator, days)
    const day = Math.floor(event.at / DAY)
    const own = days.get(day) ?? { first: 0, firstGood: 0, outOfHours: 0, tooFast: 0 }
    days.set(day, own)
    if (event.kind === 'load-ended' && event.first && event.outcome !== 'abandoned') {
      own.first += 1
      if (event.outcome === 'injected' || event.outcome === 'attested') own.firstGood += 1
    }
    if (rules.has('out-of-hours')) own.outOfHours += 1
    if (rules.has('too-fast')) own.tooFast += 1
    if (days.size > DAYS + 1) for (const old of days.keys()) if (old <= day - DAYS) days.delete(old)
  }

  /** @param now ms since 1970 */
  views(now: number): OperatorReportView[] {
    return this.figures.by('operator', now).map(({ name, loads, mismatched, refused, unknown }) => {
      const sum: Own = { first: 0, firstGood: 0, outOfHours: 0, tooFast: 0 }
      for (const [day, own] of this.#people.get(name) ?? [])
        if (day > Math.floor(now / DAY) - DAYS) for (const of of Object.keys(sum) as (keyof Own)[]) sum[of] += own[of]
      const { score } = this.risk.of('operator', name, now)
      return { operator: name, loads, ...sum, mismatched, refused, unknown, score }
    })
  }
}
