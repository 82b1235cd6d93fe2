// K21 frames from the terminal's side: 02 | LEN(2 BCD) | CMD(2) | 2F | SEQ | BODY | 03 | LRC. LEN covers CMD..BODY, LRC is XOR over LEN..03.

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
/** Silence inside a frame after which the rest is not waited for, in milliseconds. INFERRED: the page names no time. */
const LULL_MS = 500

export function encodeFrame(command: number, seq: number, payload: Uint8Array): Uint8Array {
  const length = HEADER + payload.length
  const frame = Uint8Array.of(STX, ...toBcd(length), command >> 8, command & 0xff, MARK, seq, ...payload, ETX, 0)
  frame[frame.length - 1] = xor(frame.subarray(1, -1))
  return frame
}

/** Two BCD bytes as a number; null where a nibble is no digit. */
export const fromBcd = (high: number, low: number): number | null => {
  const digits = [high >> 4, high & 0x0f, low >> 4, low & 0x0f]
  return digits.every((digit) => digit <= 9) ? digits.reduce((sum, digit) => sum * 10 + digit, 0) : null
}
const toBcd = (value: number): readonly [number, number] => {
  const byte = (two: number) => (Math.floor(two / 10) << 4) | (two % 10)
  return [byte(Math.floor(value / 100)), byte(value % 100)]
}
const xor = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum ^ byte, 0)

export interface FrameFinder {
  /** Frames that this byte completes. `at`: when it came, in milliseconds. */
  hear(byte: number, at: number): readonly K21Frame[]
  reset(): void
}

/** Bounded by LONGEST. After a frame that is none it looks again from the byte behind its STX, so nothing whole is lost. */
export function frameFinder(): FrameFinder {
  const held = new Uint8Array(LONGEST + AROUND)
  let length = 0
  let heardAt = 0

  const drop = (count: number): void => {
    const next = held.subarray(0, length).indexOf(STX, count)
    const kept = next < 0 ? 0 : length - next
    if (kept > 0) held.copyWithin(0, next, length)
    held.fill(0, kept, length)
    length = kept
  }
  return {
    hear: (byte, at) => {
      if (at - heardAt > LULL_MS) drop(length)
      heardAt = at
      if (length === 0 && byte !== STX) return []
      held[length++] = byte
      const found: K21Frame[] = []
      for (
        let size = judge(held.subarray(0, length));
        length > 0 && size !== 'open';
        size = judge(held.subarray(0, length))
      ) {
        if (size === 'broken') {
          drop(1)
        } else {
          found.push({
            command: (held[3]! << 8) | held[4]!,
            seq: held[6]!,
            body: held.slice(BODY_AT, size - 2),
          })
          drop(size)
        }
      }
      return found
    },
    reset: () => drop(length),
  }
}

/** Whether these bytes, of which the first is STX, are a frame: its size, or that more is needed, or that they cannot be one. */
function judge(bytes: Uint8Array): number | 'open' | 'broken' {
  if (bytes.length < 3) return 'open'
  const counted = fromBcd(bytes[1]!, bytes[2]!)
  if (counted === null || counted < HEADER || counted > LONGEST) return 'broken'
  if (bytes.length > 5 && bytes[5] !== MARK) return 'broken'
  const size = counted + AROUND
  if (bytes.length < size) return 'open'
  const whole = bytes[size - 2] === ETX && bytes[size - 1] === xor(bytes.subarray(1, size - 1))
  return whole ? size : 'broken'
}
