// What the window may ask of the log.
import { z } from 'zod'
import { queryShape, type RecordDetail, type RecordQuery, type RecordRow, type SurveyView } from './audit-views.js'
import {
  type ExportedView,
  type PrunedView,
  type PrunePlanView,
  type ReceiptForm,
  type ReceiptView,
  type RunView,
  receiptForms,
  type TakenView,
} from './keeping-views.js'
import { type ReportQuestion, type ReportView, reportShape } from './report-views.js'
import { nothing, row } from './row.js'
import type { RecordView, VerifyView } from './views.js'

const seq = z.int().min(0)
const attempt = z.string().regex(/^[A-Za-z0-9_./-]{1,80}$/)
/** A witness's own line, `name+hash+base64`; whether it is a key is said where it is used. */
const vkey = z.string().regex(/^[\x21-\x7e]{1,200}$/)
/** Rows of one page: what a screen shows, and some more. */
const limit = z.int().min(1).max(200)

export const auditCommands = {
  /** The newest records before a number, without a query. */
  'audit/list': row<z.ZodType<{ limit: number; before: number | null }>, RecordView[]>(
    z.strictObject({ limit, before: seq.nullable() }),
  ),
  /** How many records fit, and which values there are to narrow it down by. */
  'audit/survey': row<z.ZodType<{ query: RecordQuery }>, SurveyView>(z.strictObject({ query: queryShape })),
  /** A page of a survey, newest first. */
  'audit/rows': row<z.ZodType<{ query: RecordQuery; size: number; skip: number; limit: number }>, RecordRow[]>(
    z.strictObject({ query: queryShape, size: seq, skip: seq, limit }),
  ),
  'audit/record': row<z.ZodType<{ seq: number }>, RecordDetail>(z.strictObject({ seq })),
  'audit/verify': row<typeof nothing, VerifyView>(nothing),
  /** Stops a verification, or a report or export, that is under way. */
  'audit/stop': row<z.ZodType<{ what: 'verify' | 'paper' }>, null>(
    z.strictObject({ what: z.enum(['verify', 'paper']) }),
  ),
  'audit/report': row<z.ZodType<{ question: ReportQuestion }>, ReportView>(z.strictObject({ question: reportShape })),
  /** A person says in a dialog of main's where the file goes; null where nobody did. */
  'audit/csv': row<z.ZodType<{ query: RecordQuery }>, { file: string; records: number } | null>(
    z.strictObject({ query: queryShape }),
  ),
  'audit/print': row<z.ZodType<{ question: ReportQuestion }>, { file: string } | null>(
    z.strictObject({ question: reportShape }),
  ),
  /** The tables of a report with every row, for a spreadsheet. */
  'audit/report-csv': row<z.ZodType<{ question: ReportQuestion }>, { file: string; records: number } | null>(
    z.strictObject({ question: reportShape }),
  ),
  /** The runs of the log, the youngest first. */
  'audit/runs': row<typeof nothing, RunView[]>(nothing),
  'audit/receipt': row<z.ZodType<{ attempt: string }>, ReceiptView>(z.strictObject({ attempt })),
  'audit/receipt-paper': row<z.ZodType<{ attempt: string; form: ReceiptForm }>, { file: string } | null>(
    z.strictObject({ attempt, form: z.enum(receiptForms) }),
  ),
  /** The whole log in one file that verifies anywhere. */
  'audit/export': row<typeof nothing, ExportedView | null>(nothing),
  /** A person picks the note of a witness; `witness` is the key of one that counts from now on. */
  'audit/cosign': row<z.ZodType<{ witness: string | null }>, TakenView | null>(
    z.strictObject({ witness: vkey.nullable() }),
  ),
  /** A person picks an export; what it would let drop, the last so many days left. Nothing is dropped yet. */
  'audit/prune-plan': row<z.ZodType<{ days: number }>, PrunePlanView | null>(
    z.strictObject({ days: z.int().min(0).max(36_600) }),
  ),
  /** Drops what was planned last; `size` is what the plan said. */
  'audit/prune': row<z.ZodType<{ size: number }>, PrunedView>(z.strictObject({ size: seq })),
} as const
