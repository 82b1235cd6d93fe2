// Everything the window does with the log but write it: looks, verifies, reports, puts on paper. Long work runs in threads.
import { runErrand } from './audit/errand.js'
import { RecordIndex } from './audit/index/record-index.js'
import type { AuditLog, AuditRecord } from './audit/log.js'
import { detailView, recordView, rowView } from './audit/record-views.js'
import type { RecordQuery } from './contract/audit-views.js'
import { asFault, Fault } from './contract/fault.js'
import type { ReportQuestion, ReportView } from './contract/report-views.js'
import type { LogView, VerifyView } from './contract/views.js'
import { withoutValues } from './injection/blind.js'
import type { AuditDoors } from './ipc/audit-handlers.js'

export interface AuditDeskDoors {
  readonly log: Pick<AuditLog, 'size' | 'onAppend'>
  readonly dir: string
  readonly changed: () => void
  /** People read a check value off a screen right now: nothing shows one meanwhile. */
  readonly beingRead: () => boolean
  /** Lets a person say where a file goes; null where nobody did. */
  readonly saveAs: (suggested: string) => Promise<string | null>
  /** Makes a PDF of a report and writes it. */
  readonly print: (report: ReportView, path: string) => Promise<void>
  readonly now: () => number
}

interface Work {
  readonly stop: AbortController
  records: number
}

export class AuditDesk {
  readonly #index: RecordIndex
  #last: VerifyView | null = null
  #verifying: (Work & { readonly answer: Promise<VerifyView> }) | null = null
  #paper: Work | null = null

  constructor(private readonly desk: AuditDeskDoors) {
    this.#index = new RecordIndex(desk.dir, desk.changed)
    desk.log.onAppend(() => this.#index.grown())
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
      reasons: this.#verifying ? [] : (this.#last?.reasons ?? []),
      index: this.#index.view,
      verifying: this.#verifying?.records ?? null,
      paper: this.#paper?.records ?? null,
    }
  }

  readonly doors: AuditDoors = {
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
    report: (question) => this.#onPaper((work) => this.#report(question, work)),
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
        await this.desk.print(await this.#report(question, work), path)
        return { file: path }
      }),
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
        this.#last = view
        return view
      })
      .finally(() => {
        this.#verifying = null
        this.desk.changed()
      })
    this.#verifying = Object.assign(work, { answer })
    this.desk.changed()
    return answer
  }

  async #report(question: ReportQuestion, work: Work): Promise<ReportView> {
    const report = await runErrand(this.desk.dir, 'report', question, this.#way(work))
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

  #way(work: Work) {
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
