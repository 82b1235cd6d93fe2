// Castles frames: 10 02 | body | LRC | 10 03. LRC, one raw byte: XOR of the body. Every 10 in body and LRC is sent twice,
// the LRC itself included, after it was computed.
import type { FrameLayout, LayoutPart } from '../../contract/layout.js'
import type { FrameCodec } from '../frame.js'
import { type Look, scan } from './scan.js'

const DLE = 0x10
const STX = 0x02
const ETX = 0x03

/** @param longest longest body taken in, bytes before stuffing; a longer one is no frame, so that memory stays bounded */
export const dleStxLrc = (longest = 512): FrameCodec => ({
  longest,
  encode: (body) => dleFrame(body, body.length),
  // Everything stuffed, LRC included, between two pairs.
  decoder: () => scan(2 * (longest + 1) + 4, look(longest)),
})

/** @param covered how many of the parts, from the first one, the LRC is made of: all, but for a terminal's own mistakes */
export const dleFrame = (body: readonly LayoutPart[], covered: number): FrameLayout => ({
  parts: [
    Uint8Array.of(DLE, STX),
    ...body,
    { check: 'xor', from: 1, to: covered + 1, coding: 'raw' },
    Uint8Array.of(DLE, ETX),
  ],
  stuff: { byte: DLE, from: 1, to: body.length + 2 },
})

const look =
  (longest: number): Look =>
  (bytes, start, end) => {
    if (bytes[start] !== DLE) return NOISE
    if (end - start < 2) return null
    if (bytes[start + 1] !== STX) return NOISE
    let content = 0
    let lrc = 0
    for (let at = start + 2; at < end; at++) {
      const byte = bytes[at]!
      if (byte === DLE) {
        if (++at === end) return null
        // A single 10 is the end, or the start of another frame where this one was cut.
        if (bytes[at] === ETX) return closed(bytes.subarray(start + 2, at - 1), content, lrc)
        if (bytes[at] !== DLE) return BAD_LENGTH
      }
      if (++content > longest + 1) return TOO_LONG
      lrc ^= byte
    }
    return null
  }

/** @param content bytes once unstuffed, the LRC included @param lrc XOR of them all, which is 0 where the LRC is right */
function closed(stuffed: Uint8Array, content: number, lrc: number) {
  if (content < 2) return BAD_LENGTH
  if (lrc !== 0) return BAD_CHECK
  const body = new Uint8Array(content - 1)
  for (let from = 0, to = 0; to < body.length; from++, to++) {
    body[to] = stuffed[from]!
    if (body[to] === DLE) from++
  }
  return { take: stuffed.length + 4, body }
}

const NOISE = { drop: 'noise' } as const
const BAD_LENGTH = { drop: 'bad-length' } as const
const TOO_LONG = { drop: 'too-long' } as const
const BAD_CHECK = { drop: 'bad-check' } as const
