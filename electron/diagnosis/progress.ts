// What people did about a diagnosis: its ticks and answers, folded out of the records. Pure.
import type { AuditRecord, RecordOf } from '../audit/record.js'

export interface Progress {
  /** The last tick of each step; `done` false where it was taken back. */
  readonly steps: ReadonlyMap<string, RecordOf<'diagnosis-step'>>
  readonly checks: ReadonlyMap<string, RecordOf<'diagnosis-check'>>
}

export const nothingDone: Progress = { steps: new Map(), checks: new Map() }

/** A record of this diagnosis, or of an earlier one of the same attempt; any other leaves it as it was. */
export function withRecord(
  progress: Progress,
  record: AuditRecord,
  of: { readonly diagnosis: number | null; readonly attempt: string | null },
): Progress {
  if (record.type !== 'diagnosis-step' && record.type !== 'diagnosis-check') return progress
  const { diagnosis, attempt } = record.body
  if (diagnosis !== of.diagnosis && (of.attempt === null || attempt !== of.attempt)) return progress
  return record.type === 'diagnosis-step'
    ? { ...progress, steps: new Map(progress.steps).set(record.body.step, record) }
    : { ...progress, checks: new Map(progress.checks).set(record.body.check, record) }
}
