// Futurex-style frames from the receiver's side: STX(02) | ASCII payload | ETX(03) | LRC. LRC is XOR over payload and ETX.

/** What a byte completes. `broken`: whole in form, with a wrong check. The payload is the receiver's to wipe. */
export interface Heard {
  readonly is: 'payload' | 'broken'
  readonly payload: Uint8Array
}

const STX = 0x02
const ETX = 0x03
/** The most bytes before LRC; a load with a TR-31 block under a key in the message has some 300. INFERRED */
const LONGEST = 1_024
/** Silence inside a frame after which the rest is not waited for, in milliseconds. INFERRED: the page names no time. */
const LULL_MS = 500

const encoder = new TextEncoder()
export function encodeFrame(payload: string): Uint8Array {
  const frame = Uint8Array.of(STX, ...encoder.encode(payload), ETX, 0)
  frame[frame.length - 1] = xor(frame.subarray(1, -1))
  return frame
}
const xor = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum ^ byte, 0)

export interface FrameFinder {
  /** `at`: when the byte came, in milliseconds. */
  hear(byte: number, at: number): Heard | null
  reset(): void
}

/** Bounded by LONGEST. The payload is text, so a start byte always starts a frame and an end byte ends one. */
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
  const judged = (check: number): Heard => {
    const is = xor(held.subarray(1, length)) === check ? 'payload' : 'broken'
    const payload = held.slice(1, length - 1)
    forget()
    return { is, payload }
  }
  return {
    hear: (byte, at) => {
      if (at - heardAt > LULL_MS) forget()
      heardAt = at
      if (ended) return judged(byte)
      if (byte === STX) forget()
      else if (length === LONGEST) forget()
      if (byte === STX || length > 0) held[length++] = byte
      ended = length > 0 && byte === ETX
      return null
    },
    reset: forget,
  }
}
