// One command in flight on a line: sequence, deadline, stray replies, and the one resend a repeatable command gets.
import { Fault } from '../contract/fault.js'
import type { Ticket } from '../contract/ticket.js'
import type { FrameCodec } from './frame.js'
import { type Cable, type Clock, freshQuality, type LineQuality, lineTime } from './line.js'
import { Listening } from './listening.js'
import { partsBytes } from './render.js'
import { type Field, garbageLine, heardLine, type Masking, sentLine } from './trace.js'

/** A row of a family's command table: two pure functions and what may be done with them. */
export interface Command<Args, Answer> extends Masking {
  readonly code: number
  encode(args: Args): readonly Field[]
  /** @param content the answer without what the dialect puts before it @throws Unreadable */
  decode(content: Uint8Array): Answer
  readonly timeoutMs: number
  /** Asking again can do no harm. A load is never repeatable. */
  readonly repeatable: boolean
  /** It can change the device: a ticket is needed. */
  readonly changes: boolean
}

/** How a family addresses its commands and knows their answers. */
export interface Dialect {
  readonly codec: FrameCodec
  /** Sequence numbers, both included; `start` is used first. */
  readonly sequence: { readonly first: number; readonly last: number; readonly start: number }
  /** How often a repeatable command is sent again when its answer is lost or broken. */
  readonly resends: number
  header(code: number, seq: number): readonly Field[]
  /** What follows the header in an answer to this command, or null where the body answers another. */
  answerTo(body: Uint8Array, code: number, seq: number): Uint8Array | null
}

/** Thrown by `decode`: the answer is none the protocol knows. Says why without quoting it. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

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
  #gone: Fault | null = null
  #hear: (chunk: Uint8Array) => void
  #fail: (fault: Fault) => void = () => {}
  /** Silence owed before the next command, ms. */
  #owed = 0

  constructor(cable: Cable, dialect: Dialect, clock: Clock) {
    this.#cable = cable
    this.#dialect = dialect
    this.#clock = clock
    this.#quality = cable.quality ?? freshQuality()
    this.#seq = dialect.sequence.start
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
      }
    }
  }

  async #once<Args, Answer>(command: Command<Args, Answer>, args: Args, ticket?: Ticket): Promise<Answer> {
    const { port, baud } = this.#cable
    await this.#untilSilent()
    const seq = this.#nextSeq()
    const fields = command.encode(args)
    const body = [...this.#dialect.header(command.code, seq), ...fields].map(([, part]) => part)
    const layout = this.#dialect.codec.encode(body)
    const listening = new Listening({
      clock: this.#clock,
      baud,
      codec: this.#dialect.codec,
      quality: this.#quality,
      belongs: (frame) => this.#dialect.answerTo(frame.body, command.code, seq),
      garbage: (garbage) => this.#cable.trace?.(garbageLine(garbage)),
    })
    this.#hear = (chunk) => listening.hear(chunk)
    this.#fail = (fault) => listening.fail(fault)
    try {
      this.#cable.trace?.(sentLine(command, seq, fields))
      const sent = ticket ? this.#cable.sendArmed(layout, ticket) : this.#cable.send(layout)
      // Raced, because a port that vanishes may take its own time to say so to the writer.
      await Promise.race([sent, listening.heard]).catch((error) => {
        throw this.#gone ?? error
      })
      listening.start(command.timeoutMs + lineTime(partsBytes(layout.parts), baud))
      const heard = await listening.heard
      if (heard.kind === 'answer') {
        this.#cable.trace?.(heardLine(command, seq, heard.content))
        return decoded(command, heard.content, port)
      }
      if (heard.kind === 'bad-check') throw new Fault('wire/bad-check', { command: command.name, port })
      this.#quality.timeouts++
      this.#owed = command.timeoutMs
      throw new Fault('wire/silent', { command: command.name, ms: command.timeoutMs, port })
    } finally {
      this.#hear = this.#idle
      this.#fail = () => {}
    }
  }

  // Between commands every byte is garbage: nobody asked.
  readonly #idle = (chunk: Uint8Array): void => {
    this.#quality.garbageBytes += chunk.length
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
