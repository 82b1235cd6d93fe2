// The query of the screen, and the changes that people make to it.
import type { FacetName, RecordQuery } from '../../../electron/contract/audit-views.js'

export const facetNames = ['outcome', 'type', 'device', 'model', 'key', 'operator'] as const satisfies FacetName[]

export const everything: RecordQuery = { text: '', facets: {}, since: null, until: null }

export const isEverything = ({ text, facets, since, until }: RecordQuery): boolean =>
  text.trim() === '' && since === null && until === null && facetNames.every((name) => !facets[name]?.length)

/** Chooses a value of a facet, or takes the choice back. */
export function toggled(query: RecordQuery, name: FacetName, value: string): RecordQuery {
  const chosen = query.facets[name] ?? []
  const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
  return { ...query, facets: { ...query.facets, [name]: next } }
}

export const cleared = (query: RecordQuery, name: FacetName): RecordQuery => ({
  ...query,
  facets: { ...query.facets, [name]: [] },
})
