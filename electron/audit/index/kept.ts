// The index file taken up again where it fits the log, and made anew where it does not.
import { existsSync, rmSync } from 'node:fs'
import type { IndexView } from '../../contract/audit-views.js'
import type { FileDoor } from '../files.js'
import { leafHash } from '../tree.js'
import { type Base, baseOf } from './base.js'
import { Book, type FullChunk } from './book.js'
import { readSealed } from './sealed.js'
import { Store } from './store.js'

export interface Kept {
  readonly store: Store
  readonly book: Book
  /** Why the book is empty; null where it was taken up. */
  readonly because: IndexView['because']
}

export async function takeUp(files: FileDoor, dir: string, path: string): Promise<Kept> {
  const base = await baseOf(files, dir)
  if (!existsSync(path)) return anew(path, base, 'missing')
  let store: Store | null = null
  try {
    store = Store.open(path)
    const book = new Book(base)
    const { first, count } = store.range
    const chunks = Array.from({ length: count }, (_, place) => first + place)
    // Of records that were dropped meanwhile it would show places that are gone.
    const fits = chunks.every((n) => fitsBase(store!.get(n), book))
    if (fits && (await fitsLog(files, dir, book))) return { store, book, because: null }
    store.close()
    return anew(path, base, 'of-another-log')
  } catch {
    store?.close()
    return anew(path, base, 'damaged')
  }
}

function fitsBase(chunk: FullChunk, book: Book): boolean {
  const fits = chunk.facts.base === book.first && chunk.n === book.firstChunk + book.chunks.length
  if (fits) book.restore(chunk)
  return fits
}

// Each record holds the hash of the one before: where the last one is the same, all before it are.
async function fitsLog(files: FileDoor, dir: string, book: Book): Promise<boolean> {
  if (book.chunks.length === 0) return true
  for await (const { records, note } of readSealed(files, dir, book.place(book.size - 1))) {
    // Of a log that ends here its checkpoint is not read again.
    if (records.length === 1) book.note = note
    return leafHash(records[0]!.bytes).toString('hex').toUpperCase() === book.head.prev
  }
  return false
}

/** Where the disk takes no file, the index lives in memory. */
export function anew(path: string, base: Base, because: IndexView['because']): Kept {
  try {
    for (const name of [path, `${path}-journal`]) rmSync(name, { force: true })
    return { store: Store.open(path), book: new Book(base), because }
  } catch {
    return inMemory(base)
  }
}

export const inMemory = (base: Base): Kept => ({
  store: Store.inMemory(),
  book: new Book(base),
  because: 'not-saved',
})
