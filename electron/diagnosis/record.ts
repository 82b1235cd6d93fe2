// A diagnosis as a record, and how often keys may be searched for one.
import type { Body } from '../audit/log.js'
import { Fault } from '../contract/fault.js'
import type { DiagnosisCase } from './case.js'
import type { Diagnosis } from './index.js'

/** Causes and how sure, and not what was tried: a log of failed guesses would be worth stealing. */
export const recordOf = (
  { report, tried }: Diagnosis,
  { device }: DiagnosisCase,
  { attempt, searched }: { readonly attempt: string | null; readonly searched: boolean },
): Body<'diagnosis-made'> => ({
  attempt,
  serial: device?.serial ?? null,
  party: report.party,
  causes: report.causes.map(({ cause, confidence }) => ({ cause, perMille: Math.round(1000 * confidence) })),
  searched,
  tried,
  ...(report.plan[0] ? { severity: report.plan[0].severity } : {}),
  plan: report.plan.map(({ id: step, kind, owner, deadline: within }) => ({ step, kind, owner, within })),
})

const MOST = 5
const MINUTES = 10

/**
 * Whoever could ask without end would read the key out of the answers.
 * @param searches times of earlier searches, ISO 8601 @param now milliseconds since 1970
 * @throws diagnosis/too-often
 */
export function assertNotTooOften(searches: readonly string[], now: number): void {
  const lately = searches.filter((at) => now - Date.parse(at) < MINUTES * 60_000)
  if (lately.length >= MOST) throw new Fault('diagnosis/too-often', { count: lately.length, minutes: MINUTES })
}
