// What a family tells the exchange: its commands as rows, how they are addressed, and how their answers are known.
import type { Confirmation } from './eot-handshake.js'
import type { FrameCodec } from './frame.js'
import type { HandshakeRules } from './handshake.js'
import type { Field, Masking } from './trace.js'

/** A row of a family's command table: two pure functions and what may be done with them. */
export interface Command<Args, Answer> extends Masking {
  readonly code: number
  encode(args: Args): readonly Field[]
  /** @param content the answer without what the dialect puts before it @throws Unreadable */
  decode(content: Uint8Array): Answer
  readonly timeoutMs: number
  /** Where an ACK alone can be the answer, which is then empty: how long a frame behind it is waited for, ms. */
  readonly bareAckMs?: number
  /** Silence owed before the next command once this one stayed unanswered, ms; its deadline where absent. */
  readonly silenceMs?: number
  /** Asking again can do no harm. A load is never repeatable. */
  readonly repeatable: boolean
  /** It can change the device: a ticket is needed. */
  readonly changes: boolean
  /** A further frame of the change that its ticket was spent on, sent once that one has been answered. */
  readonly continues?: boolean
  /**
   * What the echo of this command is taken for, where its family carries a command out on the ACK of its echo.
   * @param args those of `encode`; `never`, so that a row may be spread into one with other args
   */
  confirm?(args: never, content: Uint8Array): Confirmation
  /** The echo can hold a key in clear: what was heard is wiped once it has been judged. */
  readonly wipesHeard?: boolean
}

/** How a family addresses its commands and knows their answers. */
export interface Dialect {
  readonly codec: FrameCodec
  /** Sequence numbers, both included; `start` is used first. */
  readonly sequence: { readonly first: number; readonly last: number; readonly start: number }
  /** How often a repeatable command is sent again when its answer is lost or broken. */
  readonly resends: number
  /** Silence before it is sent again, ms; where absent none but that owed by a time-out. */
  readonly resendAfterMs?: number
  header(code: number, seq: number): readonly Field[]
  /** What follows the header in an answer to this command, or null where the body answers another. */
  answerTo(body: Uint8Array, code: number, seq: number): Uint8Array | null
  /** Absent where answers come without ACK and want none. */
  readonly handshake?: HandshakeRules
}

/** Thrown by `decode`: the answer is none the protocol knows. Says why without quoting it. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}
