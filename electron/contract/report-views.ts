// Reports over the whole log: what can be asked, and the answer as tables that screen, PDF and CSV show alike.
import { z } from 'zod'
import { queryShape, type RecordQuery } from './audit-views.js'
import type { VerifyView } from './views.js'

const name = z.string().min(1).max(400)
export const reportShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('run'), run: name }),
  z.strictObject({ kind: z.literal('operator'), operator: name }),
  z.strictObject({ kind: z.literal('device'), device: name }),
  z.strictObject({ kind: z.literal('duplicates') }),
  z.strictObject({ kind: z.literal('unsettled') }),
  z.strictObject({ kind: z.literal('records'), query: queryShape }),
])
export type ReportQuestion =
  | { readonly kind: 'run'; readonly run: string }
  | { readonly kind: 'operator'; readonly operator: string }
  | { readonly kind: 'device'; readonly device: string }
  | { readonly kind: 'duplicates' | 'unsettled' }
  /** The records of a query, as the screen shows them. */
  | { readonly kind: 'records'; readonly query: RecordQuery }
export type ReportKind = ReportQuestion['kind']

/** How a cell is to be read: the page has words for types and outcomes, and forms for numbers and times. */
export type CellKind = 'text' | 'seq' | 'time' | 'count' | 'outcome' | 'kcv' | 'what'
export interface ColumnView {
  /** The page has its title by this name. */
  readonly name: string
  readonly kind: CellKind
}
export type Cell = string | number | null
export interface TableView {
  readonly name: string
  readonly columns: readonly ColumnView[]
  readonly rows: readonly (readonly Cell[])[]
  /** Rows left out because there were too many to show; the CSV has all. */
  readonly omitted: number
}

export interface ReportView {
  readonly question: ReportQuestion
  /** Single figures, by the name the page knows them under. */
  readonly figures: readonly { readonly name: string; readonly value: Cell; readonly kind: CellKind }[]
  readonly tables: readonly TableView[]
  /** The log as it was read for this report: all of it, from its first record. */
  readonly log: ReportLog
}
export interface ReportLog {
  readonly stationId: string
  readonly mode: 'lab' | 'production'
  readonly size: number
  /** The first so many were dropped after archiving: the report does not cover them. */
  readonly dropped: number
  /** Root of the tree over exactly these records, base64 as in a checkpoint. */
  readonly root: string
  /** Whether the newest checkpoint states that root and is signed by the key that the log names for it. */
  readonly signed: boolean
  /** ISO 8601. */
  readonly madeAt: string
  /** The last verification in this window; null where there was none. */
  readonly verified: Pick<VerifyView, 'verdict' | 'size' | 'root' | 'trust'> | null
}
