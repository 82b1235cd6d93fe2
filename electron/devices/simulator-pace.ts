// A serial line's pace: bytes leave one after the other, ten bits each, and none before its time.
import type { Clock } from './driver.js'

export const realClock: Clock = {
  now: () => performance.now(),
  after: (ms, then) => {
    const timer = setTimeout(then, Math.ceil(ms))
    return () => clearTimeout(timer)
  },
}

/** Things to do at given times, which can all be called off together. */
export interface Timetable {
  now(): number
  /** Never before `time`, in the order of the times, and of the calls where they are equal. */
  at(time: number, then: () => void): void
  clear(): void
}

/** One timer for all: with one each, of two that are late the later one could come first. */
export function timetable(clock: Clock): Timetable {
  let entries: { readonly time: number; readonly then: () => void }[] = []
  let disarm = () => {}
  const arm = (): void => {
    disarm()
    const [next] = entries
    disarm = next ? clock.after(Math.max(0, next.time - clock.now()), run) : () => {}
  }
  const run = (): void => {
    const now = clock.now()
    // Counted first: what is added for now meanwhile has its turn in the next run.
    for (let due = entries.filter(({ time }) => time <= now).length; due > 0 && entries.length > 0; due--) {
      entries.shift()?.then()
    }
    arm()
  }
  return {
    now: () => clock.now(),
    at: (time, then) => {
      const entry = { time, then }
      entries.splice(entries.findLastIndex((other) => other.time <= time) + 1, 0, entry)
      if (entries[0] === entry) arm()
    },
    clear: () => {
      entries = []
      arm()
    },
  }
}

/** What waits to leave, at most; more is lost, as in a terminal whose buffer is full. */
const LONGEST_QUEUE = 16_384
/** In bytes: a byte is due at its own time, though the quotient comes out a little below. On a clock that stands still it would never be. */
const ROUNDING = 1e-9

export interface Voice {
  /** Puts bytes behind those that still wait. @param left called when the last of them has left @returns when that will be */
  say(bytes: Uint8Array, left?: () => void): number
  /** How long a byte takes in all that is said from now on. */
  pace(gapMs: number): void
  hush(): void
}

interface Utterance {
  readonly bytes: Uint8Array
  readonly gapMs: number
  readonly start: number
  readonly left: () => void
}

/**
 * Sends at one byte per gap. Late timers do not add up: whatever is due by now leaves together, save with `single`,
 * where every write is one byte.
 */
export function pacedVoice(
  times: Timetable,
  startGapMs: number,
  single: boolean,
  write: (bytes: Uint8Array) => void,
): Voice {
  let queue: Utterance[] = []
  let gapMs = startGapMs
  let waiting = 0
  let lineFreeAt = 0
  let sent = 0

  const step = (): void => {
    const head = queue[0]
    if (!head) return
    const due = Math.min(head.bytes.length, Math.floor((times.now() - head.start) / head.gapMs + ROUNDING))
    const upTo = single ? Math.min(due, sent + 1) : due
    if (upTo > sent) write(head.bytes.subarray(sent, upTo))
    sent = Math.max(sent, upTo)
    if (sent < head.bytes.length) {
      times.at(head.start + (sent + 1) * head.gapMs, step)
      return
    }
    queue.shift()
    waiting -= sent
    sent = 0
    const next = queue[0]
    if (next) times.at(next.start + next.gapMs, step)
    head.left()
  }
  return {
    say: (bytes, left = () => {}) => {
      if (bytes.length === 0 || waiting + bytes.length > LONGEST_QUEUE) {
        left()
        return lineFreeAt
      }
      const start = Math.max(times.now(), lineFreeAt)
      lineFreeAt = start + bytes.length * gapMs
      waiting += bytes.length
      queue.push({ bytes, gapMs, start, left })
      if (queue.length === 1) times.at(start + gapMs, step)
      return lineFreeAt
    },
    pace: (gap) => {
      gapMs = gap
    },
    hush: () => {
      queue = []
      waiting = 0
      sent = 0
      lineFreeAt = 0
    },
  }
}
