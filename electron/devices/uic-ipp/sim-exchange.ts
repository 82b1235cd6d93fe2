// An answer that waits for the station's ACK: said again on NAK and on silence, carried out on ACK, cancelled by EOT.
import type { Behaves } from '../simulator-behaviours.js'
import type { Repetition, SimulatedRequest } from '../simulator-terminal.js'
import { EOT } from './sim-frame.js'

/** Times an answer is said again by itself before EOT. */
const RETRANSMISSIONS = 2
export const eot = (): Uint8Array => Uint8Array.of(EOT)
export const nothing = (): Uint8Array => new Uint8Array()

/** What the station's ACK carries out. */
export interface Commit {
  readonly loads: boolean
  /** @param at when the ACK came */
  run?(at: number): void
  /** It is not to be: what was made ready is wiped. */
  drop?(): void
  /** Bits per second of the line, from when EOT has left. */
  readonly rate?: number
}
export interface PadReply {
  readonly frame: Uint8Array
  /** The load is done when the answer leaves. */
  readonly loads: boolean
  readonly commit?: Commit
  /** EOT follows the ACK. */
  readonly closes: boolean
}

/** `waiting` for the station's word. `committing`: ACK was heard, and its delay is not over. */
type State =
  | { readonly is: 'idle' }
  | { readonly is: 'waiting'; readonly reply: PadReply; left: number }
  | { readonly is: 'committing'; readonly commit: Commit }

export class Exchange {
  #state: State = { is: 'idle' }
  #ackLost = false
  constructor(private readonly behaves: Behaves) {}

  /** The answering half of a request. @param make carries it out; bytes that it answers wait for no ACK */
  answering(make: () => PadReply | Uint8Array): Pick<SimulatedRequest, 'answer' | 'repetition'> {
    let reply: PadReply | undefined
    const answer = () => {
      const made = make()
      if (made instanceof Uint8Array) return made
      reply = made
      return this.#begin(made)
    }
    return { answer, ...this.#repeating(() => (reply ? this.#next(reply) : null)) }
  }
  /** Nothing of what waits is carried out. What the station has acknowledged still is. */
  abandon(): void {
    if (this.#state.is === 'waiting') this.#forget(this.#state.reply)
  }
  /** The line is out. */
  end(): void {
    if (this.#state.is === 'committing') this.#state.commit.drop?.()
    this.abandon()
    this.#state = { is: 'idle' }
  }

  acknowledged(at: number): readonly SimulatedRequest[] {
    if (this.#state.is !== 'waiting' || this.#isLost(this.#state.reply)) return []
    const { commit, closes, frame } = this.#state.reply
    frame.fill(0)
    this.#state = commit ? { is: 'committing', commit } : { is: 'idle' }
    const answer = () => {
      commit?.run?.(at)
      if (commit) this.#state = { is: 'idle' }
      return closes ? eot() : nothing()
    }
    return [{ loads: commit?.loads ?? false, answer, rateAfter: () => commit?.rate ?? null }]
  }
  /** The station wants the answer once more. */
  refused(): readonly SimulatedRequest[] {
    if (this.#state.is !== 'waiting') return []
    const { reply } = this.#state
    const answer = () => (this.#waitsWith(reply) ? reply.frame.slice() : nothing())
    return [{ loads: reply.loads, answer, ...this.#repeating(() => this.#next(reply)) }]
  }

  /** What came before is over. */
  #begin(reply: PadReply): Uint8Array {
    this.abandon()
    this.#state = { is: 'waiting', reply, left: RETRANSMISSIONS }
    return reply.frame.slice()
  }
  #waitsWith(reply: PadReply): boolean {
    return this.#state.is === 'waiting' && this.#state.reply === reply
  }
  #repeating(next: Repetition['next']): { readonly repetition?: Repetition } {
    const wait = this.behaves.arg('ack-wait')
    return wait === 'never' ? {} : { repetition: { afterMs: Number(wait), next } }
  }
  #next(reply: PadReply): Uint8Array | null {
    if (this.#state.is !== 'waiting' || this.#state.reply !== reply) return null
    if (this.#state.left-- > 0) return this.#state.reply.frame.slice()
    this.abandon()
    return eot()
  }
  #forget({ frame, commit }: PadReply): void {
    frame.fill(0)
    commit?.drop?.()
    this.#state = { is: 'idle' }
  }
  #isLost({ loads, commit }: PadReply): boolean {
    const lost = this.behaves.has('lost-ack') && (loads || commit?.loads === true) && !this.#ackLost
    this.#ackLost ||= lost
    return lost
  }
}
