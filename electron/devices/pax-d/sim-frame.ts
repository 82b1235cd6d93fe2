// PAX D frames from the terminal's side: 02 | CMD | SUB | LEN(2, big-endian) | DATA | LRC, no end byte. LEN counts DATA, LRC is XOR over CMD..DATA.
import { type CountedFrameFinder, countedFrames, type Judgement, xor } from '../simulator-frames.js'

export interface PaxFrame {
  readonly command: number
  readonly sub: number
  readonly data: Uint8Array
}
/** What a byte completes. `broken`: a frame whose checksum is wrong; `ack` and `nak` stand outside frames. */
export type PaxHeard =
  | { readonly kind: 'frame'; readonly frame: PaxFrame }
  | { readonly kind: 'broken' | 'ack' | 'nak' }

export const ACK = 0x06
export const NAK = 0x15
const STX = 0x02
/** The command classes of the page. A start byte before any other byte starts nothing, so noise is rarely waited out. */
const COMMANDS = [0x90, 0x91, 0x92, 0xb0]
/** STX, CMD, SUB and LEN before DATA. */
const DATA_AT = 5
/** STX, CMD, SUB, LEN and LRC. */
const AROUND = 6
/** The largest LEN taken; the longest request of the protocol page has some 300. INFERRED */
const LONGEST = 1_024

export function encodeFrame(command: number, sub: number, data: Uint8Array): Uint8Array {
  const frame = Uint8Array.of(STX, command, sub, data.length >> 8, data.length & 0xff, ...data, 0)
  frame[frame.length - 1] = xor(frame.subarray(1, -1))
  return frame
}

export const frameFinder = (): CountedFrameFinder<PaxHeard> =>
  countedFrames<PaxHeard>({
    start: STX,
    longest: LONGEST + AROUND,
    judge,
    broken: { kind: 'broken' },
    read: (frame) => ({
      kind: 'frame',
      frame: { command: frame[1]!, sub: frame[2]!, data: frame.slice(DATA_AT, -1) },
    }),
    outside: (byte) => (byte === ACK ? { kind: 'ack' } : byte === NAK ? { kind: 'nak' } : null),
  })

function judge(bytes: Uint8Array): Judgement {
  if (bytes.length > 1 && !COMMANDS.includes(bytes[1]!)) return 'none'
  if (bytes.length < DATA_AT) return 'open'
  const counted = (bytes[3]! << 8) | bytes[4]!
  if (counted > LONGEST) return 'none'
  const size = counted + AROUND
  if (bytes.length < size) return 'open'
  return bytes[size - 1] === xor(bytes.subarray(1, size - 1)) ? size : 'bad-check'
}
