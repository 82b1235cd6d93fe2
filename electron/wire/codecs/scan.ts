// The scanner every codec shares: bounded memory, and after a false start the bytes behind it are looked at again.
import type { Frame, FrameDecoder, Garbage, GarbageKind } from '../frame.js'

/**
 * Judges the bytes from `start`: a frame of `take` bytes, one byte to `drop`, or null while more bytes are needed.
 * It must say the same of the same bytes however many follow, so that a split of the stream changes nothing.
 */
export type Look = (bytes: Uint8Array, start: number, end: number) => Judgement | null
export type Judgement =
  | { readonly take: number; readonly body: Uint8Array }
  /** `noise`: how many bytes behind the one dropped start no frame either. */
  | { readonly drop: GarbageKind; readonly noise?: number }

/** @param whole bytes of the longest whole frame; twice that is all the memory it uses */
export function scan(whole: number, look: Look): FrameDecoder {
  const held = new Uint8Array(whole * 2)
  let start = 0
  let end = 0

  /** What has been judged is wiped: it may hold a key that the device echoed. */
  const pass = (bytes: number): void => {
    // A loop: pieces are short, and a call to fill costs more than they do.
    for (const until = start + bytes; start < until; start++) held[start] = 0
  }

  const walk = (found: (Frame | Garbage)[], ended: boolean): void => {
    while (start < end) {
      const judged = look(held, start, end) ?? (ended || end - start >= whole ? TRUNCATED : null)
      if (!judged) return
      if ('take' in judged) {
        found.push({ kind: 'frame', body: judged.body })
        pass(judged.take)
      } else {
        const { drop: kind, noise = 0 } = judged
        drop(found, kind, 1)
        if (noise > 0) drop(found, 'noise', noise)
        pass(1 + noise)
      }
    }
  }

  return {
    push(chunk) {
      const found: (Frame | Garbage)[] = []
      let from = 0
      while (from < chunk.length) {
        if (start === end) start = end = 0
        else if (end === held.length) {
          held.copyWithin(0, start, end)
          held.fill(0, end - start)
          end -= start
          start = 0
        }
        const taken = Math.min(chunk.length - from, held.length - end)
        for (const until = from + taken; from < until; from++) held[end++] = chunk[from]!
        walk(found, false)
      }
      return found
    },
    end() {
      const found: (Frame | Garbage)[] = []
      walk(found, true)
      return found
    },
  }
}

const TRUNCATED: Judgement = { drop: 'bad-length' }

/** Neighbours of one kind become one entry, so that a megabyte of noise is one number. */
function drop(found: (Frame | Garbage)[], kind: GarbageKind, bytes: number): void {
  const last = found.at(-1)
  if (last?.kind === kind) found[found.length - 1] = { kind, bytes: last.bytes + bytes }
  else found.push({ kind, bytes })
}
