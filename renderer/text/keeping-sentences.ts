// The shape of what is said of receipts, exports, witnesses and the dropping of old records.
import type { Named } from './sentences'

export interface KeepingText {
  readonly open: string
  readonly title: string
  readonly reading: (records: string) => string
  readonly stop: string
  readonly receipt: {
    readonly title: string
    readonly about: string
    readonly show: string
    readonly page: string
    readonly label: string
    readonly code: string
    readonly text: string
    readonly saved: (file: string) => string
    /** On paper, under the code. */
    readonly check: string
  }
  readonly export: {
    readonly title: string
    readonly about: string
    readonly make: string
    readonly done: (records: string, file: string) => string
    readonly sha256: string
    readonly damaged: string
  }
  readonly witness: {
    readonly title: string
    readonly about: string
    readonly never: string
    readonly seen: (seq: string, by: string, when: string) => string
    readonly since: (records: string, attempts: string, ago: string) => string
    /** How long ago, from hours. */
    readonly ago: (days: string, hours: string) => string
    readonly policy: (attempts: string, days: string) => string
    readonly noPolicy: string
    readonly due: Readonly<Record<'attempts' | 'hours', string>>
    readonly key: Named
    readonly take: string
    readonly taken: (seq: string, by: string, when: string) => string
  }
  readonly prune: {
    readonly title: string
    readonly about: string
    readonly policy: (days: string) => string
    readonly noPolicy: string
    readonly days: string
    readonly plan: string
    readonly planned: (records: string, youngest: string, archive: string) => string
    readonly people: Readonly<Record<'lab' | 'production', string>>
    readonly drop: string
    readonly keep: string
    readonly dropped: (records: string) => string
    readonly archiveHash: string
  }
}
