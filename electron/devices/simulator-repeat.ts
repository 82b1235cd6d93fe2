// What a simulated terminal says again while the station does not acknowledge it: one thing at a time, on one timer.
import type { Timetable } from './simulator-pace.js'
import type { Repetition } from './simulator-terminal.js'

export interface Repeater {
  /** Waits from `left`, when the last byte of an answer leaves; what was waited for before is forgotten. */
  await(repetition: Repetition, left: number): void
  /** The line is out. */
  forget(): void
}

/** @param say says the bytes and answers when the last of them leaves */
export function repeater(times: Timetable, say: (bytes: Uint8Array) => number): Repeater {
  let waiting: { repetition: Repetition; due: number } | undefined
  let armed = false

  const arm = (): void => {
    if (armed || !waiting) return
    armed = true
    times.at(waiting.due, () => {
      armed = false
      // Meanwhile another answer may have left, which is due later.
      if (waiting && times.now() >= waiting.due) speak(waiting.repetition)
      arm()
    })
  }
  const speak = (repetition: Repetition): void => {
    const bytes = repetition.next()
    waiting = bytes ? { repetition, due: say(bytes) + repetition.afterMs } : undefined
  }
  return {
    await: (repetition, left) => {
      waiting = { repetition, due: left + repetition.afterMs }
      arm()
    },
    forget: () => {
      waiting = undefined
      armed = false
    },
  }
}
