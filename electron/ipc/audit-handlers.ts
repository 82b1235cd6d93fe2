// The handlers of what the window asks of the log.
import type { RecordDetail, RecordQuery, RecordRow, SurveyView } from '../contract/audit-views.js'
import type { CommandAnswer, CommandArgs, CommandName } from '../contract/commands.js'
import type { ReportQuestion, ReportView } from '../contract/report-views.js'
import type { RecordView, VerifyView } from '../contract/views.js'

export interface AuditDoors {
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
})
