// Futurex-style frames: 02 | text | 03 | LRC, one raw byte: XOR of the text and 03. The text is ASCII: 02 and 03 stay out of it.
import type { FrameCodec } from '../frame.js'
import { type Look, scan } from './scan.js'

const STX = 0x02
const ETX = 0x03
/** STX, ETX, LRC. */
const AROUND = 3

/** @param longest longest text taken in, bytes; memory stays bounded by it. What goes out may be longer. */
export const stxEtxLrc = (longest = 1024): FrameCodec => ({
  longest,
  encode: (body) => ({
    parts: [
      Uint8Array.of(STX),
      ...body,
      Uint8Array.of(ETX),
      { check: 'xor', from: 1, to: body.length + 2, coding: 'raw' },
    ],
  }),
  decoder: () => scan(longest + AROUND, look(longest)),
})

/** Any other byte may stand in a text here: one spoilt on the way is then found by the check, and at once. */
const look =
  (longest: number): Look =>
  (bytes, start, end) => {
    if (bytes[start] !== STX) return NOISE
    let lrc = 0
    for (let at = start + 1; at < end; at++) {
      const byte = bytes[at]!
      const length = at - start - 1
      lrc ^= byte
      if (byte === ETX) {
        if (length === 0) return BAD_LENGTH
        if (at + 1 === end) return null
        if (lrc !== bytes[at + 1]) return BAD_CHECK
        return { take: length + AROUND, body: bytes.slice(start + 1, at) }
      }
      if (byte === STX) return BAD_LENGTH
      if (length >= longest) return TOO_LONG
    }
    return null
  }

const NOISE = { drop: 'noise' } as const
const BAD_LENGTH = { drop: 'bad-length' } as const
const TOO_LONG = { drop: 'too-long' } as const
const BAD_CHECK = { drop: 'bad-check' } as const
