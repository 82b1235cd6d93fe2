// ACK and NAK as in `handshake.ts`, and an EOT of the device behind the station's ACK. Where the device echoes a command,
// the ACK of the echo has it carried out: until then EOT instead of ACK cancels it.
import { ACK, EOT, NAK } from './control-bytes.js'
import type { Garbage } from './frame.js'
import type { HandshakeRules, InFlight, Shaking } from './handshake.js'
import type { Further } from './listening.js'

/** What an echo is taken for: the very command, the device's answer instead of it, or neither. */
export type Confirmation = 'commit' | 'answer' | 'cancel'

export interface EotRules {
  /** How long the EOT behind an answer is waited for; the answer stands without it, ms. */
  readonly ms: number
  /** How long the EOT that says that an echoed command was carried out is waited for; nothing stands without it, ms. */
  readonly commitMs: number
}

/** Ways an exchange ends without an answer, as the control bytes that stand for the content. */
export const endings = {
  /** The device's EOT in place of the ACK. */
  notTaken: [EOT],
  /** NAK as often as the frame may go out. */
  notHeard: [NAK],
  /** The device's EOT in place of an answer. */
  ended: [ACK, EOT],
  /** The echo was another command; the station's EOT cancelled it. */
  differs: [NAK, EOT],
  /** The station's EOT, because somebody wished so. */
  cancelled: [EOT, EOT],
  /** The device's EOT behind the ACK of the echo. */
  committed: [ACK],
} as const satisfies Record<string, readonly number[]>
export type Ending = keyof typeof endings

/** Which ending this content stands for; null where it is an answer. */
export const endingOf = (content: Uint8Array): Ending | null =>
  (Object.keys(endings) as Ending[]).find((name) => `${endings[name]}` === `${content}`) ?? null

/** An answer that comes again was not heard to be acknowledged: so often it is acknowledged again. */
const AGAIN = 2

/** `refused` once an EOT came before the ACK, `answered` and `committing` once the station has acknowledged. */
type State = 'sent' | 'refused' | 'taken' | 'answered' | 'committing'

export class EotHandshake implements Shaking {
  readonly acknowledges = true
  readonly #rules: HandshakeRules
  readonly #eot: EotRules
  readonly #flight: InFlight
  #state: State = 'sent'
  #content: Uint8Array = Uint8Array.of()
  #resends: number
  #asks: number
  #again = AGAIN
  #saidAck = 0
  #due = Number.POSITIVE_INFINITY
  #cut = false

  constructor(rules: HandshakeRules, eot: EotRules, flight: InFlight) {
    this.#rules = rules
    this.#eot = eot
    this.#flight = flight
    this.#resends = flight.resends
    this.#asks = rules.asks
  }

  get deadlineMs(): number {
    if (this.#state === 'taken') return this.#flight.answerMs
    return this.#state === 'committing' ? this.#eot.commitMs : this.#rules.ackMs
  }

  sent(lineMs: number): number {
    const wait = this.#rules.ackMs + lineMs
    // The ACK may be there before the writer comes back.
    if (this.#state === 'sent') this.#due = this.#flight.now() + wait
    return wait
  }

  judge(body: Uint8Array): Uint8Array | Further | null {
    const control = body.length === 1 ? body[0]! : null
    return control === null ? this.#frame(body) : (this.#controls[this.#state][control]?.() ?? null)
  }

  garbage({ kind }: Garbage): void {
    if (kind === 'bad-length') this.#cut = true
  }

  elapsed(broken: boolean): number | Uint8Array | null {
    const left = this.#due - this.#flight.now()
    if (this.#state === 'answered' && left <= 0) return this.#content
    if (this.#state === 'refused' && left <= 0) return ending('notTaken')
    const spoilt = (broken || this.#cut) && (this.#state === 'taken' || this.#state === 'committing')
    if (spoilt && this.#asks > 0) return this.#ask()
    // A frame that failed its check ends a wait early, but what is waited for has its own deadline.
    if (left > 0 && !(spoilt && this.#state === 'taken')) return left
    if (this.#state !== 'committing') this.#flight.say(EOT)
    return null
  }

  cancel(): Uint8Array | null {
    if (!this.#flight.confirm || this.#state === 'committing' || this.#state === 'answered') return null
    this.#flight.say(EOT)
    return ending('cancelled')
  }

  readonly #controls: Readonly<Record<State, Readonly<Record<number, () => Uint8Array | Further | null>>>> = {
    sent: {
      [ACK]: () => this.#enter('taken', this.#flight.answerMs),
      [NAK]: () => this.#refused(),
      // It may be the end of the exchange before: an ACK behind it says so.
      [EOT]: () => this.#enter('refused', this.#eot.ms),
    },
    refused: { [ACK]: () => this.#enter('taken', this.#flight.answerMs) },
    taken: {
      [EOT]: () => {
        // A spoilt echo can pass for an EOT: the device may still wait for an ACK, and must get none.
        if (this.#flight.confirm) this.#flight.say(EOT)
        return ending('ended')
      },
    },
    answered: { [EOT]: () => this.#content },
    committing: { [EOT]: () => this.#committed() },
  }

  /** Only what follows the ACK can answer: what precedes it was sent before the device had this command. */
  #frame(body: Uint8Array): Uint8Array | Further | null {
    if (this.#state === 'sent' || this.#state === 'refused') return this.#wiped(body, null)
    const content = this.#flight.answerTo(body)
    if (!content) return null
    const confirmed = this.#flight.confirm?.(content) ?? 'answer'
    if (this.#state !== 'taken') return this.#wiped(body, this.#repeated(confirmed))
    if (confirmed === 'cancel') {
      this.#flight.say(EOT)
      return this.#wiped(body, ending('differs'))
    }
    this.#acknowledge()
    if (confirmed === 'commit') return this.#wiped(body, this.#enter('committing', this.#eot.commitMs))
    this.#content = content
    return this.#enter('answered', this.#eot.ms)
  }

  /** An echo can hold a key. */
  #wiped<T>(body: Uint8Array, then: T): T {
    if (this.#flight.confirm) body.fill(0)
    return then
  }

  /**
   * A device that echoed again has not heard an ACK, and gives up by EOT when it hears none at all: where it echoed
   * again, only an EOT right behind an ACK is an answer to it. Any other leaves open what was carried out.
   */
  #committed(): Uint8Array | null {
    const right = this.#again === AGAIN || this.#flight.now() - this.#saidAck <= this.#eot.ms
    return right ? ending('committed') : null
  }

  #repeated(confirmed: Confirmation): Further | null {
    const same = confirmed === (this.#state === 'committing' ? 'commit' : 'answer')
    if (!same || this.#again === 0) return null
    this.#again--
    this.#acknowledge()
    return this.#enter(this.#state, this.#state === 'committing' ? this.#eot.commitMs : this.#eot.ms)
  }

  #acknowledge(): void {
    this.#saidAck = this.#flight.now()
    this.#flight.say(ACK)
  }

  #refused(): Further | Uint8Array {
    if (this.#resends === 0) {
      this.#flight.say(EOT)
      return ending('notHeard')
    }
    this.#resends--
    return { wait: this.sent(this.#flight.sendAgain()) }
  }

  #ask(): number {
    this.#asks--
    this.#flight.say(NAK)
    return this.#enter(this.#state, this.deadlineMs).wait
  }

  #enter(state: State, wait: number): Further {
    this.#state = state
    this.#cut = false
    this.#due = this.#flight.now() + wait
    return { wait }
  }
}

const ending = (name: Ending): Uint8Array => Uint8Array.from(endings[name])
