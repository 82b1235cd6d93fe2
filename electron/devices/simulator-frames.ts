// Where the frames are in what a simulated terminal hears: one finder for frames that say how long they are, one for frames between two marks.

/** XOR over all of them. */
export const xor = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum ^ byte, 0)

/** Silence inside a frame after which the rest is not waited for, in milliseconds. INFERRED: no protocol page names a time. */
const LULL_MS = 500

/** What bytes that begin with a start byte are: a frame, by its size; more is needed; no frame; a frame whose checksum is wrong. */
export type Judgement = number | 'open' | 'none' | 'bad-check'

export interface CountedFrames<Heard> {
  readonly start: number
  /** The most bytes of a frame, all told. */
  readonly longest: number
  judge(bytes: Uint8Array): Judgement
  /** @param frame whole and right; wiped afterwards, so what is kept of it must be copied */
  read(frame: Uint8Array): Heard
  /** How a frame with a wrong checksum is heard; absent: not at all. */
  readonly broken?: Heard
  /** A byte outside of every frame; absent: nothing. */
  outside?(byte: number): Heard | null
}
export interface CountedFrameFinder<Heard> {
  /** What this byte completes. `at`: when it came, in milliseconds. */
  hear(byte: number, at: number): readonly Heard[]
  reset(): void
}

/**
 * Bounded by `longest`. After a frame that is none it looks again from the byte behind its start, so nothing whole is
 * lost; a broken frame seen only on that second look is not heard, for the station is told once.
 */
export function countedFrames<Heard>(shape: CountedFrames<Heard>): CountedFrameFinder<Heard> {
  const held = new Uint8Array(shape.longest)
  let length = 0
  let heardAt = 0
  let lookingAgain = false

  const drop = (count: number): void => {
    const next = held.subarray(0, length).indexOf(shape.start, count)
    const kept = next < 0 ? 0 : length - next
    if (kept > 0) held.copyWithin(0, next, length)
    held.fill(0, kept, length)
    length = kept
  }
  const judged = (): Judgement => {
    if (length === 0) return 'open'
    const judgement = shape.judge(held.subarray(0, length))
    return judgement === 'open' && length === shape.longest ? 'none' : judgement
  }
  const look = (): readonly Heard[] => {
    const found: Heard[] = []
    for (let size = judged(); size !== 'open'; size = judged()) {
      if (typeof size === 'number') {
        found.push(shape.read(held.subarray(0, size)))
        drop(size)
      } else {
        if (size === 'bad-check' && shape.broken && !lookingAgain) found.push(shape.broken)
        lookingAgain = true
        drop(1)
      }
    }
    return found
  }
  return {
    hear: (byte, at) => {
      if (at - heardAt > LULL_MS) drop(length)
      heardAt = at
      if (length === 0) {
        if (byte !== shape.start) {
          const heard = shape.outside?.(byte) ?? null
          return heard === null ? [] : [heard]
        }
        lookingAgain = false
      }
      held[length++] = byte
      return look()
    },
    reset: () => drop(length),
  }
}

export interface MarkedFrames<Heard> {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  /** The most bytes from start to end, both counted. */
  readonly longest: number
  /** @param bytes from start to end; wiped afterwards @param check the byte behind the end */
  judge(bytes: Uint8Array, check: number): Heard | null
  /** A byte outside of every frame; absent: nothing. */
  outside?(byte: number): Heard | null
}
export interface MarkedFrameFinder<Heard> {
  /** What this byte completes. `at`: when it came, in milliseconds. */
  hear(byte: number, at: number): Heard | null
  reset(): void
}

/** Bounded by `longest`. For frames with neither mark inside: a start always starts one, an end ends it, and one byte is the checksum. */
export function markedFrames<Heard>(shape: MarkedFrames<Heard>): MarkedFrameFinder<Heard> {
  const held = new Uint8Array(shape.longest)
  let length = 0
  let ended = false
  let heardAt = 0

  const forget = (): void => {
    held.fill(0, 0, length)
    length = 0
    ended = false
  }
  return {
    hear: (byte, at) => {
      if (at - heardAt > LULL_MS) forget()
      heardAt = at
      if (ended) {
        const heard = shape.judge(held.subarray(0, length), byte)
        forget()
        return heard
      }
      const starts = shape.starts.includes(byte)
      if (!starts && length === 0) return shape.outside?.(byte) ?? null
      if (starts || length === shape.longest) forget()
      if (starts || length > 0) held[length++] = byte
      ended = length > 0 && shape.ends.includes(byte)
      return null
    },
    reset: forget,
  }
}
