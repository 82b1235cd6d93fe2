// ACK and NAK round an answer. The device takes a command by ACK or asks for it again by NAK, and only then answers; the
// station does the same with the answer. `Handshake` decides, `inFlight` does what it decided on a line.
import { Fault } from '../contract/fault.js'
import type { FrameLayout } from '../contract/layout.js'
import type { Ticket } from '../contract/ticket.js'
import { ACK, EOT, NAK } from './control-bytes.js'
import { type Confirmation, EotHandshake, type EotRules } from './eot-handshake.js'
import type { FrameCodec, Garbage } from './frame.js'
import { type Cable, type Clock, lineTime } from './line.js'
import type { Further } from './listening.js'
import { partsBytes } from './render.js'

export interface HandshakeRules {
  /** Deadline of the ACK, ms after the frame's last byte. */
  readonly ackMs: number
  /** Rest between a NAK and the same frame once more, ms. */
  readonly pauseMs: number
  /** How often a broken answer is asked for again by NAK. */
  readonly asks: number
  /** Whether a whole frame that nobody waits for is acknowledged, so that the device stops repeating it. */
  readonly acknowledgeUnasked: boolean
  /** What a NAK leads to: the same frame once more, which is so where absent; waiting on; or the end. */
  readonly nak?: 'again' | 'waits' | 'ends'
  /** Whether an answer is acknowledged; it is where absent. */
  readonly acknowledges?: boolean
  /** Where the device ends every exchange by EOT. */
  readonly eot?: EotRules
}

/** What an exchange asks of the handshake round one command. */
export interface Shaking {
  /** The ACK of an answer is not the exchange's to say: said already, or not wanted. */
  readonly acknowledges: boolean
  /** The deadline that runs now, ms: what a time-out is a time-out of. */
  readonly deadlineMs: number
  /** The frame is on its way for `lineMs`. Answers when its ACK is due, ms. */
  sent(lineMs: number): number
  judge(body: Uint8Array): Uint8Array | Further | null
  garbage(garbage: Garbage): void
  /** The wait has run out, on a frame whose check failed or on nothing. How long to go on, ms, the answer, or null to give up. */
  elapsed(broken: boolean): number | Uint8Array | null
  /** Ends the command before it is carried out and answers what stands for that; absent, or null, where it cannot be done. */
  cancel?(): Uint8Array | null
}

/** The command in flight, and what can be done for it. */
export interface InFlight {
  /** Deadline of the answer, ms after the ACK. */
  readonly answerMs: number
  /** Where the ACK alone can be all of the answer: how long a frame behind it is waited for, ms. */
  readonly bareAckMs?: number | undefined
  /** How often the frame may go out again after a NAK. Silence never allows it here. */
  readonly resends: number
  /** The answer's content, or null where the body answers another command. */
  answerTo(body: Uint8Array): Uint8Array | null
  /** What an echo is taken for; absent where the answer is none. */
  readonly confirm?: ((content: Uint8Array) => Confirmation) | undefined
  now(): number
  say(control: number): void
  /** The same frame once more. Answers how long it takes on the line, ms. */
  sendAgain(): number
  /** The device refused the frame as often as it may be sent. */
  refused(): void
}

export const shakingBy = (rules: HandshakeRules, flight: InFlight): Shaking =>
  rules.eot ? new EotHandshake(rules, rules.eot, flight) : new Handshake(rules, flight)

export class Handshake implements Shaking {
  readonly acknowledges: boolean
  readonly #rules: HandshakeRules
  readonly #flight: InFlight
  /** `refused` while the pause after a NAK runs, `taken` once the ACK has come. */
  #state: 'sent' | 'refused' | 'taken' = 'sent'
  #resends: number
  #asks: number
  #ackDue = Number.POSITIVE_INFINITY
  #cut = false

  constructor(rules: HandshakeRules, flight: InFlight) {
    this.acknowledges = rules.acknowledges === false
    this.#rules = rules
    this.#flight = flight
    this.#resends = flight.resends
    this.#asks = rules.asks
  }

  get deadlineMs(): number {
    return this.#state === 'taken' ? this.#answerMs : this.#rules.ackMs
  }

