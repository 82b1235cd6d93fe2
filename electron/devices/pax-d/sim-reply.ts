// The answer that a PAX D keeps until the station has acknowledged it: said again on NAK, on silence, and to a command that comes twice.
import { createHash } from 'node:crypto'
import type { Behaves } from '../simulator-behaviours.js'
import type { Repetition, SimulatedRequest } from '../simulator-terminal.js'
import { NAK } from './sim-frame.js'

/** Times an answer is said again by itself. INFERRED: the page gives the station's tries, not the device's. */
const REPEATS = 3

interface KeptReply {
  readonly bytes: Uint8Array
  readonly loads: boolean
  /** Of the command's frame, so that no key is kept with it. */
  readonly digest: string
  repeatsLeft: number
}

export class ReplyKeeper {
  #kept: KeptReply | null = null
  #ackLost = false
  constructor(private readonly behaves: Behaves) {}

  /** What the command is told apart by while its answer waits. */
  static digest(command: number, sub: number, data: Uint8Array): string {
    return createHash('sha256').update(Uint8Array.of(command, sub)).update(data).digest('base64')
  }
  /** The answer that waits for this very command's acknowledgement, unless it is to be carried out again. */
  again(digest: string): Uint8Array | null {
    if (this.#kept?.digest !== digest || this.behaves.arg('resent') === 'again') return null
    return this.#kept.bytes
  }
  keep(bytes: Uint8Array, loads: boolean, digest: string): void {
    this.#kept = { bytes, loads, digest, repeatsLeft: REPEATS }
  }
  /** The station has acknowledged. With `lost-ack` the first time that a load's answer is, nothing is heard. */
  acknowledged(): void {
    const lost = this.behaves.has('lost-ack') && this.#kept?.loads === true && !this.#ackLost
    if (lost) this.#ackLost = true
    else this.#kept = null
  }
  /** The station wants the answer once more: nothing where none waits. */
  refused(): readonly SimulatedRequest[] {
    const kept = this.#kept
    return kept ? [{ loads: kept.loads, answer: () => kept.bytes, ...this.repetition() }] : []
  }
  repetition(): { readonly repetition?: Repetition } {
    const wait = this.behaves.arg('ack-wait')
    if (wait === 'never') return {}
    return { repetition: { afterMs: Number(wait), next: () => this.#next() } }
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

/** A frame whose checksum is wrong, or that is refused unseen. */
export const notAcknowledged: SimulatedRequest = { loads: false, answer: () => Uint8Array.of(NAK) }
