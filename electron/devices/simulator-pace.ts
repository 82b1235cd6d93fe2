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
  /** Never before `time`; a timer that fires early is set again. */
  at(time: number, then: () => void): void
  clear(): void
}

export function timetable(clock: Clock): Timetable {
  const pending = new Set<() => void>()
  const at = (time: number, then: () => void) => {
    const cancel = clock.after(Math.max(0, time - clock.now()), () => {
      pending.delete(cancel)
      if (clock.now() < time) at(time, then)
      else then()
    })
    pending.add(cancel)
  }
  return {
    now: () => clock.now(),
    at,
    clear: () => {
      for (const cancel of pending) cancel()
      pending.clear()
    },
  }
}

/** What waits to leave, at most; more is lost, as in a terminal whose buffer is full. */
const LONGEST_QUEUE = 16_384

export interface Voice {
  /** Puts bytes behind those that still wait. @returns when the last of them leaves */
  say(bytes: Uint8Array): number
  /** How long a byte takes in all that is said from now on. */
  pace(gapMs: number): void
  hush(): void
}

interface Utterance {
  readonly bytes: Uint8Array
  readonly gapMs: number
  readonly start: number
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
    const due = Math.min(head.bytes.length, Math.floor((times.now() - head.start) / head.gapMs))
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
  }
  return {
    say: (bytes) => {
      if (bytes.length === 0 || waiting + bytes.length > LONGEST_QUEUE) return lineFreeAt
      const start = Math.max(times.now(), lineFreeAt)
      lineFreeAt = start + bytes.length * gapMs
      waiting += bytes.length
      queue.push({ bytes, gapMs, start })
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
