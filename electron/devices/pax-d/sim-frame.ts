// PAX D frames from the terminal's side: 02 | CMD | SUB | LEN(2, big-endian) | DATA | LRC, no end byte. LEN counts DATA, LRC is XOR over CMD..DATA.

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
/** Silence inside a frame after which the rest is not waited for, in milliseconds. INFERRED: the page names no time. */
const LULL_MS = 500

export function encodeFrame(command: number, sub: number, data: Uint8Array): Uint8Array {
  const frame = Uint8Array.of(STX, command, sub, data.length >> 8, data.length & 0xff, ...data, 0)
  frame[frame.length - 1] = xor(frame.subarray(1, -1))
  return frame
}
const xor = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum ^ byte, 0)

export interface FrameFinder {
  /** `at`: when the byte came, in milliseconds. */
  hear(byte: number, at: number): readonly PaxHeard[]
  reset(): void
}

/**
 * Bounded by LONGEST. After a frame that is none it looks again from the byte behind its start, so nothing whole is
 * lost; a broken frame seen only on that second look is not reported, for the station is told once.
 */
export function frameFinder(): FrameFinder {
  const held = new Uint8Array(LONGEST + AROUND)
  let length = 0
  let heardAt = 0
  let lookingAgain = false

  const drop = (count: number): void => {
    const next = held.subarray(0, length).indexOf(STX, count)
    const kept = next < 0 ? 0 : length - next
    if (kept > 0) held.copyWithin(0, next, length)
    held.fill(0, kept, length)
    length = kept
  }
  const outside = (byte: number): readonly PaxHeard[] => {
    if (byte === ACK) return [{ kind: 'ack' }]
    return byte === NAK ? [{ kind: 'nak' }] : []
  }
  return {
    hear: (byte, at) => {
      if (at - heardAt > LULL_MS) drop(length)
      heardAt = at
      if (length === 0) {
        if (byte !== STX) return outside(byte)
        lookingAgain = false
      }
      held[length++] = byte
      const found: PaxHeard[] = []
      for (;;) {
        const size = length === 0 ? 'open' : judge(held.subarray(0, length))
        if (size === 'open') return found
        if (typeof size === 'number') {
          found.push({
            kind: 'frame',
            frame: { command: held[1]!, sub: held[2]!, data: held.slice(DATA_AT, size - 1) },
          })
          drop(size)
        } else {
          if (size === 'bad-check' && !lookingAgain) found.push({ kind: 'broken' })
          lookingAgain = true
          drop(1)
        }
      }
    },
    reset: () => drop(length),
  }
}

/** Whether these bytes, of which the first is STX, are a frame: its size, or that more is needed, or what is wrong. */
function judge(bytes: Uint8Array): number | 'open' | 'none' | 'bad-check' {
  if (bytes.length > 1 && !COMMANDS.includes(bytes[1]!)) return 'none'
  if (bytes.length < DATA_AT) return 'open'
  const counted = (bytes[3]! << 8) | bytes[4]!
  if (counted > LONGEST) return 'none'
  const size = counted + AROUND
  if (bytes.length < size) return 'open'
  return bytes[size - 1] === xor(bytes.subarray(1, size - 1)) ? size : 'bad-check'
}
