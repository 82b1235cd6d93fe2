// What the index knows of a record: when, one text or none in each facet, and the words that it can be found by.
import { type FacetName, facetNames, type RecordQuery } from '../../contract/audit-views.js'
import { serialOf } from '../filter.js'
import type { AuditRecord } from '../record.js'

export interface Facts {
  /** Wall clock, milliseconds since 1970. */
  readonly at: number
  /** In the order of `facetNames`. */
  readonly facets: readonly (string | null)[]
  /** Lower case, one line. What stands in a facet is not repeated. */
  readonly words: string
}

/** The fields that records of several types share, as far as this one has them. */
interface Shared {
  readonly outcome?: string
  readonly label?: string
  readonly kcv?: { readonly label?: string } | null
  readonly device?: { readonly model?: string | null } | null
}

const readings: Readonly<Record<FacetName, (record: AuditRecord, body: Shared) => string | null>> = {
  outcome: ({ type }, { outcome }) => (type === 'attempt-interrupted' ? 'interrupted' : (outcome ?? null)),
  type: ({ type }) => type,
  operator: ({ actors }) => actors.join(', '),
  device: (record) => serialOf(record),
  model: (_, { device }) => device?.model ?? null,
  key: (_, { label, kcv }) => label ?? kcv?.label ?? null,
}

export function factsOf(record: AuditRecord): Facts {
  const body = record.body as Shared
  const facets = facetNames.map((name) => readings[name](record, body) || null)
  return { at: Date.parse(record.wall), facets, words: wordsOf(record.body, facets) }
}

/** Closed lists and hashes: nobody looks for one of them among texts. */
const unsearched: ReadonlySet<string> = new Set([
  ...['usage', 'algorithm', 'form', 'method', 'provenance', 'verdict', 'state', 'mode', 'across'],
  ...['serialSource', 'expectedSource', 'source', 'sha256', 'jobHash', 'vkey'],
])

function wordsOf(body: unknown, facets: readonly (string | null)[]): string {
  const found = new Set<string>()
  collect(body, found)
  for (const text of facets) if (text !== null) found.delete(text)
  return [...found].join('\t').toLowerCase()
}

function collect(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') into.add(value)
  else if (Array.isArray(value)) for (const inner of value) collect(inner, into)
  else if (typeof value === 'object' && value !== null)
    for (const name in value) if (!unsearched.has(name)) collect((value as Record<string, unknown>)[name], into)
}

/** The words of a query's text: every one must be found, in the words or in a facet. */
export const wordsIn = (text: string): string[] => [...new Set(text.toLowerCase().split(/\s+/).filter(Boolean))]

/** Whether a record fits, by its facts alone: what the index answers faster. */
export function fits({ at, facets, words }: Facts, query: RecordQuery): boolean {
  if (query.since !== null && at < query.since) return false
  if (query.until !== null && at >= query.until) return false
  const chosen = facetNames.every((name, place) => {
    const values = query.facets[name]
    return values === undefined || values.length === 0 || values.includes(facets[place] ?? '')
  })
  if (!chosen) return false
  const texts = [words, ...facets.map((text) => text?.toLowerCase() ?? '')]
  return wordsIn(query.text).every((word) => texts.some((text) => text.includes(word)))
}
