// How long the terminal stays in key-inject mode, as far as the station can tell. [PP791 p33]
import type { Clock } from '../driver.js'

/** Each successful load begins this anew. */
const IDLE_MS = 60_000
/** In all. Counted from the first success: when the operator entered the mode is not seen. */
const WHOLE_MS = 900_000

export class InjectMode {
  readonly #clock: Clock
  #first: number | null = null
  #last = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** A load or a selection that was asked at `at` succeeded. */
  used(at: number): void {
    if (this.window() === null) this.#first = at
    this.#last = at
  }

  /** Any other message ends the mode. */
  over(): void {
    this.#first = null
  }

  /** ms of the clock; null where the mode is not known to be on. */
  window(): { readonly endsAt: number } | null {
    if (this.#first === null) return null
    const endsAt = Math.min(this.#last + IDLE_MS, this.#first + WHOLE_MS)
    return endsAt > this.#clock.now() ? { endsAt } : null
  }
}
