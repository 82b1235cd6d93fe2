// What the window may ask of the log.
import { z } from 'zod'
import { queryShape, type RecordDetail, type RecordQuery, type RecordRow, type SurveyView } from './audit-views.js'
import { type ReportQuestion, type ReportView, reportShape } from './report-views.js'
import { nothing, row } from './row.js'
import type { RecordView, VerifyView } from './views.js'

const seq = z.int().min(0)
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
} as const
