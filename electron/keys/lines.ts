// Lines of a byte stream without making strings of them: one buffer, overwritten as it is used up.
import { Fault } from '../contract/fault.js'

/** Reads up to `into.length` bytes; 0 at the end. */
export type ReadBytes = (into: Uint8Array) => number

export interface ByteLine {
  /** From 1. */
  readonly line: number
  /** The line without its end and without spaces around it, inside `buffer`; wiped when the next one is asked for. */
  readonly buffer: Uint8Array
  readonly start: number
  readonly end: number
}

const LONGEST_LINE = 16 * 1024

/** Every line that is not blank. A line longer than `longest` comes as a fault in its place, and the next one follows. */
export function* byteLines(read: ReadBytes, longest = LONGEST_LINE): Generator<ByteLine | Fault, void> {
  const buffer = new Uint8Array(longest + 1)
  let [filled, line, ended, skipping] = [0, 1, false, false]
  const drop = (count: number) => {
    buffer.copyWithin(0, count, filled)
    buffer.fill(0, filled - count, filled)
    filled -= count
  }
  try {
    for (;;) {
      const newline = buffer.subarray(0, filled).indexOf(0x0a)
      if (newline < 0 && filled === buffer.length) {
        if (!skipping) yield new Fault('input/too-long', { line, limit: longest, expected: 'one value a line' })
        skipping = true
        drop(filled)
      } else if (newline >= 0 || (ended && filled > 0)) {
        const end = newline < 0 ? filled : newline
        const [from, to] = trimmed(buffer, line === 1 ? afterMark(buffer, end) : 0, end)
        if (from < to && !skipping) yield { line, buffer, start: from, end: to }
        skipping = false
        line++
        drop(newline < 0 ? filled : newline + 1)
      } else if (ended) {
        return
      } else {
        const got = read(buffer.subarray(filled))
        ended = got === 0
        filled += got
      }
    }
  } finally {
    buffer.fill(0)
  }
}

/** Some editors put a byte order mark before the first line. */
const afterMark = (buffer: Uint8Array, end: number): number =>
  end >= 3 && buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? 3 : 0

function trimmed(buffer: Uint8Array, start: number, end: number): [number, number] {
  const blank = (byte: number | undefined) => byte === 0x20 || byte === 0x09 || byte === 0x0d
  let [from, to] = [start, end]
  while (from < to && blank(buffer[from])) from++
  while (to > from && blank(buffer[to - 1])) to--
  return [from, to]
}

const LARGEST_TEXT = 4 << 20

/** The whole stream in one buffer of its own, for a JSON text; buffers outgrown on the way are wiped. @throws input/too-long */
export function readAll(read: ReadBytes): Uint8Array {
  let [buffer, filled] = [new Uint8Array(64 * 1024), 0]
  for (;;) {
    const got = readOrWipe(read, buffer, filled)
    if (got === 0) break
    filled += got
    if (filled < buffer.length) continue
    if (filled >= LARGEST_TEXT) {
      buffer.fill(0)
      throw new Fault('input/too-long', { line: 1, limit: LARGEST_TEXT, expected: 'one job' })
    }
    const larger = new Uint8Array(2 * buffer.length)
    larger.set(buffer)
    buffer.fill(0)
    buffer = larger
  }
  return buffer.subarray(0, filled)
}

/** What came so far is wiped where the stream breaks. */
function readOrWipe(read: ReadBytes, buffer: Uint8Array, filled: number): number {
  try {
    return read(buffer.subarray(filled))
  } catch (error) {
    buffer.fill(0)
    throw error
  }
}
