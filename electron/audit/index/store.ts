// The index on the disk: one SQLite file with a row for each full chunk. It may be deleted at any time, for all of it comes
// out of the log. One connection and journal_mode=DELETE: libsql's SQLite 3.45 has the fault of the WAL reset.
import { createHash } from 'node:crypto'
import Database from 'libsql'
import type { ChunkFacts, FullChunk } from './book.js'

/** A change of what a row holds is a new number: an index of another one is made anew. */
const version = 1
const memory = ':memory:'

interface Row {
  readonly columns: Uint8Array
  readonly words: Uint8Array
  readonly facts: string
  readonly digest: Uint8Array
}

export class Store {
  readonly #database: Database.Database
  #open = false
  /** A search asks it for every chunk. */
  #wordsOf: Database.Statement<unknown[]> | null = null

  private constructor(readonly path: string) {
    this.#database = new Database(path)
    this.#database.exec('PRAGMA journal_mode = DELETE')
    this.#database.exec('PRAGMA synchronous = FULL')
    this.#database.exec('PRAGMA cache_size = -8192')
  }

  /** @throws where the file is no database of this version, or cannot be opened */
  static open(path: string): Store {
    const store = new Store(path)
    try {
      store.#prepare()
      return store
    } catch (error) {
      store.close()
      throw error
    }
  }

  /** Where the disk takes nothing: gone with the process. */
  static inMemory = (): Store => Store.open(memory)

  #prepare(): void {
    const found = this.#number('PRAGMA user_version', 'user_version')
    if (found === version) return
    if (found !== 0) throw new Error('an index of another version')
    this.#database.exec(
      'CREATE TABLE chunk (n INTEGER PRIMARY KEY, columns BLOB NOT NULL, words BLOB NOT NULL, facts TEXT NOT NULL, digest BLOB NOT NULL)',
    )
    this.#database.exec(`PRAGMA user_version = ${version}`)
  }

  #number(sql: string, name: string): number {
    return Number((this.#database.prepare(sql).get() as Record<string, unknown>)[name])
  }

  /** Number of the first chunk, and how many there are. */
  get range(): { readonly first: number; readonly count: number } {
    const range = this.#database.prepare('SELECT coalesce(min(n), 0) AS first, count(*) AS count FROM chunk').get()
    const { first, count } = range as { first: number; count: number }
    return { first, count }
  }

  /** @throws where the chunk is missing or not as it was put */
  get(n: number): FullChunk {
    const row = this.#database.prepare('SELECT columns, words, facts, digest FROM chunk WHERE n = ?').get(n) as
      | Row
      | undefined
    if (row === undefined || !Buffer.from(row.digest).equals(digestOf(n, row))) throw new Error('a damaged chunk')
    return { n, columns: row.columns, words: row.words, facts: JSON.parse(row.facts) as ChunkFacts }
  }

  words(n: number): Buffer {
    this.#wordsOf ??= this.#database.prepare('SELECT words FROM chunk WHERE n = ?')
    const row = this.#wordsOf.get(n) as Pick<Row, 'words'>
    const { buffer, byteOffset, byteLength } = row.words
    return Buffer.from(buffer, byteOffset, byteLength)
  }

  /** On the disk with the next `commit`. */
  put({ n, columns, words, facts }: FullChunk): void {
    if (!this.#open) this.#database.exec('BEGIN')
    this.#open = true
    const row = { columns, words, facts: JSON.stringify(facts) }
    // RETURNING through get would report success where the commit fails.
    this.#database
      .prepare('INSERT INTO chunk (n, columns, words, facts, digest) VALUES (?, ?, ?, ?, ?)')
      .run(n, Buffer.from(columns), Buffer.from(words), row.facts, digestOf(n, row))
  }

  commit(): void {
    if (!this.#open) return
    this.#open = false
    this.#database.exec('COMMIT')
  }

  close(): void {
    this.#database.close()
  }
}

function digestOf(n: number, { columns, words, facts }: Omit<Row, 'digest'>): Buffer {
  const lengths = `${n} ${columns.length} ${words.length}\n`
  return createHash('sha256').update(lengths).update(columns).update(words).update(facts).digest()
}
