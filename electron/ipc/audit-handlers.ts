// The handlers of what the window asks of the log.
import type { RecordDetail, RecordQuery, RecordRow, SurveyView } from '../contract/audit-views.js'
import type { CommandAnswer, CommandArgs, CommandName } from '../contract/commands.js'
import type {
  ExportedView,
  PrunedView,
  PrunePlanView,
  ReceiptForm,
  ReceiptView,
  RunView,
  TakenView,
} from '../contract/keeping-views.js'
import type { ReportQuestion, ReportView } from '../contract/report-views.js'
import type { RecordView, VerifyView } from '../contract/views.js'

/** What leaves the station, and what is dropped from it. */
export interface KeepingDoors {
  readonly exportLog: () => Promise<ExportedView | null>
  readonly cosign: (witness: string | null) => Promise<TakenView | null>
  readonly planPruning: (days: number) => Promise<PrunePlanView | null>
  readonly prune: (size: number) => Promise<PrunedView>
}

export interface AuditDoors extends KeepingDoors {
  readonly list: (limit: number, before: number | null) => Promise<RecordView[]>
  readonly survey: (query: RecordQuery) => Promise<SurveyView>
  readonly rows: (asked: {
    readonly query: RecordQuery
    readonly size: number
    readonly skip: number
    readonly limit: number
  }) => Promise<RecordRow[]>
  readonly record: (seq: number) => Promise<RecordDetail>
  readonly verify: () => Promise<VerifyView>
  readonly stop: (what: 'verify' | 'paper') => void
  readonly report: (question: ReportQuestion) => Promise<ReportView>
  readonly csv: (query: RecordQuery) => Promise<{ file: string; records: number } | null>
  readonly print: (question: ReportQuestion) => Promise<{ file: string } | null>
  readonly reportCsv: (question: ReportQuestion) => Promise<{ file: string; records: number } | null>
  readonly runs: () => Promise<RunView[]>
  readonly receipt: (attempt: string) => Promise<ReceiptView>
  readonly receiptPaper: (attempt: string, form: ReceiptForm) => Promise<{ file: string } | null>
}

type AuditCommand = Extract<CommandName, `audit/${string}`>
export type AuditHandlers = {
  readonly [Name in AuditCommand]: (args: CommandArgs<Name>) => Promise<CommandAnswer<Name>>
}

export const auditHandlers = (doors: AuditDoors): AuditHandlers => ({
  'audit/list': ({ limit, before }) => doors.list(limit, before),
  'audit/survey': ({ query }) => doors.survey(query),
  'audit/rows': (asked) => doors.rows(asked),
  'audit/record': ({ seq }) => doors.record(seq),
  'audit/verify': () => doors.verify(),
  'audit/stop': async ({ what }) => {
    doors.stop(what)
    return null
  },
  'audit/report': ({ question }) => doors.report(question),
  'audit/csv': ({ query }) => doors.csv(query),
  'audit/print': ({ question }) => doors.print(question),
  'audit/report-csv': ({ question }) => doors.reportCsv(question),
  'audit/runs': () => doors.runs(),
  'audit/receipt': ({ attempt }) => doors.receipt(attempt),
  'audit/receipt-paper': ({ attempt, form }) => doors.receiptPaper(attempt, form),
  'audit/export': () => doors.exportLog(),
  'audit/cosign': ({ witness }) => doors.cosign(witness),
  'audit/prune-plan': ({ days }) => doors.planPruning(days),
  'audit/prune': ({ size }) => doors.prune(size),
})
