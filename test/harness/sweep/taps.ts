// What a line does to a conversation, as taps on the cable: bytes before, halved, again, without end; writes that fail.
import { Fault } from '../../../electron/contract/fault.js'
import { randomBytes } from '../../../electron/devices/simulator-random.js'
import type { Tap, Taps, Way } from './cable.js'

export const PORT = '/dev/sweep'
const FOR_EVER_MS = 120_000
export const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
export const repeat = (unit: Uint8Array, length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => unit[at % unit.length]!)

/** Says something before every burst of the terminal's. */
export const before = (what: (nth: number) => Uint8Array): Tap => {
  let last = Number.NEGATIVE_INFINITY
  let nth = 0
  return (chunk, way) => {
    if (way.clock.now() - last > 1) way.pass(what(nth++))
    last = way.clock.now()
    way.pass(chunk)
  }
}
/** Talks without end, a chunk every few milliseconds, once the station has sent its `from`th frame. */
export const talking = (from: number, what: () => Uint8Array): Taps => {
  let frames = 0
  const talk = (way: Way, until: number): void => {
    if (way.clock.now() > until) return
    way.back(what())
    way.clock.after(5, () => talk(way, until))
  }
  return {
    out: (chunk, way) => {
      if (frames++ === from) talk(way, way.clock.now() + FOR_EVER_MS)
      way.pass(chunk)
    },
  }
}
/** From the `from`th burst on nothing but its first half comes. */
export const halved = (from: number): Tap => {
  let last = Number.NEGATIVE_INFINITY
  let burst = -1
  return (chunk, way) => {
    if (way.clock.now() - last > 1) burst++
    last = way.clock.now()
    if (burst < from) way.pass(chunk)
    else if (burst === from) way.pass(chunk.subarray(0, chunk.length >> 1))
  }
}
/** The bursts so far, each said once more before the next one. */
export const previous = (): Tap => {
  let [last, now]: [number[], number[]] = [[], []]
  let at = Number.NEGATIVE_INFINITY
  return (chunk, way) => {
    if (way.clock.now() - at > 1) {
      last = now
      now = []
      way.pass(Uint8Array.from(last))
    }
    at = way.clock.now()
    now.push(...chunk)
    way.pass(chunk)
  }
}
export const noise = (): Tap => {
  const random = randomBytes(5)
  return (chunk, way) => way.pass(random(chunk.length))
}
export const failing =
  (nth: number, because: string, afterMs = 0) =>
  (): Taps => {
    let way: Way | undefined
    return {
      out: (chunk, now) => {
        way = now
        now.pass(chunk)
      },
      writes: (frame) => {
        if (frame !== nth) return null
        const fault = new Fault('wire/write-failed', { port: PORT, because })
        if (afterMs === 0 || !way) return Promise.reject(fault)
        return new Promise((_, fail) => void way!.clock.after(afterMs, () => fail(fault)))
      },
    }
  }
export const pulledAt = (frame: number): Tap => {
  let frames = 0
  return (chunk, way) => {
    if (frames++ === frame) way.pull()
    else way.pass(chunk)
  }
}
/** Nothing runs for so long as this frame, or piece of an answer, passes; then the cable is out where `gone` says so. */
export const stalled = (direction: 'out' | 'in', nth: number, ms = 5_000, gone = false): Taps => {
  let count = 0
  return {
    [direction]: (chunk: Uint8Array, way: Way) => {
      if (count++ === nth) {
        way.clock.stall(ms)
        if (gone) return way.pull()
      }
      way.pass(chunk)
    },
  }
}
