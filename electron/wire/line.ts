// What an exchange needs of a line, what a line counts, and the clock both go by.
import type { FrameLayout } from '../contract/layout.js'
import type { Ticket } from '../contract/ticket.js'
import type { LineFigures } from '../contract/values.js'
import { ReplyTimes } from './reply-times.js'

/** How good a line is: counts only, never content. All bytes unless named otherwise. */
export interface LineQuality {
  txBytes: number
  rxBytes: number
  /** Came in the settling time right after opening. */
  staleBytes: number
  /** Belonged to no frame. */
  garbageBytes: number
  /** Frames whose check was wrong. */
  badChecksums: number
  /** Good frames that answered no command in flight. */
  strayReplies: number
  /** Commands sent once more. */
  retries: number
  /** Times that bytes were thrown away to find the start of a frame again. */
  resyncs: number
  timeouts: number
  readonly replies: ReplyTimes
}

export const freshQuality = (): LineQuality => ({
  txBytes: 0,
  rxBytes: 0,
  staleBytes: 0,
  garbageBytes: 0,
  badChecksums: 0,
  strayReplies: 0,
  retries: 0,
  resyncs: 0,
  timeouts: 0,
  replies: new ReplyTimes(),
})

/** The counts as they stand now, with what the reply times come to in whole milliseconds. */
export const figuresOf = ({ replies, ...counts }: LineQuality): LineFigures => ({
  ...counts,
  replies: replies.count,
  replyP50Ms: rounded(replies.at(0.5)),
  replyP95Ms: rounded(replies.at(0.95)),
})
const rounded = (ms: number | null): number | null => ms && Math.round(ms)

export interface Cable {
  readonly port: string
  readonly baud: number
  send(layout: FrameLayout): Promise<void>
  sendArmed(layout: FrameLayout, ticket: Ticket): Promise<void>
  /** The very frame that went out on this ticket, once more: only after the device said that it has not taken it. */
  repeatArmed?(layout: FrameLayout, ticket: Ticket): Promise<void>
  /** A second frame of the same change on its spent ticket, once, for families that load a key in two. */
  furtherArmed?(layout: FrameLayout, ticket: Ticket): Promise<void>
  /** A chunk is good for the call alone. */
  onBytes(heard: (chunk: Uint8Array) => void): () => void
  onGone(heard: (because: string) => void): () => void
  /** Where the exchange adds its counts; a line without one is counted privately. */
  readonly quality?: LineQuality
  /** Takes masked lines of trace. */
  readonly trace?: (line: string) => void
}

export interface Clock {
  now(): number
  after(ms: number, then: () => void): () => void
}

/** The process's monotonic clock. */
export const realClock: Clock = {
  now: () => performance.now(),
  after: (ms, then) => {
    const timer = setTimeout(then, ms)
    return () => clearTimeout(timer)
  },
}

/** Time that bytes take on the line, ms: 10 bits each, start and stop bit included. */
export const lineTime = (bytes: number, baud: number): number => (bytes * 10_000) / baud
