// The answer that a PAX D keeps until the station has acknowledged it: said again on NAK, on silence, and to a command that comes twice.
import { createHash } from 'node:crypto'
import type { Behaves } from '../simulator-behaviours.js'
import { KeptAnswer } from '../simulator-kept.js'
import type { SimulatedRequest } from '../simulator-terminal.js'
import { NAK } from './sim-frame.js'

export class ReplyKeeper {
  readonly #answer: KeptAnswer
  /** Of the frame of the command that was answered, so that no key is kept with it. */
  #digest = ''
  #ackLost = false
  constructor(private readonly behaves: Behaves) {
    this.#answer = new KeptAnswer(behaves.arg('ack-wait'))
  }

  /** What the command is told apart by while its answer waits. */
  static digest(command: number, sub: number, data: Uint8Array): string {
    return createHash('sha256').update(Uint8Array.of(command, sub)).update(data).digest('base64')
  }
  /** The answer that waits for this very command's acknowledgement, unless it is to be carried out again. */
  again(digest: string): Uint8Array | null {
    if (this.#digest !== digest || this.behaves.arg('resent') === 'again') return null
    return this.#answer.waiting?.bytes ?? null
  }
  keep(bytes: Uint8Array, loads: boolean, digest: string): void {
    this.#answer.keep(bytes, loads)
    this.#digest = digest
  }
  /** The station has acknowledged. With `lost-ack` the first time that a load's answer is, nothing is heard. */
  acknowledged(): void {
    const lost = this.behaves.has('lost-ack') && this.#answer.waiting?.loads === true && !this.#ackLost
    if (lost) this.#ackLost = true
    else this.#answer.forget()
  }
  /** The station wants the answer once more: nothing where none waits. */
  refused(): readonly SimulatedRequest[] {
    return this.#answer.again()
  }
  repetition() {
    return this.#answer.repetition()
  }
  forget(): void {
    this.#answer.forget()
  }
}

/** A frame whose checksum is wrong, or that is refused unseen. */
export const notAcknowledged: SimulatedRequest = { loads: false, answer: () => Uint8Array.of(NAK) }
