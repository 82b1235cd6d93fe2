// Records read out of the segments from front to back. Nothing is judged here but where a whole frame ends.
import { openIfThere } from './durable.js'
import type { FileDoor } from './files.js'
import { frameHeader, frameLength, longestFrame, unframe } from './frame.js'
import { places, segmentsAmong } from './layout.js'
import { Source } from './source.js'

export interface Place {
  readonly segment: number
  /** Byte offset in the segment. */
  readonly offset: number
}

export type Piece =
  | (Place & { readonly kind: 'record'; readonly bytes: Buffer })
  /** `length` bytes at the very end that are no whole frame, few enough to be one write cut short. */
  | (Place & { readonly kind: 'torn'; readonly length: number })
  /** No whole frame, and no tail either. */
  | (Place & { readonly kind: 'broken' })
  | (Place & { readonly kind: 'end' })

/**
 * Whoever asks on after an `end` looks again for what a writer has added meanwhile.
 * @param patience see Source
 * @throws the system's error where a file cannot be read
 */
export async function* readPieces(files: FileDoor, dir: string, patience = 0): AsyncGenerator<Piece, void, undefined> {
  const place = places(dir)
  const lastSegment = async () => segmentsAmong(await files.list(place.log)).at(-1) ?? -1
  if ((await lastSegment()) === -1) return yield { kind: 'end', segment: 0, offset: 0 }
  for (let segment = 0; ; segment += 1) {
    const fd = await openIfThere(files, place.segment(segment))
    if (fd === null) return yield { kind: 'broken', segment, offset: 0 }
    try {
      const source = new Source(files, fd, patience)
      for (let isLast = true; isLast; ) {
        let piece: Piece | null = null
        for await (piece of readSegment(source, segment)) if (piece.kind === 'record') yield piece
        const { kind, offset } = piece!
        isLast = segment >= (await lastSegment())
        if (isLast) yield piece!
        // Before it was listed a writer may have filled this one and begun the next.
        else if (kind === 'end' && (await source.rest()) > 0) isLast = true
        // Only the last segment is ever written to: the others end with a whole frame and are not empty.
        else if (kind !== 'end' || offset === 0) return yield { kind: 'broken', segment, offset }
      }
    } finally {
      await files.close(fd)
    }
  }
}

async function* readSegment(source: Source, segment: number): AsyncGenerator<Piece, void, undefined> {
  for (;;) {
    const offset = source.at
    const header = await source.peek(frameHeader)
    if (header.length === 0) return yield { kind: 'end', segment, offset }
    const bytes = await wholeFrame(source)
    if (bytes === null) {
      const length = await source.rest()
      return yield length <= longestFrame
        ? { kind: 'torn', segment, offset, length }
        : { kind: 'broken', segment, offset }
    }
    source.take(frameHeader + bytes.length)
    yield { kind: 'record', segment, offset, bytes }
  }
}

async function wholeFrame(source: Source): Promise<Buffer | null> {
  const header = await source.expect(frameHeader)
  const length = header.length < frameHeader ? null : frameLength(header)
  if (length === null) return null
  const framed = await source.expect(frameHeader + length)
  return framed.length < frameHeader + length ? null : unframe(framed)
}
