// Signed checkpoints read from front to back. Nothing is judged here but where a whole one ends.
import { openIfThere } from './durable.js'
import type { FileDoor } from './files.js'
import { longestNote } from './note.js'
import { Source } from './source.js'

export type NotePiece =
  | { readonly kind: 'note'; readonly at: number; readonly note: string }
  | { readonly kind: 'torn'; readonly at: number; readonly length: number }
  | { readonly kind: 'end'; readonly at: number }

/** Signed checkpoints, one after the other: five lines each, so `tail -n 5` is the newest as other tools read it. */
export class NoteReader {
  readonly #source: Source
  private constructor(
    private readonly files: FileDoor,
    private readonly fd: number,
    patience: number,
  ) {
    this.#source = new Source(files, fd, patience)
  }

  /** @returns null where there is no such file */
  static async open(files: FileDoor, path: string, patience = 0): Promise<NoteReader | null> {
    const fd = await openIfThere(files, path)
    return fd === null ? null : new NoteReader(files, fd, patience)
  }

  /** @param wanted whether one must come: waits for a writer then */
  async next(wanted: boolean): Promise<NotePiece> {
    const at = this.#source.at
    let held = await this.#source.peek(longestNote)
    while (wanted && noteEnd(held) === 0 && held.length < longestNote) {
      const before = held.length
      if ((await this.#source.expect(before + 1)).length === before) break
      held = await this.#source.peek(longestNote)
    }
    const end = noteEnd(held)
    if (end > 0) {
      this.#source.take(end)
      return { kind: 'note', at, note: held.toString('utf8', 0, end) }
    }
    return held.length === 0 ? { kind: 'end', at } : { kind: 'torn', at, length: await this.#source.rest() }
  }

  close(): Promise<void> {
    return this.files.close(this.fd)
  }
}

function noteEnd(bytes: Buffer): number {
  let end = 0
  for (let lines = 0; lines < 5; lines += 1) {
    end = bytes.indexOf(0x0a, end) + 1
    if (end === 0) return 0
  }
  return end
}
