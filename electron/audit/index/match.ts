// Which records fit a query, and what is counted over them: one pass over the columns.
import { type FacetView, facetNames, type RecordQuery, type SurveyView } from '../../contract/audit-views.js'
import type { Book } from './book.js'
import { type Chunk, chunkSize } from './chunk.js'
import { Bars, barsFor } from './histogram.js'

/** The records that fit, among the first `size`. */
export interface Match {
  readonly size: number
  /** Number of the chunk that the first mark is for. */
  readonly firstChunk: number
  readonly total: number
  /** For each chunk 1 where a record fits. */
  readonly marks: readonly Uint8Array[]
  readonly counts: readonly number[]
}

/** Values of a facet that are shown. */
const shownValues = 12

/** @param texts for each chunk 1 where the words of the query were found; null where it has none */
export function survey(
  book: Book,
  query: RecordQuery,
  size: number,
  texts: readonly Uint8Array[] | null,
): { match: Match; view: SurveyView } {
  const facets = facetNames.map((name, facet) => new Facet(book, facet, query.facets[name] ?? []))
  const bars = new Bars(book, barsFor(query.since ?? book.earliest, query.until ?? book.latest + 1))
  const marks: Uint8Array[] = []
  const counts: number[] = []
  book.chunks.forEach((chunk, place) => {
    const mark = new Uint8Array(chunkSize)
    const [from, to] = book.span(place)
    const reach = Math.min(to, size - (book.firstChunk + place) * chunkSize)
    marks.push(mark)
    counts.push(pass(chunk, [from, reach], query, texts?.[place], facets, bars, mark))
  })
  const total = counts.reduce((sum, count) => sum + count, 0)
  const views = Object.fromEntries(facetNames.map((name, place) => [name, facets[place]!.view()]))
  return {
    match: { size, firstChunk: book.firstChunk, total, marks, counts },
    view: { size, total, facets: views as SurveyView['facets'], histogram: size === book.first ? null : bars.view() },
  }
}

class Facet {
  /** By code: 1 where it was chosen, or nothing was. */
  readonly open: Uint8Array | null
  readonly counts: Uint32Array
  readonly #chosen: readonly number[]

  constructor(
    private readonly book: Book,
    private readonly facet: number,
    chosen: readonly string[],
  ) {
    this.counts = new Uint32Array(book.values.count(facet))
    this.#chosen = chosen.map((text) => book.values.find(facet, text))
    this.open = chosen.length === 0 ? null : new Uint8Array(this.counts.length)
    // A text that no record has: nothing fits, and code 0 is for records without one.
    for (const code of this.#chosen) if (code !== 0) this.open![code] = 1
  }

  view(): FacetView {
    const { counts } = this
    const present = Array.from(counts.keys()).filter((code) => code !== 0 && counts[code]! > 0)
    const first = present.sort((a, b) => counts[b]! - counts[a]! || a - b).slice(0, shownValues)
    const others = this.#chosen.filter((code) => code !== 0 && !first.includes(code))
    const shown = [...first, ...others]
    const values = shown.map((code) => ({ value: this.book.values.text(this.facet, code)!, count: counts[code]! }))
    return { values, more: present.length - first.length - others.filter((code) => counts[code]! > 0).length }
  }
}

function pass(
  chunk: Chunk,
  [begin, end]: readonly [from: number, to: number],
  { since, until }: RecordQuery,
  texts: Uint8Array | undefined,
  facets: readonly Facet[],
  bars: Bars,
  mark: Uint8Array,
): number {
  const narrowed = facets.flatMap(({ open }, facet) =>
    open === null ? [] : [{ facet, open, codes: chunk.facets[facet]! }],
  )
  const [from, to] = [since ?? Number.NEGATIVE_INFINITY, until ?? Number.POSITIVE_INFINITY]
  const columns = chunk.facets.map((codes, facet) => ({ codes, counts: facets[facet]!.counts }))
  let fitting = 0
  for (let slot = begin; slot < end; slot += 1) {
    const at = chunk.at[slot]!
    if (at < from || at >= to || texts?.[slot] === 0) continue
    let failed = -1
    let fails = 0
    for (const { facet, open, codes } of narrowed)
      if (open[codes[slot]!] === 0) {
        fails += 1
        failed = facet
      }
    if (fails > 1) continue
    // A facet's own choice does not narrow its own counts: one can see what else there is to choose.
    if (fails === 1) {
      const { codes, counts } = columns[failed]!
      counts[codes[slot]!]! += 1
      continue
    }
    mark[slot] = 1
    fitting += 1
    for (const { codes, counts } of columns) counts[codes[slot]!]! += 1
    bars.count(at, chunk.facets[0]![slot]!)
  }
  return fitting
}

/** Numbers of the records that fit, newest first: `limit` of them after the first `skip`. */
export function ranked({ marks, counts, firstChunk }: Match, skip: number, limit: number): number[] {
  const found: number[] = []
  let rest = skip
  for (let n = marks.length - 1; n >= 0 && found.length < limit; n -= 1) {
    if (rest >= counts[n]!) {
      rest -= counts[n]!
      continue
    }
    for (let slot = chunkSize - 1; slot >= 0 && found.length < limit; slot -= 1) {
      if (marks[n]![slot] === 0) continue
      if (rest > 0) rest -= 1
      else found.push((firstChunk + n) * chunkSize + slot)
    }
  }
  return found
}
