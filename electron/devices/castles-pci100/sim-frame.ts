// PCI100 frames from the terminal's side: 10 02 | CMD | DATA | LRC | 10 03. LRC is XOR over CMD..DATA; every 10h from CMD through LRC is doubled.

/** What a byte completes. `broken`: a frame whose checksum is wrong. */
export type CastlesHeard =
  | { readonly kind: 'frame'; readonly command: number; readonly data: Uint8Array }
  | { readonly kind: 'broken' }

/** How many bytes from CMD on the checksum of a command covers, where it is not all of them. */
export type CheckedBytes = (command: number) => number | undefined

const DLE = 0x10
const STX = 0x02
const ETX = 0x03
/** The most bytes taken from CMD through LRC; the longest request of the protocol page has 32. INFERRED */
const LONGEST = 256
/** All of them doubled, between start and end. */
const HELD = 2 * LONGEST + 4
/** Silence inside a frame after which the rest is not waited for, in milliseconds. INFERRED: the page names no time. */
const LULL_MS = 500

const xor = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum ^ byte, 0)

/** @param counted STATUS and DATA @param check what stands for the checksum */
export function encodeFrame(counted: Uint8Array, check = xor(counted)): Uint8Array {
  const stuffed = [...counted, check].flatMap((byte) => (byte === DLE ? [DLE, DLE] : [byte]))
  return Uint8Array.of(DLE, STX, ...stuffed, DLE, ETX)
}
/** The same frame with a checksum that is wrong. */
export function spoilt(frame: Uint8Array): Uint8Array {
  const plain = unstuffed(frame)
  return encodeFrame(plain.subarray(0, -1), plain.at(-1)! ^ 0x01)
}

export interface FrameFinder {
  /** `at`: when the byte came, in milliseconds. */
  hear(byte: number, at: number): readonly CastlesHeard[]
  reset(): void
}

/**
 * Bounded by HELD. After a frame that is none it looks again from the byte behind its start, so nothing whole is lost,
 * even behind one that broke off after half of a doubled byte; a broken frame seen only on that second look is not
 * reported, for the station is told once.
 */
export function frameFinder(checked: CheckedBytes): FrameFinder {
  const held = new Uint8Array(HELD)
  let length = 0
  let heardAt = 0
  let lookingAgain = false

  const drop = (count: number): void => {
    const next = held.subarray(0, length).indexOf(DLE, count)
    const kept = next < 0 ? 0 : length - next
    if (kept > 0) held.copyWithin(0, next, length)
    held.fill(0, kept, length)
    length = kept
  }
  const look = (): readonly CastlesHeard[] => {
    const found: CastlesHeard[] = []
    for (;;) {
      const end = length === 0 ? 'open' : whereItEnds(held.subarray(0, length))
      if (end === 'open') return found
      const heard = end === 'none' ? null : judge(held.subarray(0, end), checked)
      if (heard?.kind === 'frame') {
        found.push(heard)
        drop(end as number)
      } else {
        if (heard && !lookingAgain) found.push(heard)
        lookingAgain = true
        drop(1)
      }
    }
  }
  return {
    hear: (byte, at) => {
      if (at - heardAt > LULL_MS) drop(length)
      heardAt = at
      if (length === 0) {
        if (byte !== DLE) return []
        lookingAgain = false
      }
      held[length++] = byte
      // Nothing but a byte behind a DLE starts or ends anything.
      return held[length - 2] === DLE || length === HELD ? look() : []
    },
    reset: () => drop(length),
  }
}

/** The size of the frame that these bytes, of which the first is DLE, start with; or that more is needed, or that they are none. */
function whereItEnds(bytes: Uint8Array): number | 'open' | 'none' {
  if (bytes.length > 1 && bytes[1] !== STX) return 'none'
  for (let at = 2; at < bytes.length; at++) {
    if (bytes[at] !== DLE) continue
    const next = bytes[++at]
    if (next === ETX) return at + 1
    if (next !== DLE && next !== undefined) return 'none'
  }
  return bytes.length < HELD ? 'open' : 'none'
}

/** null: what stands between start and end is too short for command and checksum, or too long. */
function judge(frame: Uint8Array, checked: CheckedBytes): CastlesHeard | null {
  const plain = unstuffed(frame)
  const heard = read(plain, checked)
  plain.fill(0)
  return heard
}
function read(plain: Uint8Array, checked: CheckedBytes): CastlesHeard | null {
  const [command, check] = [plain[0], plain.at(-1)]
  if (command === undefined || plain.length < 2 || plain.length > LONGEST) return null
  const covered = plain.subarray(0, -1).subarray(0, checked(command))
  return check === xor(covered) ? { kind: 'frame', command, data: plain.slice(1, -1) } : { kind: 'broken' }
}

/** What stands between start and end, its doubled bytes single. */
function unstuffed(frame: Uint8Array): Uint8Array {
  const plain = new Uint8Array(frame.length)
  let length = 0
  for (let at = 2; at < frame.length - 2; at++) {
    plain[length++] = frame[at]!
    if (frame[at] === DLE) at++
  }
  return plain.subarray(0, length)
}
