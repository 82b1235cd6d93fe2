// Records and their checkpoints read out of the segments from front to back. Nothing is judged here but where a whole one ends.
import { longestGroup } from './append.js'
import { openIfThere } from './durable.js'
import type { FileDoor } from './files.js'
import { frameHeader, frameLength, unframe } from './frame.js'
import { places, segmentsAmong } from './layout.js'
import { longestNote, newline, noteEnd } from './note.js'
import { Source } from './source.js'

export interface Place {
  readonly segment: number
  /** Byte offset in the segment. */
  readonly offset: number
}

export type Piece =
  | (Place & { readonly kind: 'record'; readonly bytes: Buffer })
  /** A signed checkpoint, without the newline before it. */
  | (Place & { readonly kind: 'note'; readonly note: string })
  /** `length` bytes at the very end that are neither, few enough to be one group of appends cut short. */
  | (Place & { readonly kind: 'torn'; readonly length: number })
  /** Neither of the two, and no tail either. */
  | (Place & { readonly kind: 'broken' })
  | (Place & { readonly kind: 'end' })

/**
 * Whoever asks on after an `end` looks again for what a writer has added meanwhile.
 * @param patience see Source
 * @param from where a record begins, or nothing yet
 * @throws the system's error where a file cannot be read
 */
export async function* readPieces(
  files: FileDoor,
  dir: string,
  patience = 0,
  from: Place = { segment: 0, offset: 0 },
): AsyncGenerator<Piece, void, undefined> {
  const place = places(dir)
  const lastSegment = async () => segmentsAmong(await files.list(place.log)).at(-1) ?? -1
  if ((await lastSegment()) === -1) return yield { kind: 'end', segment: 0, offset: 0 }
  for (let { segment } = from; ; segment += 1) {
    const fd = await openIfThere(files, place.segment(segment))
    if (fd === null) return yield { kind: 'broken', segment, offset: 0 }
    try {
      const source = new Source(files, fd, patience, segment === from.segment ? from.offset : 0)
      for (let isLast = true; isLast; ) {
        let piece: Piece | null = null
        for await (piece of readSegment(source, segment)) if (isWhole(piece)) yield piece
        const { kind, offset } = piece!
        isLast = segment >= (await lastSegment())
        if (isLast) yield piece!
        // Before it was listed a writer may have filled this one and begun the next.
        else if (kind === 'end' && (await source.rest()) > 0) isLast = true
        // Only the last segment is ever written to: the others end with a whole checkpoint and are not empty.
        else if (kind !== 'end' || offset === 0) return yield { kind: 'broken', segment, offset }
      }
    } finally {
      await files.close(fd)
    }
  }
}

const isWhole = ({ kind }: Piece): boolean => kind === 'record' || kind === 'note'

async function* readSegment(source: Source, segment: number): AsyncGenerator<Piece, void, undefined> {
  let sealed = true
  for (;;) {
    const offset = source.at
    // After a record its checkpoint must come: a writer may be about to write it.
    const first = sealed ? await source.peek(1) : await source.expect(1)
    if (first.length === 0) return yield { kind: 'end', segment, offset }
    const note = first[0] === newline ? await wholeNote(source) : null
    const bytes = first[0] === newline ? null : await wholeFrame(source)
    if (note !== null) {
      source.take(1 + Buffer.byteLength(note))
      sealed = true
      yield { kind: 'note', segment, offset, note }
    } else if (bytes !== null) {
      source.take(frameHeader + bytes.length)
      sealed = false
      yield { kind: 'record', segment, offset, bytes }
    } else {
      const length = await source.rest()
      // An append cut short begins with its record: half a checkpoint after a whole one is no tail.
      const isTail = length <= longestGroup && !(sealed && first[0] === newline)
      return yield isTail ? { kind: 'torn', segment, offset, length } : { kind: 'broken', segment, offset }
    }
  }
}

async function wholeFrame(source: Source): Promise<Buffer | null> {
  const header = await source.expect(frameHeader)
  const length = header.length < frameHeader ? null : frameLength(header)
  if (length === null) return null
  const framed = await source.expect(frameHeader + length)
  return framed.length < frameHeader + length ? null : unframe(framed)
}

async function wholeNote(source: Source): Promise<string | null> {
  const longest = 1 + longestNote
  let held = await source.peek(longest)
  while (noteEnd(held, 1) === 0 && held.length < longest) {
    const before = held.length
    if ((await source.expect(before + 1)).length === before) return null
    held = await source.peek(longest)
  }
  const end = noteEnd(held, 1)
  return end === 0 ? null : held.toString('utf8', 1, end)
}
