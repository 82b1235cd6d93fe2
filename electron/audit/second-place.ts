// newest-checkpoint: the newest signed checkpoint once more, outside log/. It shows a log cut at a record's border.
import { readIfThere } from './durable.js'
import type { FileDoor } from './files.js'
import { places } from './layout.js'
import { longestNote, statedSize, textOf, verifierOf } from './note.js'

/** `torn` holds no signed checkpoint; `other` holds a signed one that is not the log's: the key has signed twice. */
export type Judgement = 'equal' | 'behind' | 'ahead' | 'other' | 'torn' | 'missing'

export class SecondPlace {
  #same: 'equal' | 'other' | 'torn' = 'torn'
  readonly #size: number | null

  private constructor(private readonly note: string | null) {
    this.#size = note === null ? null : statedSize(note)
  }

  static async read(files: FileDoor, dir: string): Promise<SecondPlace> {
    const bytes = await readIfThere(files, places(dir).newest, longestNote + 1)
    return new SecondPlace(bytes?.toString('utf8') ?? null)
  }

  /** Hears every checkpoint of the log: its size, the note, and the key that had to sign it. */
  heard(size: number, note: string, vkey: string): void {
    if (size !== this.#size) return
    const here = this.note!
    if (here === note) this.#same = 'equal'
    else if (verifierOf(vkey)?.signed(here, textOf(here))) this.#same = 'other'
  }

  /** @param sealed number of checkpoints in the log */
  judge(sealed: number): Judgement {
    if (this.note === null) return 'missing'
    if (this.#size === null) return 'torn'
    if (this.#size > sealed) return 'ahead'
    return this.#same === 'equal' && this.#size < sealed ? 'behind' : this.#same
  }
}
