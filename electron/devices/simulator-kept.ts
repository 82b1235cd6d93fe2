// The answer that a simulated terminal keeps until the station has acknowledged it: said again on NAK, and by itself on silence.
import type { Repetition, SimulatedRequest } from './simulator-terminal.js'

/** Times an answer is said again by itself. INFERRED: no page that has such an answer gives the device's tries. */
const REPEATS = 3

export class KeptAnswer {
  #kept: { readonly bytes: Uint8Array; readonly loads: boolean; repeatsLeft: number } | null = null
  /** @param wait after how many milliseconds of silence, or `never` */
  constructor(private readonly wait: string) {}

  /** What waits to be acknowledged. */
  get waiting(): { readonly bytes: Uint8Array; readonly loads: boolean } | null {
    return this.#kept
  }
  /** Answers the same bytes. Where ACK alone answers there is nothing to keep. */
  keep(bytes: Uint8Array, loads: boolean): Uint8Array {
    this.#kept = bytes.length === 0 ? null : { bytes, loads, repeatsLeft: REPEATS }
    return bytes
  }
  forget(): void {
    this.#kept = null
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
  #next(): Uint8Array | null {
    const kept = this.#kept
    if (!kept) return null
    if (kept.repeatsLeft-- > 0) return kept.bytes
    this.#kept = null
    return null
  }
}
