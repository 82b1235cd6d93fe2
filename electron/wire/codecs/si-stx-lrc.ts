// UIC and VeriFone IPP frames: 0F data 0E LRC, or 02 data 03 LRC; LRC one raw byte, XOR of what follows the first byte up
// to and including the end byte. ACK, NAK and EOT stand alone between frames: each is a frame whose body is that one byte.
import type { LayoutPart } from '../../contract/layout.js'
import { ACK, EOT, NAK } from '../control-bytes.js'
import type { FrameCodec } from '../frame.js'
import { type Look, scan } from './scan.js'

export const SI = 0x0f
export const STX = 0x02
/** The end byte that goes with a start byte. */
const ends: Readonly<Record<number, number>> = { [SI]: 0x0e, [STX]: 0x03 }
const framing: readonly number[] = [SI, STX, ...Object.values(ends)]
const controls: readonly number[] = [ACK, NAK, EOT]
/** The two characters of the message's id: no frame holds less. */
const ID = 2
/** End byte and LRC. */
const BEHIND = 2

/**
 * A body is the start byte and the data; its first part is the start byte and the id.
 * @param longest longest body taken in, bytes; memory stays bounded by it
 */
export const siStxLrc = (longest = 256): FrameCodec => ({
  longest,
  encode: ([header, ...data]) => {
    const { start, end, id } = headerOf(header)
    return {
      parts: [
        Uint8Array.of(start),
        id,
        ...data,
        Uint8Array.of(end),
        { check: 'xor', from: 1, to: data.length + 3, coding: 'raw' },
      ],
    }
  },
  decoder: () => scan(longest + BEHIND, look(longest)),
})

function headerOf(header: LayoutPart | undefined) {
  const start = header instanceof Uint8Array && header.length > ID ? header[0]! : -1
  const end = ends[start]
  if (end === undefined) throw new TypeError('a body begins with a part that holds SI or STX and the id')
  return { start, end, id: (header as Uint8Array).subarray(1) }
}

const look =
  (longest: number): Look =>
  (bytes, start, end) => {
    const first = bytes[start]!
    if (controls.includes(first)) return { take: 1, body: Uint8Array.of(first) }
    const last = ends[first]
    if (last === undefined) return NOISE
    let lrc = 0
    let controlled = false
    for (let at = start + 1; at < end; at++) {
      const byte = bytes[at]!
      const length = at - start
      lrc ^= byte
      if (byte === last) {
        if (length <= ID) return BAD_LENGTH
        if (at + 1 === end) return null
        if (lrc === bytes[at + 1] && !controlled) return { take: length + BEHIND, body: bytes.slice(start, at) }
        // No frame begins within it, so nothing in it is looked at again: a spoilt digit would pass for an ACK or EOT.
        return { drop: 'bad-check', noise: framing.includes(bytes[at + 1]!) ? length : length + 1 }
      }
      if (framing.includes(byte)) return BAD_LENGTH
      if (length >= longest) return TOO_LONG
      controlled ||= controls.includes(byte)
    }
    return null
  }

const NOISE = { drop: 'noise' } as const
const BAD_LENGTH = { drop: 'bad-length' } as const
const TOO_LONG = { drop: 'too-long' } as const
