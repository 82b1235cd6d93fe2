// Things counted over a span of time, by name; bounded, whatever the log holds.
const MOST_EACH = 1_000
/** Names beyond this are looked through for those with nothing left in the span. */
const MOST_NAMES = 10_000

interface Seen {
  readonly at: number
  readonly seq: number
}

export class Recent {
  readonly #seen = new Map<string, Seen[]>()
  #sweepAt = MOST_NAMES

  /** Adds one. @returns the numbers of the records of this name in the span up to `at`, oldest first */
  add(name: string, { at, seq }: Seen, spanMs: number): readonly number[] {
    const kept = (this.#seen.get(name) ?? []).filter((one) => one.at > at - spanMs)
    kept.push({ at, seq })
    if (kept.length > MOST_EACH) kept.shift()
    this.#seen.set(name, kept)
    if (this.#seen.size > this.#sweepAt) this.#sweep(at - spanMs)
    return kept.map((one) => one.seq)
  }

  #sweep(since: number): void {
    for (const [name, seen] of this.#seen) if (seen.at(-1)!.at <= since) this.#seen.delete(name)
    // Twice what is left: the looking through costs the same share of the work however many names there are.
    this.#sweepAt = Math.max(MOST_NAMES, 2 * this.#seen.size)
  }
}

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
