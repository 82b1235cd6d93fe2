// P180 frames from the pad's side: 02 | LEN(2 BCD) | CC | 2F | params | 03 | LRC. LEN covers CC..params, LRC is XOR over LEN..03.
import { fromBcd, toBcd } from '../simulator-bcd.js'
import { type CountedFrameFinder, countedFrames, type Judgement, xor } from '../simulator-frames.js'

export interface P180Frame {
  /** Two characters. */
  readonly command: string
  readonly params: Uint8Array
}
/** What a byte completes. `broken`: a frame whose checksum is wrong; `ack` and `nak` stand outside frames. */
export type P180Heard =
  | { readonly kind: 'frame'; readonly frame: P180Frame }
  | { readonly kind: 'broken' | 'ack' | 'nak' }

export const ACK = 0x06
export const NAK = 0x15
const STX = 0x02
const ETX = 0x03
const MARK = 0x2f
const COMMAND_AT = 3
const MARK_AT = 5
const PARAMS_AT = 6
/** CC and the mark, which LEN counts too. */
const HEADER = 3
/** STX and LEN before what LEN counts, ETX and LRC after it. */
const AROUND = 5
/** The largest LEN taken; the longest request of the protocol page has 28. INFERRED */
const LONGEST = 1_024

/** "Response id = request + 1." */
export const replyTo = (command: string): string =>
  command[0]! + String.fromCharCode((command.charCodeAt(1) + 1) & 0xff)

/** @param command of the frame itself: an answer's id in an answer */
export function encodeFrame(command: string, params: Uint8Array): Uint8Array {
  const [first, second] = [command.charCodeAt(0), command.charCodeAt(1)]
  const frame = Uint8Array.of(STX, ...toBcd(HEADER + params.length), first, second, MARK, ...params, ETX, 0)
  frame[frame.length - 1] = xor(frame.subarray(1, -1))
  return frame
}

export const frameFinder = (): CountedFrameFinder<P180Heard> =>
  countedFrames<P180Heard>({
    start: STX,
    longest: LONGEST + AROUND,
    judge,
    broken: { kind: 'broken' },
    read: (frame) => ({
      kind: 'frame',
      frame: {
        command: String.fromCharCode(frame[COMMAND_AT]!, frame[COMMAND_AT + 1]!),
        params: frame.slice(PARAMS_AT, -2),
      },
    }),
    outside: (byte) => (byte === ACK ? { kind: 'ack' } : byte === NAK ? { kind: 'nak' } : null),
  })

function judge(bytes: Uint8Array): Judgement {
  if (bytes.length < COMMAND_AT) return 'open'
  const counted = fromBcd(bytes[1]!, bytes[2]!)
  if (counted === null || counted < HEADER || counted > LONGEST) return 'none'
  if (bytes.length > MARK_AT && bytes[MARK_AT] !== MARK) return 'none'
  const size = counted + AROUND
  if (bytes.length < size) return 'open'
  if (bytes[size - 2] !== ETX) return 'none'
  return bytes[size - 1] === xor(bytes.subarray(1, size - 1)) ? size : 'bad-check'
}
