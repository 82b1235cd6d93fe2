// One command in flight on a line: sequence, deadline, stray replies, and the one resend a repeatable command gets.
import { Fault } from '../contract/fault.js'
import type { FrameLayout } from '../contract/layout.js'
import type { Ticket } from '../contract/ticket.js'
import { ACK } from './control-bytes.js'
import { type Command, type Dialect, Unreadable } from './dialect.js'
import { acknowledging, inFlight, type Outgoing, type Shaking, say, shakingBy } from './handshake.js'
import { type Cable, type Clock, freshQuality, type LineQuality, lineTime } from './line.js'
import { Listening } from './listening.js'
import { partsBytes } from './render.js'
import { garbageLine, heardLine, sentLine } from './trace.js'

export { type Command, type Dialect, Unreadable }

/** Waiting for silence ends after this many deadlines. */
const NOISY_AFTER = 4

export class Exchange {
  readonly #cable: Cable
  readonly #dialect: Dialect
  readonly #clock: Clock
  readonly #quality: LineQuality
  readonly #stop: readonly (() => void)[]
  #turn: Promise<unknown> = Promise.resolve()
  #seq: number
  /** The frame that went out last on a ticket. */
  #armed: FrameLayout | undefined
  #gone: Fault | null = null
  #hear: (chunk: Uint8Array) => void
  #fail: (fault: Fault) => void = () => {}
  #cancel: () => boolean = () => false
  /** Silence owed before the next command, ms. */
  #owed = 0
  readonly #unasked: (chunk: Uint8Array) => void

  constructor(cable: Cable, dialect: Dialect, clock: Clock) {
    this.#cable = cable
    this.#dialect = dialect
    this.#clock = clock
    this.#quality = cable.quality ?? freshQuality()
    this.#seq = dialect.sequence.start
    this.#unasked = dialect.handshake?.acknowledgeUnasked
      ? acknowledging(dialect.codec, () => say(cable, ACK))
      : () => {}
    this.#hear = this.#idle
    this.#stop = [cable.onBytes((chunk) => this.#hear(chunk)), cable.onGone(() => this.#lost())]
  }

  /**
   * Sends a command and waits for its answer; waits its turn behind a command in flight.
   * @throws wire/gone, wire/silent, wire/bad-check, wire/bad-reply, wire/noisy, and what the line throws on writing
   */
  ask<Args, Answer>(command: Command<Args, Answer>, args: Args, ticket?: Ticket): Promise<Answer> {
    if (command.changes !== (ticket !== undefined)) throw new TypeError(`${command.name}: a ticket goes with a change`)
    const turn = this.#turn.then(() => this.#withResend(command, args, ticket))
    this.#turn = turn.catch(() => {})
    return turn
  }

  /** The change asked last, in the very same frame on its ticket: only where the answer says that nothing was taken. */
  askOnceMore<Args, Answer>(command: Command<Args, Answer>, args: Args, ticket: Ticket): Promise<Answer> {
    const turn = this.#turn.then(() => this.#once(command, args, ticket, this.#armed))
    this.#turn = turn.catch(() => {})
    return turn
  }

  /** Ends the command in flight before it is carried out. @returns false where it is too late, or cannot be done */
  cancel(): boolean {
    return this.#cancel()
  }

  /** Stops listening; whoever waits is told that the line is gone. */
  close(): void {
    for (const stop of this.#stop) stop()
    this.#lost()
  }

  async #withResend<Args, Answer>(command: Command<Args, Answer>, args: Args, ticket?: Ticket): Promise<Answer> {
    for (let left = command.repeatable && !command.changes ? this.#dialect.resends : 0; ; left--) {
      try {
        return await this.#once(command, args, ticket)
      } catch (error) {
        if (left <= 0 || !(error instanceof Fault && askAgain.includes(error.code))) throw error
        this.#quality.retries++
        this.#owed = Math.max(this.#owed, this.#dialect.resendAfterMs ?? 0)
      }
    }
  }

