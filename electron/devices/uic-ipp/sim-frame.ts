// UIC / IPP frames from the terminal's side: SI(0F) or STX(02) | id(2) | data | SO(0E) or ETX(03) | LRC. LRC is XOR over id..SO or ETX.
import { type MarkedFrameFinder, markedFrames, xor } from '../simulator-frames.js'

/** admin: SI … SO. transaction: STX … ETX. */
export type FrameKind = 'admin' | 'transaction'
export interface PadFrame {
  readonly kind: FrameKind
  /** Two characters; fewer where the frame has no more. */
  readonly id: string
  readonly data: Uint8Array
}
/** What a byte completes. `broken`: a frame whose checksum or end is wrong; the others stand outside frames. */
export type PadHeard =
  | { readonly is: 'frame'; readonly frame: PadFrame }
  | { readonly is: 'broken' | 'ack' | 'nak' | 'eot' }

export const ACK = 0x06
export const NAK = 0x15
export const EOT = 0x04
export const FS = 0x1c
const SI = 0x0f
const SO = 0x0e
const STX = 0x02
const ETX = 0x03
const ends = {
  admin: { start: SI, end: SO },
  transaction: { start: STX, end: ETX },
} as const satisfies Record<FrameKind, { start: number; end: number }>
const control: Readonly<Record<number, 'ack' | 'nak' | 'eot'>> = { [ACK]: 'ack', [NAK]: 'nak', [EOT]: 'eot' }

/** Start byte and id. */
const DATA_AT = 3
/** The most bytes before LRC; the longest request of the protocol page has 108. INFERRED */
const LONGEST = 512

const encoder = new TextEncoder()
/** @param data ASCII, or the bytes themselves */
export function encodeFrame(kind: FrameKind, id: string, data: string | Uint8Array = ''): Uint8Array {
  const { start, end } = ends[kind]
  const bytes = typeof data === 'string' ? encoder.encode(data) : data
  const frame = Uint8Array.of(start, ...encoder.encode(id), ...bytes, end, 0)
  frame[frame.length - 1] = xor(frame.subarray(1, -1))
  return frame
}

/** Data holds none of the four frame bytes, so a start byte always starts a frame and an end byte ends one. */
export const frameFinder = (): MarkedFrameFinder<PadHeard> =>
  markedFrames<PadHeard>({
    starts: [SI, STX],
    ends: [SO, ETX],
    longest: LONGEST,
    judge,
    outside: (byte) => {
      const is = control[byte]
      return is ? { is } : null
    },
  })

/** @param bytes from the start byte to the end byte */
function judge(bytes: Uint8Array, check: number): PadHeard {
  const kind = bytes[0] === SI ? 'admin' : 'transaction'
  if (bytes.at(-1) !== ends[kind].end || xor(bytes.subarray(1)) !== check) return { is: 'broken' }
  const inner = bytes.subarray(1, -1)
  return {
    is: 'frame',
    frame: { kind, id: String.fromCharCode(...inner.subarray(0, 2)), data: bytes.slice(DATA_AT, -1) },
  }
}
