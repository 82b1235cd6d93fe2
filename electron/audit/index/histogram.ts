// Records over time in bars of one width, aligned to the station's own hours and days.
import type { HistogramView, RecordOutcome } from '../../contract/audit-views.js'
import type { Book } from './book.js'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
/** A width that people count in, so that there are no more bars than `mostBars`. */
const widths = [
  ...[second, 5 * second, 15 * second, minute, 5 * minute, 15 * minute, hour, 3 * hour, 6 * hour, 12 * hour],
  ...[day, 2 * day, 7 * day, 14 * day, 30 * day, 90 * day, 365 * day],
]
const mostBars = 60

export interface BarPlan {
  readonly from: number
  readonly width: number
  readonly count: number
}

/** @param until not included */
export function barsFor(since: number, until: number): BarPlan {
  if (!(since < until)) return { from: 0, width: second, count: 0 }
  const zone = new Date(since).getTimezoneOffset() * minute
  for (const width of [...widths, Math.ceil((until - since) / (mostBars - 1))]) {
    const from = Math.floor((since - zone) / width) * width + zone
    const count = Math.ceil((until - from) / width)
    if (count <= mostBars) return { from, width, count }
  }
  return { from: since, width: until - since, count: 1 }
}

const good: readonly RecordOutcome[] = ['injected']
const bad: readonly RecordOutcome[] = ['mismatched', 'refused', 'indeterminate', 'interrupted']
const outcomeFacet = 0

export class Bars {
  readonly #all: Uint32Array
  readonly #good: Uint32Array
  readonly #bad: Uint32Array
  readonly #isGood: ReadonlySet<number>
  readonly #isBad: ReadonlySet<number>

  constructor(
    book: Book,
    private readonly plan: BarPlan,
  ) {
    const { count } = plan
    ;[this.#all, this.#good, this.#bad] = [new Uint32Array(count), new Uint32Array(count), new Uint32Array(count)]
    const codes = (texts: readonly string[]) =>
      new Set(texts.map((text) => book.values.find(outcomeFacet, text)).filter((code) => code !== 0))
    this.#isGood = codes(good)
    this.#isBad = codes(bad)
  }

  /** @param outcome code of it, 0 for none */
  count(at: number, outcome: number): void {
    const bar = Math.floor((at - this.plan.from) / this.plan.width)
    if (bar < 0 || bar >= this.plan.count) return
    this.#all[bar]! += 1
    if (outcome === 0) return
    if (this.#isGood.has(outcome)) this.#good[bar]! += 1
    else if (this.#isBad.has(outcome)) this.#bad[bar]! += 1
  }

  view(): HistogramView {
    const { from, width } = this.plan
    const bars = Array.from(this.#all, (all, bar) => ({ all, good: this.#good[bar]!, bad: this.#bad[bar]! }))
    return { from, width, bars }
  }
}