  async #once<Args, Answer>(
    command: Command<Args, Answer>,
    args: Args,
    ticket?: Ticket,
    again?: FrameLayout,
  ): Promise<Answer> {
    const { port, baud } = this.#cable
    await this.#untilSilent()
    const seq = this.#nextSeq()
    const fields = command.encode(args)
    const body = [...this.#dialect.header(command.code, seq), ...fields].map(([, part]) => part)
    const layout = again ?? this.#dialect.codec.encode(body)
    if (ticket) this.#armed = layout
    const answerTo = (answer: Uint8Array) => this.#dialect.answerTo(answer, command.code, seq)
    const confirm = command.confirm && ((echo: Uint8Array) => command.confirm!(args as never, echo))
    const shake = this.#handshake(command, {
      layout,
      ticket,
      answerTo,
      confirm,
      fail: (error) => listening.fail(error),
    })
    const listening: Listening = new Listening({
      clock: this.#clock,
      baud,
      codec: this.#dialect.codec,
      quality: this.#quality,
      belongs: (frame) => (shake ? shake.judge(frame.body) : answerTo(frame.body)),
      garbage: (garbage) => {
        this.#cable.trace?.(garbageLine(garbage))
        shake?.garbage(garbage)
      },
      elapsed: (broken) => shake?.elapsed(broken) ?? null,
      wipes: command.wipesHeard ?? false,
    })
    this.#hear = (chunk) => listening.hear(chunk)
    this.#fail = (fault) => listening.fail(fault)
    this.#cancel = () => {
      const content = shake?.cancel?.()
      if (content) listening.finish(content)
      return content != null
    }
    try {
      this.#cable.trace?.(sentLine(command, seq, fields))
      const way = again ? 'again' : command.continues ? 'further' : 'first'
      const sent = this.#send(layout, ticket, way)
      // Raced, because a port that vanishes may take its own time to say so to the writer.
      await Promise.race([sent, listening.heard]).catch((error) => {
        throw this.#gone ?? error
      })
      const lineMs = lineTime(partsBytes(layout.parts), baud)
      const left = this.#clock.now() + lineMs
      listening.start(shake ? shake.sent(lineMs) : command.timeoutMs + lineMs)
      const heard = await listening.heard
      if (heard.kind === 'answer') {
        this.#quality.replies.add(this.#clock.now() - left)
        if (shake && !shake.acknowledges) await this.#acknowledge()
        this.#cable.trace?.(heardLine(command, seq, heard.content))
        return decoded(command, heard.content, port)
      }
      if (heard.kind === 'bad-check') throw new Fault('wire/bad-check', { command: command.name, port })
      this.#quality.timeouts++
      const ms = shake?.deadlineMs ?? command.timeoutMs
      this.#owed = command.silenceMs ?? ms
      throw new Fault('wire/silent', { command: command.name, ms, port })
    } finally {
      this.#hear = this.#idle
      this.#fail = () => {}
      this.#cancel = () => false
    }
  }

  async #send(layout: FrameLayout, ticket: Ticket | undefined, way: 'first' | 'again' | 'further'): Promise<void> {
    if (!ticket) return this.#cable.send(layout)
    if (way === 'first') return this.#cable.sendArmed(layout, ticket)
    if (way === 'again') return this.#cable.repeatArmed!(layout, ticket)
    await this.#cable.furtherArmed!(layout, ticket)
  }

  #handshake<Args, Answer>(command: Command<Args, Answer>, out: Outgoing): Shaking | null {
    const { handshake, resends } = this.#dialect
    if (!handshake) return null
    // A NAK says that the frame was not taken, so a change may go out once more; how often a question may is the dialect's.
    const flight = inFlight(this.#cable, this.#clock, {
      ...out,
      name: command.name,
      answerMs: command.timeoutMs,
      bareAckMs: command.bareAckMs,
      resends: command.changes ? 1 : resends,
      fail: (error) => out.fail(this.#gone ?? error),
      again: () => this.#quality.retries++,
    })
    return shakingBy(handshake, flight)
  }

  /** The answer is had, whatever becomes of its ACK; but the next frame or the port's end must not overtake it. */
  async #acknowledge(): Promise<void> {
    const gone = new Promise<void>((ended) => {
      this.#fail = () => ended()
    })
    await Promise.race([say(this.#cable, ACK), gone])
  }

  // Between commands every byte is garbage: nobody asked.
  readonly #idle = (chunk: Uint8Array): void => {
    this.#quality.garbageBytes += chunk.length
    this.#unasked(chunk)
  }

  /** After a time-out: no byte for a whole deadline, so that a late answer is never taken for the next one's. */
  async #untilSilent(): Promise<void> {
    if (this.#gone) throw this.#gone
    if (this.#owed === 0) return
    const ms = this.#owed
    const last = this.#clock.now() + ms * NOISY_AFTER
    await new Promise<void>((silent, failed) => {
      const rest = () => this.#clock.after(ms, silent)
      let cancel = rest()
      this.#fail = (fault) => {
        cancel()
        failed(fault)
      }
      this.#hear = (chunk) => {
        this.#idle(chunk)
        cancel()
        if (this.#clock.now() < last) cancel = rest()
        else failed(new Fault('wire/noisy', { port: this.#cable.port }))
      }
    }).finally(() => {
      this.#hear = this.#idle
      this.#fail = () => {}
    })
    this.#owed = 0
  }

  #nextSeq(): number {
    const seq = this.#seq
    const { first, last } = this.#dialect.sequence
    this.#seq = seq >= last ? first : seq + 1
    return seq
  }

  #lost(): void {
    this.#gone ??= new Fault('wire/gone', { port: this.#cable.port })
    this.#fail(this.#gone)
  }
}

/** Faults after which a repeatable command may be asked once more. */
const askAgain: readonly string[] = ['wire/silent', 'wire/bad-check']

function decoded<Args, Answer>(command: Command<Args, Answer>, content: Uint8Array, port: string): Answer {
  try {
    return command.decode(content)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    throw new Fault('wire/bad-reply', { command: command.name, port, problem: error.message }, { cause: error })
  }
}
