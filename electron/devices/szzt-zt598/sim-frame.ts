// ZT598 frames from the terminal's side: 02 | LLL(3 decimal digits) | TEXT | 03 | HH. LLL counts TEXT, HH is XOR over LLL..03 as two hex digits.
import { type CountedFrameFinder, countedFrames, type Judgement, xor } from '../simulator-frames.js'

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

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

export function encodeFrame(text: Uint8Array, { always000, counted }: LengthStyle): Uint8Array {
  const long = always000 || text.length > COUNTABLE
  const length = long ? `000${counted ? digits(text.length, 4) : ''}` : digits(text.length, 3)
  const checked = Uint8Array.of(...ascii(length), ...text, ETX)
  return Uint8Array.of(STX, ...checked, ...ascii(check(checked)))
}
const digits = (value: number, count: number): string => String(value).padStart(count, '0')
const check = (bytes: Uint8Array): string => xor(bytes).toString(16).padStart(2, '0').toUpperCase()

/** TEXTs of the frames. */
export const frameFinder = (): CountedFrameFinder<Uint8Array> =>
  countedFrames<Uint8Array>({
    start: STX,
    longest: TEXT_AT + LONGEST + BEHIND,
    judge,
    read: (frame) => frame.slice(TEXT_AT, -BEHIND),
  })

/** A frame with a wrong checksum has no answer: it counts as none. */
function judge(bytes: Uint8Array): Judgement {
  const stated = bytes.subarray(1, TEXT_AT)
  if (!stated.every((digit) => digit >= ZERO && digit <= NINE)) return 'none'
  if (stated.length < TEXT_AT - 1) return 'open'
  const etxAt = whereTextEnds(bytes, Number(String.fromCharCode(...stated)))
  if (etxAt < 0) return bytes.length < TEXT_AT + LONGEST ? 'open' : 'none'
  if (bytes.length > etxAt && bytes[etxAt] !== ETX) return 'none'
  const size = etxAt + BEHIND
  if (bytes.length < size) return 'open'
  const stands = String.fromCharCode(bytes[size - 2]!, bytes[size - 1]!)
  return etxAt > TEXT_AT && stands === check(bytes.subarray(1, etxAt + 1)) ? size : 'none'
}
/** A length of 000 says no end: TEXT then goes up to ETX, which no character of a request is. */
const whereTextEnds = (bytes: Uint8Array, stated: number): number =>
  stated === 0 ? bytes.indexOf(ETX, TEXT_AT) : TEXT_AT + stated
