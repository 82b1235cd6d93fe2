// Reports: what each kind is made of, and the making of one in a pass over the whole log.
import type { ReportKind, ReportQuestion, ReportView } from '../../contract/report-views.js'
import type { FileDoor } from '../files.js'
import type { AuditRecord } from '../record.js'
import { deviceReport } from './device.js'
import { duplicatesReport } from './duplicates.js'
import { operatorReport } from './operator.js'
import { type PassOptions, passOver } from './pass.js'
import { recordsReport } from './records.js'
import { runReport } from './run.js'
import { Stories, type Story } from './stories.js'
import { shortened } from './table.js'
import { unsettledReport } from './unsettled.js'

export interface Report {
  /** Hears every record, before what it makes of its attempt. */
  hear(record: AuditRecord, stories: Stories): void
  /** Hears every attempt that has an outcome, once. */
  end(story: Story): void
  view(stories: Stories): Pick<ReportView, 'figures' | 'tables'>
}

type Of<Kind extends ReportKind> = Extract<ReportQuestion, { readonly kind: Kind }>

const reports: { readonly [Kind in ReportKind]: (question: Of<Kind>) => Report } = {
  run: ({ run }) => runReport(run),
  operator: ({ operator }) => operatorReport(operator),
  device: ({ device }) => deviceReport(device),
  duplicates: duplicatesReport,
  unsettled: unsettledReport,
  records: ({ query }) => recordsReport(query),
}

/** @param options `most`: rows of each table; all where absent @throws as passOver */
export async function makeReport(
  files: FileDoor,
  dir: string,
  question: ReportQuestion,
  options: PassOptions & { readonly now: () => number; readonly most?: number },
): Promise<ReportView> {
  const report = (reports[question.kind] as (question: ReportQuestion) => Report)(question)
  const stories = new Stories((story) => report.end(story))
  const hear = (record: AuditRecord) => {
    report.hear(record, stories)
    stories.heard(record)
  }
  // Of what was dropped, attempts without a known result still count.
  const carried = (record: AuditRecord) => stories.heard(record)
  const { identity, size, dropped, root, signed } = await passOver(files, dir, hear, { ...options, carried })
  const { stationId, mode } = identity
  const madeAt = new Date(options.now()).toISOString()
  const log = { stationId, mode, size, dropped, root: root.toString('base64'), signed, madeAt, verified: null }
  const { figures, tables } = report.view(stories)
  const most = options.most ?? Number.POSITIVE_INFINITY
  return { question, figures, tables: tables.map((table) => shortened(table, most)), log }
}
