// ZT598 frames from the terminal's side: 02 | LLL(3 decimal digits) | TEXT | 03 | HH. LLL counts TEXT, HH is XOR over LLL..03 as two hex digits.

/** How an answer states its length. `counted`: four digits follow a length of 000. */
export interface LengthStyle {
  readonly always000: boolean
  readonly counted: boolean
}

const STX = 0x02
const ETX = 0x03
const ZERO = 0x30
const NINE = 0x39
/** STX and LLL before TEXT. */
const TEXT_AT = 4
/** ETX and HH after it. */
const BEHIND = 3
/** The longest TEXT whose length three digits can say. */
const COUNTABLE = 999
/** The longest TEXT taken behind a length of 000; the longest request of the protocol page has 55 characters. INFERRED */
const LONGEST = 4_096
/** Silence inside a frame after which the rest is not waited for, in milliseconds. INFERRED: the page names no time. */
const LULL_MS = 500

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

export function encodeFrame(text: Uint8Array, { always000, counted }: LengthStyle): Uint8Array {
  const long = always000 || text.length > COUNTABLE
  const length = long ? `000${counted ? digits(text.length, 4) : ''}` : digits(text.length, 3)
  const checked = Uint8Array.of(...ascii(length), ...text, ETX)
  return Uint8Array.of(STX, ...checked, ...ascii(check(checked)))
}
const digits = (value: number, count: number): string => String(value).padStart(count, '0')
const check = (bytes: Uint8Array): string =>
  bytes
    .reduce((sum, byte) => sum ^ byte, 0)
    .toString(16)
    .padStart(2, '0')
    .toUpperCase()

export interface FrameFinder {
  /** TEXTs of the frames that this byte completes. `at`: when it came, in milliseconds. */
  hear(byte: number, at: number): readonly Uint8Array[]
  reset(): void
}

/** Bounded by LONGEST. After a frame that is none it looks again from the byte behind its STX, so nothing whole is lost. */
export function frameFinder(): FrameFinder {
  const held = new Uint8Array(TEXT_AT + LONGEST + BEHIND)
  let length = 0
  let heardAt = 0

  const drop = (count: number): void => {
    const next = held.subarray(0, length).indexOf(STX, count)
    const kept = next < 0 ? 0 : length - next
    if (kept > 0) held.copyWithin(0, next, length)
    held.fill(0, kept, length)
    length = kept
  }
  return {
    hear: (byte, at) => {
      if (at - heardAt > LULL_MS) drop(length)
      heardAt = at
      if (length === 0 && byte !== STX) return []
      held[length++] = byte
      const found: Uint8Array[] = []
      for (;;) {
        const size = length === 0 ? 'open' : judge(held.subarray(0, length))
        if (size === 'open') return found
        if (size === 'broken') {
          drop(1)
        } else {
          found.push(held.slice(TEXT_AT, size - BEHIND))
          drop(size)
        }
      }
    },
    reset: () => drop(length),
  }
}

/** Whether these bytes, of which the first is STX, are a frame: its size, or that more is needed, or that they cannot be one. */
function judge(bytes: Uint8Array): number | 'open' | 'broken' {
  const stated = bytes.subarray(1, TEXT_AT)
  if (!stated.every((digit) => digit >= ZERO && digit <= NINE)) return 'broken'
  if (stated.length < TEXT_AT - 1) return 'open'
  const etxAt = whereTextEnds(bytes, Number(String.fromCharCode(...stated)))
  if (etxAt < 0) return bytes.length < TEXT_AT + LONGEST ? 'open' : 'broken'
  if (bytes.length > etxAt && bytes[etxAt] !== ETX) return 'broken'
  const size = etxAt + BEHIND
  if (bytes.length < size) return 'open'
  const stands = String.fromCharCode(bytes[size - 2]!, bytes[size - 1]!)
  return etxAt > TEXT_AT && stands === check(bytes.subarray(1, etxAt + 1)) ? size : 'broken'
}
/** A length of 000 says no end: TEXT then goes up to ETX, which no character of a request is. */
const whereTextEnds = (bytes: Uint8Array, stated: number): number =>
  stated === 0 ? bytes.indexOf(ETX, TEXT_AT) : TEXT_AT + stated
