// More failures in the last day than the thirty days before would let one expect.
import { HOUR } from '../recent.js'
import { type Finding, none, quiet, rule, subjectOf, times } from '../rule.js'

const RECENT_HOURS = 24
const BASE_HOURS = 30 * 24
/** Nobody failed, or the load was called off: neither good nor bad. */
const uncounted: ReadonlySet<string> = new Set(['abandoned', 'already-present'])
const failures: ReadonlySet<string> = new Set(['mismatched', 'refused', 'indeterminate'])

interface Sum {
  loads: number
  failed: number
}
/** Loads by the hour: at most as many as the base and the last day have. */
class Hours {
  readonly #hours = new Map<number, Sum>()

  add(hour: number, failed: boolean): void {
    const sum = this.#hours.get(hour) ?? { loads: 0, failed: 0 }
    sum.loads += 1
    sum.failed += failed ? 1 : 0
    this.#hours.set(hour, sum)
    if (this.#hours.size > BASE_HOURS + RECENT_HOURS)
      for (const old of this.#hours.keys()) if (old <= hour - BASE_HOURS - RECENT_HOURS) this.#hours.delete(old)
  }
  sums(hour: number): { recent: Sum; base: Sum } {
    const [recent, base] = [
      { loads: 0, failed: 0 },
      { loads: 0, failed: 0 },
    ]
    for (const [at, { loads, failed }] of this.#hours) {
      if (at <= hour - BASE_HOURS - RECENT_HOURS) continue
      const into = at > hour - RECENT_HOURS ? recent : base
      into.loads += loads
      into.failed += failed
    }
    return { recent, base }
  }
}

/** How many standard deviations the recent share lies above the base's, both taken as drawn from one pool. */
export function sigmaAbove(recent: Sum, base: Sum): number {
  const pool = (recent.failed + base.failed) / (recent.loads + base.loads)
  const spread = Math.sqrt(pool * (1 - pool) * (1 / recent.loads + 1 / base.loads))
  return spread === 0 ? 0 : (recent.failed / recent.loads - base.failed / base.loads) / spread
}

export const failureJump = rule({
  id: 'failure-jump',
  severity: 'warning',
  thresholds: {
    loads: times(20, 10_000),
    rise: { standard: 10, least: 1, most: 100, unit: 'percent', weaker: 'up' },
    sigma: { standard: 3, least: 1, most: 10, unit: 'sigma', weaker: 'up' },
    quiet,
  },
  begin: () => {
    const all = new Map<string, Hours>()
    return (event, limit) => {
      if (event.kind !== 'load-ended' || uncounted.has(event.outcome)) return none
      const failed = failures.has(event.outcome)
      const hour = Math.floor(event.at / HOUR)
      const found: Finding[] = []
      for (const kind of ['station', 'firmware'] as const) {
        const subject = subjectOf(kind, event.where)
        if (subject === null) continue
        const hours = all.get(`${kind} ${subject.name}`) ?? new Hours()
        all.set(`${kind} ${subject.name}`, hours)
        hours.add(hour, failed)
        // A good load cannot make it worse.
        if (!failed) continue
        const { recent, base } = hours.sums(hour)
        if (recent.loads < limit('loads') || base.loads < limit('loads')) continue
        const [now, usual] = [(100 * recent.failed) / recent.loads, (100 * base.failed) / base.loads]
        if (now - usual < limit('rise') || sigmaAbove(recent, base) < limit('sigma')) continue
        const figure = Math.round(now)
        found.push({ subject, figure, limit: Math.round(usual) + limit('rise'), records: [event.seq] })
      }
      return found
    }
  },
})