  get #answerMs(): number {
    return this.#flight.bareAckMs ?? this.#flight.answerMs
  }

  sent(lineMs: number): number {
    const ms = this.#rules.ackMs + lineMs
    this.#ackDue = this.#flight.now() + ms
    return ms
  }

  judge(body: Uint8Array): Uint8Array | Further | null {
    const control = body.length === 1 ? body[0] : undefined
    // Only what follows the ACK can answer: what precedes it was sent before the device had this command.
    if (this.#state === 'taken') return control === undefined ? this.#flight.answerTo(body) : null
    if (control === ACK) return this.#taken()
    if (control === NAK) return this.#state === 'sent' ? this.#refused() : null
    if (control === undefined) this.#unasked(body)
    return null
  }

  garbage({ kind }: Garbage): void {
    if (kind === 'bad-length') this.#cut = true
  }

  elapsed(broken: boolean): number | Uint8Array | null {
    if (this.#state === 'refused') return this.#again()
    if (this.#state === 'taken') return broken || this.#cut ? this.#ask() : this.#bareAck()
    // A frame that failed its check ends a wait early, but the ACK has its own deadline.
    const left = this.#ackDue - this.#flight.now()
    return left > 0 ? left : null
  }

  #taken(): Further {
    this.#state = 'taken'
    this.#cut = false
    return { wait: this.#answerMs }
  }

  /** Nothing came behind the ACK, and nothing needs to. */
  #bareAck(): Uint8Array | null {
    return this.#flight.bareAckMs === undefined ? null : new Uint8Array(0)
  }

  #refused(): Further | null {
    const { nak = 'again' } = this.#rules
    if (nak === 'waits') return null
    if (nak === 'again' && this.#resends > 0) {
      this.#state = 'refused'
      return { wait: this.#rules.pauseMs }
    }
    this.#flight.refused()
    return null
  }

  /** An answer while the pause runs says that the NAK was none: the command was taken, and must not go out again. */
  #unasked(body: Uint8Array): void {
    if (this.#state === 'refused' && this.#flight.answerTo(body)) this.#resends = 0
    if (this.#rules.acknowledgeUnasked) this.#flight.say(ACK)
  }

  #again(): number | null {
    if (this.#resends === 0) return null
    this.#resends--
    this.#state = 'sent'
    return this.sent(this.#flight.sendAgain())
  }

  #ask(): number | null {
    if (this.#asks === 0) return null
    this.#asks--
    this.#cut = false
    this.#flight.say(NAK)
    return this.#flight.answerMs
  }
}

/** A command's frame, and whom to tell what becomes of it. */
export interface Outgoing {
  readonly layout: FrameLayout
  readonly ticket: Ticket | undefined
  answerTo(body: Uint8Array): Uint8Array | null
  readonly confirm?: ((content: Uint8Array) => Confirmation) | undefined
  fail(error: unknown): void
}

const names: Readonly<Record<number, string>> = { [ACK]: 'ACK', [NAK]: 'NAK', [EOT]: 'EOT' }

export function inFlight(
  cable: Cable,
  clock: Clock,
  out: Outgoing & {
    name: string
    answerMs: number
    bareAckMs: number | undefined
    resends: number
    again(): void
  },
): InFlight {
  const { layout, ticket, name, answerMs, bareAckMs, answerTo, confirm } = out
  const onceMore = ticket ? cable.repeatArmed?.bind(cable, layout, ticket) : cable.send.bind(cable, layout)
  return {
    answerMs,
    bareAckMs,
    resends: onceMore ? out.resends : 0,
    answerTo,
    confirm,
    now: () => clock.now(),
    say: (control) => {
      cable.trace?.(`→ ${name} ${names[control]}`)
      void say(cable, control)
    },
    sendAgain: () => {
      out.again()
      cable.trace?.(`→ ${name} once more`)
      onceMore?.().catch((error) => out.fail(error))
      return lineTime(partsBytes(layout.parts), cable.baud)
    },
    refused: () => out.fail(new Fault('wire/bad-reply', { command: name, port: cable.port, problem: 'NAK' })),
  }
}

/** A control byte that cannot be written changes nothing: whoever waits is told by the line itself. */
export const say = (cable: Cable, control: number): Promise<void> =>
  cable.send({ parts: [Uint8Array.of(control)] }).catch(() => {})

/** Hears what comes between commands: calls `acknowledge` for every whole frame. */
export function acknowledging(codec: FrameCodec, acknowledge: () => void): (chunk: Uint8Array) => void {
  const decoder = codec.decoder()
  return (chunk) => {
    for (const item of decoder.push(chunk)) if (item.kind === 'frame' && item.body.length > 1) acknowledge()
  }
}
