// Everything the window does with the log but write it: looks, verifies, reports, puts on paper. Long work runs in threads.
import { type ErrandOptions, runErrand } from './audit/errand.js'
import { RecordIndex } from './audit/index/record-index.js'
import type { AuditLog, AuditRecord } from './audit/log.js'
import { detailView, recordView, rowView } from './audit/record-views.js'
import type { RecordQuery } from './contract/audit-views.js'
import { asFault, Fault } from './contract/fault.js'
import { bilingual } from './contract/faults/reasons.js'
import type { ReceiptView } from './contract/keeping-views.js'
import type { Paper } from './contract/paper.js'
import type { ReportQuestion, ReportView } from './contract/report-views.js'
import type { LogView, VerifyView } from './contract/views.js'
import type { TwoPeople } from './custody/two-people.js'
import { withoutValues } from './injection/blind.js'
import type { AuditDoors } from './ipc/audit-handlers.js'
import { LogKeeping } from './log-keeping.js'

export interface AuditDeskDoors {
  readonly log: AuditLog
  readonly dir: string
  /** Name and version of the program. */
  readonly app: string
  readonly changed: () => void
  /** People read a check value off a screen right now: nothing shows one meanwhile. */
  readonly beingRead: () => boolean
  /** Lets a person say where a file goes; null where nobody did. */
  readonly saveAs: (suggested: string) => Promise<string | null>
  /** Lets a person pick a file that is there; null where nobody did. */
  readonly pick: (what: 'note' | 'archive') => Promise<string | null>
  /** Makes a PDF and writes it. */
  readonly print: (paper: Paper, path: string) => Promise<void>
  readonly twoPeople: TwoPeople
  readonly now: () => number
}

interface Work {
  readonly stop: AbortController
  records: number
}

/** Rows of a table on the screen, which shows a part of them, and on paper; the CSV has all. */
const rowsOnScreen = 2_000
const rowsOnPaper = 10_000
/** Runs that are offered to choose from. */
const mostRuns = 200

export class AuditDesk {
  readonly #index: RecordIndex
  readonly #keeping: LogKeeping
  #last: VerifyView | null = null
  #verifying: (Work & { readonly answer: Promise<VerifyView> }) | null = null
  #paper: Work | null = null

  constructor(private readonly desk: AuditDeskDoors) {
    this.#index = new RecordIndex(desk.dir, desk.changed)
    desk.log.onAppend(() => this.#index.grown())
    this.#keeping = new LogKeeping({
      ...desk,
      alone: (make) => this.#onPaper((work) => make(this.#way(work))),
      day: () => this.#day(),
    })
    this.doors = { ...this.#ownDoors(), ...this.#keeping.doors }
  }

  close(): Promise<void> {
    this.#verifying?.stop.abort()
    this.#paper?.stop.abort()
    return this.#index.close()
  }

  view(): LogView {
    return {
      size: this.desk.log.size,
      state: this.#verifying ? 'verifying' : (this.#last?.verdict ?? 'unverified'),
      verifiedSize: this.#last?.size ?? null,
      reasons: this.#verifying ? [] : (this.#last?.said ?? []),
      index: this.#index.view,
      verifying: this.#verifying?.records ?? null,
      paper: this.#paper?.records ?? null,
      ...this.#keeping.view(),
    }
  }

  readonly doors: AuditDoors

