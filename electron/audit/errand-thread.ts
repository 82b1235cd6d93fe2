// A thread for one long piece of work over the log: it reads, reports how far it is, and ends with an answer or a fault.
import { parentPort, workerData } from 'node:worker_threads'
import type { RecordQuery } from '../contract/audit-views.js'
import { asFault } from '../contract/fault.js'
import type { ReportQuestion } from '../contract/report-views.js'
import { type ComparedLog, compareNote } from './anchors/take.js'
import { exportLog } from './export/export.js'
import { realFiles } from './files.js'
import type { Identity } from './layout.js'
import { receiptView } from './receipts/view.js'
import { writeCsv } from './reports/csv.js'
import type { PassOptions } from './reports/pass.js'
import { makeReport } from './reports/report.js'
import { writeReportCsv } from './reports/report-csv.js'
import { planPruning } from './retention/prune.js'
import { verifyDirectory } from './verify.js'

export interface ErrandArgs {
  readonly verify: { readonly vkey?: string }
  /** `most`: rows of each table. */
  readonly report: { readonly question: ReportQuestion; readonly most: number }
  readonly 'report-csv': { readonly path: string; readonly question: ReportQuestion }
  readonly csv: { readonly path: string; readonly query: RecordQuery }
  readonly receipt: { readonly attempt: string }
  readonly export: { readonly path: string; readonly app: string }
  readonly compare: { readonly path: string; readonly log: ComparedLog }
  readonly prune: { readonly archive: string; readonly before: number; readonly log: Identity }
}
export type ErrandName = keyof ErrandArgs

type Way = Required<PassOptions>

const errands = {
  verify: (dir: string, args: ErrandArgs['verify'], { onProgress, signal }: Way) =>
    verifyDirectory(dir, { ...args, signal, onProgress: ({ records }) => onProgress(records) }),
  report: (dir: string, { question, most }: ErrandArgs['report'], way: Way) =>
    makeReport(realFiles, dir, question, { ...way, most, now: Date.now }),
  'report-csv': (dir: string, { path, question }: ErrandArgs['report-csv'], way: Way) =>
    writeReportCsv(realFiles, dir, path, question, { ...way, now: Date.now }),
  csv: (dir: string, { path, query }: ErrandArgs['csv'], way: Way) => writeCsv(realFiles, dir, path, query, way),
  receipt: (dir: string, { attempt }: ErrandArgs['receipt'], way: Way) => receiptView(dir, attempt, way),
  export: (dir: string, { path, app }: ErrandArgs['export'], way: Way) =>
    exportLog(dir, path, { ...way, app, replace: true }),
  compare: (dir: string, { path, log }: ErrandArgs['compare'], way: Way) => compareNote(dir, path, log, way),
  prune: (dir: string, { log, ...args }: ErrandArgs['prune'], way: Way) => planPruning(dir, log, { ...args, ...way }),
}
export type ErrandAnswer<Name extends ErrandName> = Awaited<ReturnType<(typeof errands)[Name]>>

export interface ErrandData {
  readonly dir: string
  readonly name: ErrandName
  readonly args: ErrandArgs[ErrandName]
}
export type ErrandMessage =
  | { readonly progress: number }
  | { readonly answer: unknown }
  | { readonly fault: { readonly code: string; readonly facts: object } }

/** How often the one who asked hears how far it is. */
const tellMs = 100

async function run(port: NonNullable<typeof parentPort>): Promise<void> {
  const { dir, name, args } = workerData as ErrandData
  const stopping = new AbortController()
  port.once('message', () => stopping.abort())
  let told = 0
  const onProgress = (records: number) => {
    const now = performance.now()
    if (now - told < tellMs) return
    told = now
    port.postMessage({ progress: records } satisfies ErrandMessage)
  }
  try {
    const work = errands[name] as (dir: string, args: unknown, way: Way) => Promise<unknown>
    port.postMessage({ answer: await work(dir, args, { onProgress, signal: stopping.signal }) } satisfies ErrandMessage)
  } catch (error) {
    const { code, facts } = asFault(error)
    port.postMessage({ fault: { code, facts } } satisfies ErrandMessage)
  }
  port.close()
}

if (parentPort) void run(parentPort)
