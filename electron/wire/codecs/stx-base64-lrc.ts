// Unitech MS246 frames: 02 | 46 46 | base64 of a command | 0D 0A | 03 | LRC, XOR of 46 through 03. A command is FF | sub |
// length, 1 byte | data | LRC, XOR of FF through the data. ACK and NAK stand alone before frames: each is taken as a frame
// whose body is that one byte.
import type { LayoutPart } from '../../contract/layout.js'
import { ACK, NAK } from '../control-bytes.js'
import type { FrameCodec } from '../frame.js'
import { partsBytes } from '../render.js'
import { type Look, scan } from './scan.js'

const STX = 0x02
const ETX = 0x03
const HEAD = [0x46, 0x46]
const TAIL = [0x0d, 0x0a]
/** FF and sub, at the head of every body. */
const START = 0xff
const HEADER = 2
const DATA_MOST = 255

/** Bytes on the line of a body of so many: base64 of it with its length and LRC, between STX 46 46 and 0D 0A 03 LRC. */
const whole = (body: number): number => Math.ceil((body + 2) / 3) * 4 + 7

/**
 * A body is FF, sub and data; its first part is FF and sub.
 * @param longest longest body taken in, bytes; memory stays bounded by it
 */
export const stxBase64Lrc = (longest = HEADER + DATA_MOST): FrameCodec => ({
  longest,
  encode: ([header, ...data]) => {
    const inner = data.length + 4
    return {
      parts: [
        Uint8Array.of(STX),
        Uint8Array.from(HEAD),
        headerOf(header),
        Uint8Array.of(lengthOf(data)),
        ...data,
        { check: 'xor', from: 2, to: inner, coding: 'raw' },
        Uint8Array.of(...TAIL, ETX),
        { check: 'xor', from: 1, to: inner + 2, coding: 'raw' },
      ],
      base64: { from: 2, to: inner + 1 },
    }
  },
  decoder: () => scan(whole(longest), look(longest)),
})

function headerOf(header: LayoutPart | undefined): Uint8Array {
  if (header instanceof Uint8Array && header.length === HEADER && header[0] === START) return header
  throw new TypeError('a body begins with a part of two bytes: FF and sub')
}

function lengthOf(data: readonly LayoutPart[]): number {
  const length = partsBytes(data)
  if (length > DATA_MOST) throw new RangeError(`${length} bytes of data do not fit a length of one byte`)
  return length
}

/** Any byte but 02 and 03 may stand in a text here: one spoilt on the way is then found by the check, and at once. */
const look = (longest: number): Look => {
  const most = whole(longest)
  return (bytes, start, end) => {
    const first = bytes[start]!
    if (first === ACK || first === NAK) return { take: 1, body: Uint8Array.of(first) }
    if (first !== STX) return NOISE
    let lrc = 0
    for (let at = start + 1; at < end; at++) {
      const byte = bytes[at]!
      lrc ^= byte
      if (byte === STX) return BAD_LENGTH
      if (byte === ETX) {
        if (at + 1 === end) return null
        if (lrc !== bytes[at + 1]) return BAD_CHECK
        const body = unwrapped(bytes.subarray(start + 1, at))
        return body ? { take: at + 2 - start, body } : BAD_CHECK
      }
      if (at + 2 - start >= most) return TOO_LONG
    }
    return null
  }
}

/** The body in a text, or null where the text is none of this family's. What was decoded on the way is wiped. */
function unwrapped(text: Uint8Array): Uint8Array | null {
  const end = text.length - TAIL.length
  if (!HEAD.every((byte, at) => text[at] === byte) || !TAIL.every((byte, at) => text[end + at] === byte)) return null
  const command = decoded(text.subarray(HEAD.length, end))
  if (!command) return null
  const length = command.length - HEADER - 2
  const sound = command[0] === START && command[HEADER] === length && xor(command) === 0
  const body = sound ? Uint8Array.of(...command.subarray(0, HEADER), ...command.subarray(HEADER + 1, -1)) : null
  command.fill(0)
  return body
}

const PAD = 0x3d
const alphabet = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', 'latin1')

/**
 * The bytes in base64 digits, or null where these are not the one way to write them. By hand: an echoing line brings a
 * key back here, and what once was a string cannot be wiped.
 */
function decoded(digits: Uint8Array): Uint8Array | null {
  if (digits.length === 0 || digits.length % 4 !== 0) return null
  const pads = digits.at(-1) !== PAD ? 0 : digits.at(-2) !== PAD ? 1 : 2
  const bytes = new Uint8Array((digits.length / 4) * 3 - pads)
  let [held, bits, filled] = [0, 0, 0]
  for (const digit of digits.subarray(0, digits.length - pads)) {
    const value = alphabet.indexOf(digit)
    if (value < 0) break
    held = ((held << 6) | value) & 0xfff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[filled++] = held >> bits
  }
  // Bits left over are 0, as a writer leaves them.
  const whole = filled === bytes.length && (held & ((1 << bits) - 1)) === 0
  if (!whole) bytes.fill(0)
  return whole ? bytes : null
}

const xor = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum ^ byte, 0)

const NOISE = { drop: 'noise' } as const
const BAD_LENGTH = { drop: 'bad-length' } as const
const TOO_LONG = { drop: 'too-long' } as const
const BAD_CHECK = { drop: 'bad-check' } as const
