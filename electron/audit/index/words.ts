// Text search: in which records every word is found, in their own words or in a facet's text. Measured against SQLite's LIKE
// and FTS5 in docs/decisions/0008; any part of a word is found, in any script.
import { facetNames } from '../../contract/audit-views.js'
import type { Book } from './book.js'
import { type Chunk, chunkSize } from './chunk.js'

/** @returns for each chunk of the book 1 where a record has all `words` */
export function textHits(book: Book, words: readonly string[], wordsOf: (n: number) => Buffer): Uint8Array[] {
  const asked = words.map((word) => ({
    bytes: Buffer.from(word, 'utf8'),
    holding: facetNames.map((_, facet) => book.values.holding(facet, word)),
  }))
  return book.chunks.map((chunk, place) => {
    const [from, length] = book.span(place)
    const text = place < book.roots.length ? wordsOf(book.firstChunk + place) : book.tailWords
    const hits = new Uint8Array(chunkSize).fill(1, from, length)
    for (const { bytes, holding } of asked) {
      const found = new Uint8Array(chunkSize)
      inFacets(chunk, length, holding, found)
      inWords(chunk, length, text, bytes, found)
      for (let slot = 0; slot < length; slot += 1) hits[slot]! &= found[slot]!
    }
    return hits
  })
}

function inFacets(chunk: Chunk, length: number, holding: readonly Uint8Array[], found: Uint8Array): void {
  holding.forEach((codes, facet) => {
    if (!codes.includes(1)) return
    const column = chunk.facets[facet]!
    for (let slot = 0; slot < length; slot += 1) if (codes[column[slot]!] === 1) found[slot] = 1
  })
}

function inWords(chunk: Chunk, length: number, text: Buffer, word: Buffer, found: Uint8Array): void {
  let slot = 0
  for (let at = text.indexOf(word); at >= 0; ) {
    while (slot + 1 < length && chunk.words[slot + 1]! <= at) slot += 1
    found[slot] = 1
    // The rest of this record's words can say nothing new.
    const next = slot + 1 < length ? chunk.words[slot + 1]! : text.length
    at = text.indexOf(word, next)
  }
}
