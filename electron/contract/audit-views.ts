// What the audit screen asks for and what it is shown: questions to the index, pages of records, a record with its proof.
import { z } from 'zod'
import type { Outcome } from './values.js'

/** What records are told apart by: each is one text a record, or nothing. */
export const facetNames = ['outcome', 'type', 'operator', 'device', 'model', 'key'] as const
export type FacetName = (typeof facetNames)[number]

/** Outcomes as the index knows them: those of results, and that of an attempt without one. */
export type RecordOutcome = Outcome | 'interrupted'

const words = z.string().max(100)
const chosen = z.array(z.string().min(1).max(400)).max(32).optional()

/** Everything given must fit: each word of the text, one of the values of each facet, the time (`until` is not included). */
export const queryShape = z.strictObject({
  text: words,
  facets: z.strictObject(
    Object.fromEntries(facetNames.map((name) => [name, chosen])) as Record<FacetName, typeof chosen>,
  ),
  /** Wall clock, milliseconds since 1970. */
  since: z.int().nullable(),
  until: z.int().nullable(),
})
export interface RecordQuery {
  readonly text: string
  readonly facets: { readonly [Name in FacetName]?: readonly string[] | undefined }
  readonly since: number | null
  readonly until: number | null
}
export const everything: RecordQuery = { text: '', facets: {}, since: null, until: null }

/** How far the index is: it follows the log by itself, and is made anew where it is missing or damaged. */
export interface IndexView {
  readonly state: 'building' | 'ready' | 'failed'
  /** Records in the index. */
  readonly size: number
  /** Why it is being made anew, or cannot be; null where it simply follows. */
  readonly because: 'missing' | 'damaged' | 'of-another-log' | 'log-unreadable' | 'not-saved' | null
}

export interface FacetView {
  /** Most frequent first; values that were chosen are always among them. */
  readonly values: readonly { readonly value: string; readonly count: number }[]
  /** How many values more there are. */
  readonly more: number
}

export interface SurveyView {
  /** Number of records that were looked at: pages of this survey are asked for with it. */
  readonly size: number
  /** How many of them fit. */
  readonly total: number
  /** Each counted as if nothing were chosen in it. */
  readonly facets: Readonly<Record<FacetName, FacetView>>
  readonly histogram: HistogramView | null
}
/** Bars of equal width in milliseconds from `from` on. */
export interface HistogramView {
  readonly from: number
  readonly width: number
  readonly bars: readonly { readonly all: number; readonly good: number; readonly bad: number }[]
}

export interface RecordRow {
  readonly seq: number
  readonly type: string
  readonly wall: string
  readonly operator: string
  readonly device: string | null
  readonly key: string | null
  readonly outcome: RecordOutcome | null
}

/** One record with what shows that it is in the log. */
export interface RecordDetail extends RecordRow {
  readonly model: string | null
  readonly role: string
  readonly attempt: string | null
  /** The record as stored, indented. It holds no key material by construction. */
  readonly text: string
  /** Check values are kept back while people read one. */
  readonly withheld: boolean
  readonly place: { readonly segment: number; readonly offset: number; readonly bytes: number }
  readonly proof: InclusionView
}

/** RFC 6962 2.1.1: hashes in upper-case hex. */
export interface InclusionView {
  readonly leaf: string
  /** Size of the tree whose signed checkpoint it leads to. */
  readonly size: number
  readonly path: readonly string[]
  readonly root: string
  /** Whether leaf and path lead to the root. */
  readonly leads: boolean
  /** Whether the checkpoint states that root and is signed by the key that the log names for it. */
  readonly signed: boolean
}
