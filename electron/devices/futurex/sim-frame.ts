// Futurex-style frames from the receiver's side: STX(02) | ASCII payload | ETX(03) | LRC. LRC is XOR over payload and ETX.
import { type MarkedFrameFinder, markedFrames, xor } from '../simulator-frames.js'

/** What a byte completes. `broken`: whole in form, with a wrong check. The payload is the receiver's to wipe. */
export interface Heard {
  readonly is: 'payload' | 'broken'
  readonly payload: Uint8Array
}

const STX = 0x02
const ETX = 0x03
/** The most bytes before LRC; a load with a TR-31 block under a key in the message has some 300. INFERRED */
const LONGEST = 1_024

const encoder = new TextEncoder()
export function encodeFrame(payload: string): Uint8Array {
  const frame = Uint8Array.of(STX, ...encoder.encode(payload), ETX, 0)
  frame[frame.length - 1] = xor(frame.subarray(1, -1))
  return frame
}

/** The payload is text, so a start byte always starts a frame and an end byte ends one. */
export const frameFinder = (): MarkedFrameFinder<Heard> =>
  markedFrames<Heard>({
    starts: [STX],
    ends: [ETX],
    longest: LONGEST,
    judge: (bytes, check) => ({
      is: xor(bytes.subarray(1)) === check ? 'payload' : 'broken',
      payload: bytes.slice(1, -1),
    }),
  })
