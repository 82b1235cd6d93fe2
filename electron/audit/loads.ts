// Which key of each usage a device took last, as far as it said.
import type { KeyUsage } from '../contract/values.js'
import type { LoggedAttempt } from './attempts.js'

/** Outcomes after which the device has the key. */
const taken: ReadonlySet<LoggedAttempt['outcome']> = new Set(['injected', 'already-present', 'attested', 'unverified'])

interface Load {
  readonly slot: number
  /** Counts up: the larger one was later. */
  readonly order: number
}

export class Loads {
  readonly #latest = new Map<string, Map<KeyUsage, Load>>()
  #order = 0

  /** Hears every attempt once it has a result. */
  heard({ serial, usage, slot, outcome }: LoggedAttempt): void {
    if (serial === null || !taken.has(outcome)) return
    this.#order += 1
    const of = this.#latest.get(serial) ?? new Map<KeyUsage, Load>()
    of.set(usage, { slot, order: this.#order })
    this.#latest.set(serial, of)
  }

  /** Slot of the latest key of one of these usages; null where there is none. */
  slotOf(serial: string, usages: readonly KeyUsage[]): number | null {
    const found = usages.flatMap((usage) => this.#latest.get(serial)?.get(usage) ?? [])
    return found.length === 0 ? null : found.reduce((a, b) => (a.order > b.order ? a : b)).slot
  }
}
