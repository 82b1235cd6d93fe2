// The answer that a P180 keeps until the station has acknowledged it: said again on NAK, and on silence where that is switched on.
import type { Repetition, SimulatedRequest } from '../simulator-terminal.js'

/** Times an answer is said again by itself. INFERRED, as all of it: the page says only that the station acknowledges. */
const REPEATS = 3

export class KeptAnswer {
  #kept: { readonly bytes: Uint8Array; readonly loads: boolean; repeatsLeft: number } | null = null
  /** @param wait milliseconds, or `never` */
  constructor(private readonly wait: string) {}

  /** Answers the same bytes. Where ACK alone answers there is nothing to keep. */
  keep(bytes: Uint8Array, loads: boolean): Uint8Array {
    this.#kept = bytes.length === 0 ? null : { bytes, loads, repeatsLeft: REPEATS }
    return bytes
  }
  /** The station wants it once more: nothing where none waits. */
  again(): readonly SimulatedRequest[] {
    const kept = this.#kept
    return kept ? [{ loads: kept.loads, answer: () => kept.bytes, ...this.repetition() }] : []
  }
  repetition(): { readonly repetition?: Repetition } {
    if (this.wait === 'never') return {}
    return { repetition: { afterMs: Number(this.wait), next: () => this.#next() } }
  }
  forget(): void {
    this.#kept = null
  }
  #next(): Uint8Array | null {
    const kept = this.#kept
    if (!kept) return null
    if (kept.repeatsLeft-- > 0) return kept.bytes
    this.#kept = null
    return null
  }
}
