// UIC / IPP frames from the terminal's side: SI(0F) or STX(02) | id(2) | data | SO(0E) or ETX(03) | LRC. LRC is XOR over id..SO or ETX.

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
/** Silence inside a frame after which the rest is not waited for, in milliseconds. INFERRED: the page names no time. */
const LULL_MS = 500

const encoder = new TextEncoder()
/** @param data ASCII, or the bytes themselves */
export function encodeFrame(kind: FrameKind, id: string, data: string | Uint8Array = ''): Uint8Array {
  const { start, end } = ends[kind]
  const bytes = typeof data === 'string' ? encoder.encode(data) : data
  const frame = Uint8Array.of(start, ...encoder.encode(id), ...bytes, end, 0)
  frame[frame.length - 1] = xor(frame.subarray(1, -1))
  return frame
}
const xor = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum ^ byte, 0)

export interface FrameFinder {
  /** `at`: when the byte came, in milliseconds. */
  hear(byte: number, at: number): PadHeard | null
  reset(): void
}

/** Bounded by LONGEST. Data holds none of the four frame bytes, so a start byte always starts a frame and an end byte ends one. */
export function frameFinder(): FrameFinder {
  const held = new Uint8Array(LONGEST)
  let length = 0
  let ended = false
  let heardAt = 0

  const forget = (): void => {
    held.fill(0, 0, length)
    length = 0
    ended = false
  }
  const add = (byte: number): void => {
    if (length === LONGEST) forget()
    else held[length++] = byte
  }
  return {
    hear: (byte, at) => {
      if (at - heardAt > LULL_MS) forget()
      heardAt = at
      if (ended) {
        const heard = judge(held.subarray(0, length), byte)
        forget()
        return heard
      }
      if (byte === SI || byte === STX) {
        forget()
        add(byte)
      } else if (length > 0) {
        add(byte)
        ended = length > 0 && (byte === SO || byte === ETX)
      } else {
        const is = control[byte]
        return is ? { is } : null
      }
      return null
    },
    reset: forget,
  }
}

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
