// The shape of what reports say, on the screen and on paper.
import type { ReportKind } from '../../electron/contract/report-views.js'
import type { Named } from './sentences'

export interface ReportsText {
  readonly title: string
  readonly open: string
  readonly lead: string
  readonly kinds: Readonly<Record<ReportKind, Named>>
  /** What has to be named, for the kinds about one thing. */
  readonly about: Readonly<Record<'run' | 'operator' | 'device', { readonly label: string; readonly hint: string }>>
  readonly make: string
  readonly making: (records: string) => string
  readonly stop: string
  readonly back: string
  readonly pdf: string
  readonly csv: string
  readonly csvAbout: string
  readonly saved: (file: string) => string
  readonly savedRecords: (n: string, file: string) => string
  readonly figures: Readonly<Record<string, string>>
  readonly tables: Readonly<Record<string, Named>>
  readonly columns: Readonly<Record<string, string>>
  readonly whats: Readonly<Record<string, string>>
  readonly emptyTable: string
  readonly omitted: (n: string) => string
  readonly firstRows: (n: string, all: string) => string
  /** Choosing a run: none there yet, and one that the list does not have. */
  readonly noRuns: string
  readonly otherRun: string
  readonly allRows: string
  readonly savedRows: (n: string, file: string) => string
  readonly log: {
    readonly title: string
    readonly covers: (size: string, station: string, at: string) => string
    readonly root: string
    readonly signed: string
    readonly notSigned: string
    readonly dropped: (n: string) => string
    readonly verified: (word: string, size: string) => string
    readonly notVerified: string
    readonly lab: string
  }
  readonly query: { readonly text: string; readonly since: string; readonly until: string; readonly everything: string }
}
