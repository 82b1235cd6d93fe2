// Newland K21 and P180 frames: 02 | LEN, 2 bytes BCD | body | 03 | LRC, one raw byte: XOR of LEN through 03. The P180's
// ACK and NAK stand alone between frames: each is taken as a frame whose body is that one byte.
import { ACK, NAK } from '../control-bytes.js'
import type { FrameCodec } from '../frame.js'
import { partsBytes } from '../render.js'
import { type Look, scan } from './scan.js'

const STX = 0x02
const ETX = 0x03
/** STX, two of length, ETX, LRC. */
const AROUND = 5

/** 0 to 9999 as four BCD digits, most significant first. */
export function bcd2(value: number): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value > 9999) throw new RangeError(`${value} does not fit four digits`)
  return Uint8Array.of(bcd(Math.floor(value / 100)), bcd(value % 100))
}
const bcd = (value: number): number => (Math.floor(value / 10) << 4) | (value % 10)
/** −1 where a nibble is no digit. */
const unBcd = (byte: number): number => (byte >> 4 > 9 || (byte & 15) > 9 ? -1 : (byte >> 4) * 10 + (byte & 15))

/**
 * @param longest longest body taken in, bytes; a length beyond it is no frame, so that memory stays bounded
 * @param controls whether ACK and NAK are heard; a body of one byte is then none, for it could not be told from them
 */
export const stxBcd2 = (longest = 1024, controls: 'noise' | 'heard' = 'noise'): FrameCodec => ({
  longest,
  encode: (body) => ({
    parts: [
      Uint8Array.of(STX),
      bcd2(partsBytes(body)),
      ...body,
      Uint8Array.of(ETX),
      { check: 'xor', from: 1, to: body.length + 3, coding: 'raw' },
    ],
  }),
  decoder: () => scan(longest + AROUND, look(longest, controls === 'heard')),
})

const look =
  (longest: number, heard: boolean): Look =>
  (bytes, start, end) => {
    const first = bytes[start]!
    if (heard && (first === ACK || first === NAK)) return { take: 1, body: Uint8Array.of(first) }
    if (first !== STX) return NOISE
    if (end - start < 3) return null
    const high = unBcd(bytes[start + 1]!)
    const low = unBcd(bytes[start + 2]!)
    if (high < 0 || low < 0) return BAD_LENGTH
    const length = high * 100 + low
    if (length < (heard ? 2 : 1)) return BAD_LENGTH
    if (length > longest) return TOO_LONG
    if (end - start < length + AROUND) return null
    const etx = start + 3 + length
    if (bytes[etx] !== ETX) return BAD_LENGTH
    let lrc = 0
    for (let at = start + 1; at <= etx; at++) lrc ^= bytes[at]!
    if (lrc !== bytes[etx + 1]) return BAD_CHECK
    return { take: length + AROUND, body: bytes.slice(start + 3, etx) }
  }

const NOISE = { drop: 'noise' } as const
const BAD_LENGTH = { drop: 'bad-length' } as const
const TOO_LONG = { drop: 'too-long' } as const
const BAD_CHECK = { drop: 'bad-check' } as const
