// PAX D-series frames: 02 | CMD | SUB | LEN, 2 bytes big-endian | DATA | LRC, one raw byte: XOR of CMD through DATA; no end
// byte. ACK and NAK stand alone between frames: each is taken as a frame whose body is that one byte.
import type { LayoutPart } from '../../contract/layout.js'
import { ACK, NAK } from '../control-bytes.js'
import type { FrameCodec } from '../frame.js'
import { partsBytes } from '../render.js'
import { type Look, scan } from './scan.js'

const STX = 0x02
/** STX, two of length, LRC: what a frame has beside its body. */
const AROUND = 4
/** CMD and SUB, at the head of every body. */
const HEADER = 2
/** 90 to 92 by the station, B0 by the device of its own accord. Nothing else follows a true start byte. */
const commands: readonly number[] = [0x90, 0x91, 0x92, 0xb0]

/**
 * A body is CMD, SUB and data; the length counts the data. Its first part is CMD and SUB.
 * @param longest longest body taken in, bytes; a length beyond it is no frame, so that memory stays bounded
 */
export const stxBe2 = (longest = 1024): FrameCodec => ({
  longest,
  encode: ([header, ...data]) => ({
    parts: [
      Uint8Array.of(STX),
      commandOf(header),
      be2(partsBytes(data)),
      ...data,
      { check: 'xor', from: 1, to: data.length + 3, coding: 'raw' },
    ],
  }),
  decoder: () => scan(longest + AROUND, look(longest)),
})

function commandOf(header: LayoutPart | undefined): Uint8Array {
  if (header instanceof Uint8Array && header.length === HEADER && commands.includes(header[0]!)) return header
  throw new TypeError('a body begins with a part of two bytes: CMD and SUB')
}

/** 0 to 65535, most significant byte first. */
function be2(value: number): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff) throw new RangeError(`${value} does not fit two bytes`)
  return Uint8Array.of(value >> 8, value & 0xff)
}

const look =
  (longest: number): Look =>
  (bytes, start, end) => {
    const first = bytes[start]!
    if (first === ACK || first === NAK) return { take: 1, body: Uint8Array.of(first) }
    if (first !== STX) return NOISE
    if (end - start < 2) return null
    if (!commands.includes(bytes[start + 1]!)) return NOISE
    if (end - start < 5) return null
    const length = ((bytes[start + 3]! << 8) | bytes[start + 4]!) + HEADER
    if (length > longest) return TOO_LONG
    if (end - start < length + AROUND) return null
    const check = start + length + AROUND - 1
    let lrc = 0
    for (let at = start + 1; at < check; at++) lrc ^= bytes[at]!
    if (lrc !== bytes[check]) return BAD_CHECK
    const body = new Uint8Array(length)
    body.set(bytes.subarray(start + 1, start + 1 + HEADER))
    body.set(bytes.subarray(start + 5, check), HEADER)
    return { take: length + AROUND, body }
  }

const NOISE = { drop: 'noise' } as const
const TOO_LONG = { drop: 'too-long' } as const
const BAD_CHECK = { drop: 'bad-check' } as const
