// K21 frames from the terminal's side: 02 | LEN(2 BCD) | CMD(2) | 2F | SEQ | BODY | 03 | LRC. LEN covers CMD..BODY, LRC is XOR over LEN..03.
import { fromBcd, toBcd } from '../simulator-bcd.js'
import { type CountedFrameFinder, countedFrames, type Judgement, xor } from '../simulator-frames.js'

export interface K21Frame {
  readonly command: number
  /** Chosen by the host; the answer carries it too. */
  readonly seq: number
  readonly body: Uint8Array
}

const STX = 0x02
const ETX = 0x03
const MARK = 0x2f
/** CMD, mark and SEQ, which LEN counts too. */
const HEADER = 4
const BODY_AT = 7
/** STX and LEN before what LEN counts, ETX and LRC after it. */
const AROUND = 5
/** The largest LEN taken; the longest request of the protocol page has 53. INFERRED */
const LONGEST = 1_024

export function encodeFrame(command: number, seq: number, payload: Uint8Array): Uint8Array {
  const length = HEADER + payload.length
  const frame = Uint8Array.of(STX, ...toBcd(length), command >> 8, command & 0xff, MARK, seq, ...payload, ETX, 0)
  frame[frame.length - 1] = xor(frame.subarray(1, -1))
  return frame
}

export const frameFinder = (): CountedFrameFinder<K21Frame> =>
  countedFrames<K21Frame>({
    start: STX,
    longest: LONGEST + AROUND,
    judge,
    read: (frame) => ({
      command: (frame[3]! << 8) | frame[4]!,
      seq: frame[6]!,
      body: frame.slice(BODY_AT, -2),
    }),
  })

/** A frame with a wrong checksum has no answer: it counts as none. */
function judge(bytes: Uint8Array): Judgement {
  if (bytes.length < 3) return 'open'
  const counted = fromBcd(bytes[1]!, bytes[2]!)
  if (counted === null || counted < HEADER || counted > LONGEST) return 'none'
  if (bytes.length > 5 && bytes[5] !== MARK) return 'none'
  const size = counted + AROUND
  if (bytes.length < size) return 'open'
  const whole = bytes[size - 2] === ETX && bytes[size - 1] === xor(bytes.subarray(1, size - 1))
  return whole ? size : 'none'
}
