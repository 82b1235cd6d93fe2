// How long a terminal takes to answer: the newest times of a line, in a bounded space, and what they come to.

/** More exchanges than a terminal's keys ever take; a line that lives longer is told by its newest. */
const KEPT = 256

export class ReplyTimes {
  readonly #newest: number[] = []
  #count = 0

  /** @param ms from the command's last byte on the line to the answer's last byte */
  add(ms: number): void {
    this.#newest[this.#count % KEPT] = Math.max(0, ms)
    this.#count++
  }

  /** How many answers there were, those no longer kept included. */
  get count(): number {
    return this.#count
  }

  /** The time that this share of the answers took at most, ms; null where there was none. */
  at(share: number): number | null {
    const sorted = this.#newest.toSorted((a, b) => a - b)
    return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? null
  }
}
