// Risk of a person, a device, a batch: 0 to 100, the sum of named factors over thirty days. No weights but these.
import { type RiskFactor, type RiskKind, type RiskView, type RuleId, riskKinds } from '../contract/monitor.js'
import type { Outcome } from '../contract/values.js'
import type { WatchEvent } from './event.js'
import { DAY } from './recent.js'
import type { Finding } from './rule.js'
import { subjectOf } from './rule.js'

/** Points for each, and the most that a factor adds. `failure-share` is by the percent. */
const weights: Readonly<Record<RiskFactor, { readonly each: number; readonly most: number }>> = {
  mismatches: { each: 8, most: 32 },
  'unknown-results': { each: 6, most: 18 },
  refusals: { each: 2, most: 10 },
  unverified: { each: 1, most: 6 },
  'failure-share': { each: 0.3, most: 30 },
  'checks-off': { each: 4, most: 12 },
  'out-of-hours': { each: 2, most: 10 },
  'too-fast': { each: 4, most: 12 },
  unlisted: { each: 6, most: 18 },
  'same-kcv': { each: 12, most: 24 },
  'test-keys': { each: 15, most: 30 },
  'sign-in-failures': { each: 3, most: 12 },
  'bad-line': { each: 2, most: 8 },
}
const ofOutcome: Readonly<Partial<Record<Outcome, RiskFactor>>> = {
  mismatched: 'mismatches',
  indeterminate: 'unknown-results',
  refused: 'refusals',
  unverified: 'unverified',
}
/** What a rule's finding adds; mismatches and failures count by themselves. */
const ofRule: Readonly<Partial<Record<RuleId, RiskFactor>>> = {
  'check-disabled': 'checks-off',
  'out-of-hours': 'out-of-hours',
  'too-fast': 'too-fast',
  'unlisted-device': 'unlisted',
  'same-kcv': 'same-kcv',
  'test-key': 'test-keys',
  'sign-in-failures': 'sign-in-failures',
  'line-quality': 'bad-line',
}

const DAYS = 30
/** A share of fewer loads than this says nothing. */
const FEWEST_LOADS = 5
type Counts = Partial<Record<RiskFactor | 'loads', number>>

export class Risk {
  /** By kind and name, the days on which there was something. Devices are kept only once something was amiss. */
  readonly #kept: Readonly<Record<RiskKind, Map<string, Map<number, Counts>>>> = {
    operator: new Map(),
    device: new Map(),
    batch: new Map(),
  }

  hear(event: WatchEvent, found: readonly { readonly rule: RuleId; readonly finding: Finding }[]): void {
    const day = Math.floor(event.at / DAY)
    if (event.kind === 'load-ended') {
      for (const kind of ['operator', 'batch'] as const) this.#count(kind, event, day, 'loads')
      const factor = ofOutcome[event.outcome]
      if (factor) for (const kind of riskKinds) this.#count(kind, event, day, factor)
    }
    if (event.kind === 'read-back' && event.verdict === 'mismatch')
      for (const kind of riskKinds) this.#count(kind, event, day, 'mismatches')
    const factors = new Set(found.flatMap(({ rule }) => ofRule[rule] ?? []))
    for (const factor of factors) for (const kind of riskKinds) this.#count(kind, event, day, factor)
  }

  /** Scores as of `#scoredOn`; only those with points. What was counted since is in `#stale`. */
  readonly #scored: Readonly<Record<RiskKind, Map<string, RiskView>>> = {
    operator: new Map(),
    device: new Map(),
    batch: new Map(),
  }
  readonly #stale: Readonly<Record<RiskKind, Set<string>>> = {
    operator: new Set(),
    device: new Set(),
    batch: new Set(),
  }
  #scoredOn = Number.NaN

  /** The highest first; who has no points is left out. @param now ms since 1970 */
  views(kind: RiskKind, most: number, now: number): RiskView[] {
    this.#score(now)
    const highest: RiskView[] = []
    for (const view of this.#scored[kind].values()) {
      if (highest.length === most && before(highest[most - 1]!, view)) continue
      highest.splice(highest.findLastIndex((one) => before(one, view)) + 1, 0, view)
      if (highest.length > most) highest.pop()
    }
    return highest
  }

  /** Names that nothing was counted for since the last look keep their score: of a hundred thousand devices few change. */
  #score(now: number): void {
    const day = Math.floor(now / DAY)
    for (const kind of riskKinds) {
      const stale = day === this.#scoredOn ? this.#stale[kind] : [...this.#kept[kind].keys()]
      for (const name of stale) this.#scoreOne(kind, name, now)
      this.#stale[kind].clear()
    }
    this.#scoredOn = day
  }

  #scoreOne(kind: RiskKind, name: string, now: number): void {
    const days = this.#kept[kind].get(name)
    const since = Math.floor(now / DAY) - DAYS
    for (const day of days?.keys() ?? []) if (day <= since) days!.delete(day)
    if (days?.size === 0) this.#kept[kind].delete(name)
    const view = this.of(kind, name, now)
    if (view.score > 0) this.#scored[kind].set(name, view)
    else this.#scored[kind].delete(name)
  }

  of(kind: RiskKind, name: string, now: number): RiskView {
    const days = this.#kept[kind].get(name) ?? new Map<number, Counts>()
    const since = Math.floor(now / DAY) - DAYS
    const sum: Counts = {}
    for (const [day, counts] of days) {
      if (day > since)
        for (const [of, count] of Object.entries(counts)) sum[of as RiskFactor] = (sum[of as RiskFactor] ?? 0) + count
    }
    const { loads = 0, ...counts } = sum
    const failed = (counts.mismatches ?? 0) + (counts['unknown-results'] ?? 0) + (counts.refusals ?? 0)
    if (loads >= FEWEST_LOADS && failed > 0) counts['failure-share'] = Math.min(100, Math.round((100 * failed) / loads))
    const factors = (Object.entries(counts) as [RiskFactor, number][])
      .map(([factor, count]) => ({ factor, count, points: pointsOf(factor, count) }))
      .filter(({ points }) => points > 0)
      .sort((a, b) => b.points - a.points)
    const total = factors.reduce((points, one) => points + one.points, 0)
    return { kind, name, score: Math.min(100, total), factors }
  }

  #count(kind: RiskKind, { where }: WatchEvent, day: number, what: RiskFactor | 'loads'): void {
    const subject = subjectOf(kind, where)
    if (subject === null) return
    const kept = this.#kept[kind]
    const days = kept.get(subject.name) ?? new Map<number, Counts>()
    kept.set(subject.name, days)
    const counts = days.get(day) ?? {}
    days.set(day, counts)
    counts[what] = (counts[what] ?? 0) + 1
    this.#stale[kind].add(subject.name)
    if (days.size > DAYS + 1) for (const old of days.keys()) if (old <= day - DAYS) days.delete(old)
  }
}

/** The higher score first, then by name. */
const before = (a: RiskView, b: RiskView): boolean => (a.score === b.score ? a.name < b.name : a.score > b.score)

const pointsOf = (factor: RiskFactor, count: number): number =>
  Math.round(Math.min(weights[factor].most, weights[factor].each * count))
