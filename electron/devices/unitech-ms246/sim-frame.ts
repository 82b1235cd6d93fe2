// MS246 frames from the reader's side: 02 | 'FF' | base64 | 0D 0A | 03 | LRC. LRC is XOR over 'FF'..03; in the base64 a command with a checksum of its own.
import { type MarkedFrameFinder, markedFrames, xor } from '../simulator-frames.js'
import { fromBase64 } from './sim-base64.js'

/** FF | sub | len | data | XOR of all before: a command, or an answer with a status for its sub. */
export interface Ms246Command {
  readonly sub: number
  readonly data: Uint8Array
}
/** What a byte completes. `broken`: a frame whose form or one of whose checksums is wrong. */
export type Ms246Heard = { readonly kind: 'command'; readonly command: Ms246Command } | { readonly kind: 'broken' }

export const ACK = 0x06
export const NAK = 0x15
const STX = 0x02
const ETX = 0x03
const TYPE = [0x46, 0x46]
const LINE_END = [0x0d, 0x0a]
const FIRST = 0xff
/** FF, sub and len. */
const HEADER = 3
/** The most bytes from STX to ETX: a command of 255 bytes of data has 351. */
const LONGEST = 360

/** Only for answers: a string cannot be wiped, and they hold no key. */
const base64 = (bytes: Uint8Array): Uint8Array => Buffer.from(Buffer.from(bytes).toString('base64'), 'latin1')

/** @param innerFlaw what is wrong with the inner checksum: 0, nothing */
export function encodeFrame(sub: number, data: Uint8Array, innerFlaw = 0): Uint8Array {
  const inner = Uint8Array.of(FIRST, sub, data.length, ...data, innerFlaw)
  inner[inner.length - 1] = xor(inner)
  const checked = Uint8Array.of(...TYPE, ...base64(inner), ...LINE_END, ETX)
  return Uint8Array.of(STX, ...checked, xor(checked))
}

export const frameFinder = (): MarkedFrameFinder<Ms246Heard> =>
  markedFrames<Ms246Heard>({
    starts: [STX],
    ends: [ETX],
    longest: LONGEST,
    judge: (bytes, check) => {
      const command = xor(bytes.subarray(1)) === check ? textOf(bytes.subarray(1, -1)) : null
      return command ? { kind: 'command', command } : { kind: 'broken' }
    },
  })

/** @param text from 'FF' through 0D 0A */
function textOf(text: Uint8Array): Ms246Command | null {
  const [type, end] = [text.subarray(0, TYPE.length), text.subarray(-LINE_END.length)]
  if (text.length < TYPE.length + LINE_END.length || !equal(type, TYPE) || !equal(end, LINE_END)) return null
  const inner = fromBase64(text.subarray(TYPE.length, -LINE_END.length))
  const command = inner && commandOf(inner)
  inner?.fill(0)
  return command
}
function commandOf(inner: Uint8Array): Ms246Command | null {
  const [first, sub, length] = inner
  if (first !== FIRST || sub === undefined || inner.length !== HEADER + (length ?? 0) + 1) return null
  return xor(inner) === 0 ? { sub, data: inner.slice(HEADER, -1) } : null
}
const equal = (bytes: Uint8Array, wanted: readonly number[]): boolean => wanted.every((byte, at) => byte === bytes[at])
