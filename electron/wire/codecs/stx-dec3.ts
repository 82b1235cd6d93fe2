// SZZT frames: 02 | LLL, 3 decimal digits | text | 03 | HH, two upper-case hex digits: XOR of LLL through 03.
// A text of more than 999 bytes has LLL 000 and its length in 4 digits behind it, covered by the XOR as well; 000 without
// such a length says nothing of where the frame ends, and starts none.
import type { FrameCodec } from '../frame.js'
import { partsBytes } from '../render.js'
import { type Look, scan } from './scan.js'

const STX = 0x02
const ETX = 0x03
/** STX, 000 and 4 digits of length, ETX, HH. */
const AROUND_AT_MOST = 11
const SHORT_DIGITS = 3
const LONG_DIGITS = 7

/** @param longest longest text taken in, bytes; a length beyond it is no frame, so that memory stays bounded */
export const stxDec3 = (longest = 1024): FrameCodec => ({
  longest,
  encode: (body) => ({
    parts: [
      Uint8Array.of(STX),
      threeDigits(partsBytes(body)),
      ...body,
      Uint8Array.of(ETX),
      { check: 'xor', from: 1, to: body.length + 3, coding: 'hex' },
    ],
  }),
  decoder: () => scan(longest + AROUND_AT_MOST, look(longest)),
})

/** What the station sends is never long: how a long command is to be written, no source says. */
function threeDigits(value: number): Uint8Array {
  if (!Number.isInteger(value) || value < 1 || value > 999) throw new RangeError(`${value} does not fit three digits`)
  return Uint8Array.from(String(value).padStart(SHORT_DIGITS, '0'), (digit) => digit.charCodeAt(0))
}

const look =
  (longest: number): Look =>
  (bytes, start, end) => {
    if (bytes[start] !== STX) return NOISE
    const short = decimal(bytes, start + 1, Math.min(end, start + 1 + SHORT_DIGITS))
    if (short === null) return BAD_LENGTH
    if (end - start < 1 + SHORT_DIGITS) return null
    const digits = short === 0 ? LONG_DIGITS : SHORT_DIGITS
    const length = decimal(bytes, start + 1, Math.min(end, start + 1 + digits))
    if (length === null) return BAD_LENGTH
    if (end - start < 1 + digits) return null
    if (length === 0) return BAD_LENGTH
    if (length > longest) return TOO_LONG
    const etx = start + 1 + digits + length
    if (end <= etx + 2) return null
    if (bytes[etx] !== ETX) return BAD_LENGTH
    let xor = 0
    for (let at = start + 1; at <= etx; at++) xor ^= bytes[at]!
    if (bytes[etx + 1] !== hexDigit(xor >> 4) || bytes[etx + 2] !== hexDigit(xor & 15)) return BAD_CHECK
    return { take: etx + 3 - start, body: bytes.slice(start + 1 + digits, etx) }
  }

/** Null where a byte is no digit, which needs no further byte to be known. */
function decimal(bytes: Uint8Array, from: number, to: number): number | null {
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = bytes[at]! - 0x30
    if (digit < 0 || digit > 9) return null
    value = value * 10 + digit
  }
  return value
}

const hexDigit = (nibble: number): number => (nibble < 10 ? 0x30 : 0x37) + nibble

const NOISE = { drop: 'noise' } as const
const BAD_LENGTH = { drop: 'bad-length' } as const
const TOO_LONG = { drop: 'too-long' } as const
const BAD_CHECK = { drop: 'bad-check' } as const
