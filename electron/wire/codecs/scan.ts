// The scanner every codec shares: bounded memory, and after a false start the bytes behind it are looked at again.
import type { Frame, FrameDecoder, Garbage, GarbageKind } from '../frame.js'

/**
 * Judges the bytes from `start`: a frame of `take` bytes, one byte to `drop`, or null while more bytes are needed.
 * It must say the same of the same bytes however many follow, so that a split of the stream changes nothing.
 */
export type Look = (bytes: Uint8Array, start: number, end: number) => Judgement | null
export type Judgement = { readonly take: number; readonly body: Uint8Array } | { readonly drop: GarbageKind }

/** @param whole bytes of the longest whole frame; twice that is all the memory it uses */
export function scan(whole: number, look: Look): FrameDecoder {
  const held = new Uint8Array(whole * 2)
  let start = 0
  let end = 0

  const walk = (found: (Frame | Garbage)[], ended: boolean): void => {
    while (start < end) {
      const judged = look(held, start, end) ?? (ended || end - start >= whole ? TRUNCATED : null)
      if (!judged) return
      if ('take' in judged) {
        found.push({ kind: 'frame', body: judged.body })
        start += judged.take
      } else {
        drop(found, judged.drop)
        start++
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
          end -= start
          start = 0
        }
        const taken = Math.min(chunk.length - from, held.length - end)
        held.set(chunk.subarray(from, from + taken), end)
        from += taken
        end += taken
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

const TRUNCATED = { drop: 'bad-length' } as const

/** Neighbours of one kind become one entry, so that a megabyte of noise is one number. */
function drop(found: (Frame | Garbage)[], kind: GarbageKind): void {
  const last = found.at(-1)
  if (last?.kind === kind) found[found.length - 1] = { kind, bytes: last.bytes + 1 }
  else found.push({ kind, bytes: 1 })
}
