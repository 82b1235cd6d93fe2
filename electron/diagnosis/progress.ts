// What people did about a diagnosis: its ticks and answers, folded out of the records. Pure.
import type { AuditRecord, RecordOf } from '../audit/record.js'
import type { Signed } from '../contract/diagnosis-views.js'
import { planName } from '../contract/plan-name.js'

export interface Progress {
  /** Steps that are ticked: the diagnosis screen's ticks and the monitor's are the same. */
  readonly steps: ReadonlyMap<string, Signed>
  readonly checks: ReadonlyMap<string, RecordOf<'diagnosis-check'>>
}

export const nothingDone: Progress = { steps: new Map(), checks: new Map() }

/** A record of this diagnosis, or of an earlier one of the same attempt; any other leaves it as it was. */
export function withRecord(
  progress: Progress,
  record: AuditRecord,
  of: { readonly diagnosis: number | null; readonly attempt: string | null },
): Progress {
  if (record.type === 'plan-step-ticked') {
    const { plan, step, done, by } = record.body
    const own = of.diagnosis === null && of.attempt === null ? null : planName({ ...of, diagnosis: of.diagnosis ?? 0 })
    return plan === own ? ticked(progress, step, done, { ...signed(record), by }) : progress
  }
  if (record.type !== 'diagnosis-step' && record.type !== 'diagnosis-check') return progress
  const { diagnosis, attempt } = record.body
  if (diagnosis !== of.diagnosis && (of.attempt === null || attempt !== of.attempt)) return progress
  if (record.type === 'diagnosis-step') return ticked(progress, record.body.step, record.body.done, signed(record))
  return { ...progress, checks: new Map(progress.checks).set(record.body.check, record) }
}

function ticked(progress: Progress, step: string, done: boolean, by: Signed): Progress {
  const steps = new Map(progress.steps)
  if (done) steps.set(step, by)
  else steps.delete(step)
  return { ...progress, steps }
}

export const signed = ({ actors, wall, seq }: Pick<AuditRecord, 'actors' | 'wall' | 'seq'>): Signed => ({
  by: actors.join(', '),
  wall,
  seq,
})