  readonly #ownDoors = (): Omit<AuditDoors, keyof LogKeeping['doors']> => ({
    list: async (limit, before) => {
      const found = await this.#index.ask('newest', { limit, before })
      return found.map(({ record }) => recordView(record, this.#shown(record)))
    },
    survey: async (query) => {
      this.#mayBeSearched(query)
      return this.#index.ask('survey', { query })
    },
    rows: async (asked) => {
      this.#mayBeSearched(asked.query)
      return (await this.#index.ask('rows', asked)).map(({ record }) => rowView(record))
    },
    record: async (seq) => {
      const { found, proof } = await this.#index.ask('detail', { seq })
      return detailView(found, proof, this.#shown(found.record))
    },
    verify: () => this.#verify(),
    stop: (what) => (what === 'verify' ? this.#verifying : this.#paper)?.stop.abort(),
    runs: () => this.#index.ask('runs', { most: mostRuns }),
    report: (question) => this.#onPaper((work) => this.#report(question, rowsOnScreen, work)),
    csv: (query) =>
      this.#onPaper(async (work) => {
        const path = await this.desk.saveAs(`kcv-log-${this.#day()}.csv`)
        if (path === null) return null
        const { records } = await runErrand(this.desk.dir, 'csv', { path, query }, this.#way(work))
        return { file: path, records }
      }),
    print: (question) =>
      this.#onPaper(async (work) => {
        const path = await this.desk.saveAs(`kcv-${question.kind}-${this.#day()}.pdf`)
        if (path === null) return null
        await this.desk.print({ kind: 'report', report: await this.#report(question, rowsOnPaper, work) }, path)
        return { file: path }
      }),
    reportCsv: (question) =>
      this.#onPaper(async (work) => {
        const path = await this.desk.saveAs(`kcv-${question.kind}-${this.#day()}.csv`)
        if (path === null) return null
        const { records } = await runErrand(this.desk.dir, 'report-csv', { path, question }, this.#way(work))
        return { file: path, records }
      }),
    receipt: (attempt) => this.#onPaper((work) => this.#receipt(attempt, work)),
    receiptPaper: (attempt, form) =>
      this.#onPaper(async (work) => {
        const receipt = await this.#receipt(attempt, work)
        const path = await this.desk.saveAs(`kcv-receipt-${receipt.seq}-${form}.pdf`)
        if (path === null) return null
        await this.desk.print({ kind: 'receipt', receipt, form }, path)
        return { file: path }
      }),
  })

  #receipt(attempt: string, work: Work): Promise<ReceiptView> {
    // Known without reading a million records.
    if (this.desk.log.mode === 'lab') throw new Fault('audit/no-receipt-in-lab')
    return runErrand(this.desk.dir, 'receipt', { attempt }, this.#way(work))
  }

  #shown(record: AuditRecord): unknown {
    return this.desk.beingRead() ? withoutValues(record) : record
  }

  // Who could search for a value would learn whether it is the expected one.
  #mayBeSearched({ text }: RecordQuery): void {
    if (text.trim() !== '' && this.desk.beingRead()) throw new Fault('audit/being-read')
  }

  #verify(): Promise<VerifyView> {
    // One at a time: who asks meanwhile gets the same answer.
    if (this.#verifying) return this.#verifying.answer
    const work = { stop: new AbortController(), records: 0 }
    const answer = runErrand(this.desk.dir, 'verify', {}, this.#way(work))
      .then((view) => {
        this.#last = { ...view, said: view.reasons.map(bilingual) }
        return this.#last
      })
      .finally(() => {
        this.#verifying = null
        this.desk.changed()
      })
    this.#verifying = Object.assign(work, { answer })
    this.desk.changed()
    return answer
  }

  async #report(question: ReportQuestion, most: number, work: Work): Promise<ReportView> {
    const report = await runErrand(this.desk.dir, 'report', { question, most }, this.#way(work))
    return { ...report, log: { ...report.log, verified: this.#last } }
  }

  async #onPaper<Answer>(make: (work: Work) => Promise<Answer>): Promise<Answer> {
    if (this.desk.beingRead()) throw new Fault('audit/being-read')
    if (this.#paper) throw new Fault('audit/busy')
    const work: Work = { stop: new AbortController(), records: 0 }
    this.#paper = work
    this.desk.changed()
    try {
      return await make(work)
    } catch (error) {
      throw asFault(error)
    } finally {
      this.#paper = null
      this.desk.changed()
    }
  }

  #way(work: Work): Required<ErrandOptions> {
    const onProgress = (records: number) => {
      work.records = records
      this.desk.changed()
    }
    return { onProgress, signal: work.stop.signal }
  }

  /** Of the station's own calendar, for the name of a file. */
  #day(): string {
    const now = new Date(this.desk.now())
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, '0')).join('-')
  }
}
