// What production refuses and lab only warns of: keys that everybody knows, and keys that protect nothing.
import { type Facts, Fault } from '../contract/fault.js'
import type { FaultCode } from '../contract/fault-table.js'
import type { KeyProfileName, Mode } from '../contract/values.js'
import type { ReadJob } from './job-file.js'
import type { PreparedJob } from './prepare.js'

/** PCI PIN 19: no test keys in production; weak keys and single components are none a bank may use. */
const refusedInProduction: Readonly<Record<string, { readonly code: FaultCode; readonly facts: Facts }>> = {
  'test-key': { code: 'keys/test-key', facts: {} },
  'zero-key': { code: 'keys/weak-key', facts: { kind: 'zero' } },
  'weak-key': { code: 'keys/weak-key', facts: { kind: 'weak' } },
  'semi-weak-key': { code: 'keys/weak-key', facts: { kind: 'semi-weak' } },
  'equal-halves': { code: 'keys/weak-key', facts: { kind: 'equal halves' } },
  'test-kek': { code: 'keys/test-key', facts: {} },
  'under-zero-key': { code: 'keys/weak-key', facts: { kind: 'transport key: zero' } },
  'under-weak-key': { code: 'keys/weak-key', facts: { kind: 'transport key: weak' } },
  'under-semi-weak-key': { code: 'keys/weak-key', facts: { kind: 'transport key: semi-weak' } },
  'under-equal-halves': { code: 'keys/weak-key', facts: { kind: 'transport key: equal halves' } },
  'under-single-component': { code: 'keys/single-component', facts: {} },
  'single-component': { code: 'keys/single-component', facts: {} },
}

/** Asked once the job is prepared, before any port is opened. @throws keys/test-key, keys/weak-key, keys/single-component with `line` and `field` */
export function refuseWeakInProduction(job: PreparedJob): void {
  if (job.lab) return
  for (const key of job.all)
    for (const warning of key.warnings) {
      const refusal = refusedInProduction[warning]
      if (refusal)
        throw job.at([...key.path, 'material'], new Fault(refusal.code, { ...refusal.facts, label: key.label }))
    }
}

/** A file with clear components is as secret as the disk that it lies on: a lab means only. @throws injection/clear-file */
export function refuseClearFile(job: PreparedJob): void {
  if (job.lab) return
  for (const key of job.all)
    if (key.form === 'components' || key.form === 'initial-key')
      throw job.at([...key.path, 'material', 'form'], new Fault('injection/clear-file', { label: key.label }))
}

/** A job says for which kind of station it was made. @throws station/wrong-mode with `line` and `field` */
export function assertMode(job: PreparedJob, mode: Mode): void {
  if (job.lab === (mode === 'lab')) return
  throw job.at(['lab'], new Fault('station/wrong-mode', { job: job.lab, directory: mode }))
}

/**
 * The key profile that a job is prepared under. In lab the job may name one, legacy where it does not; in production it is
 * the data directory's, whose strictest is taken where none is known, and a job that names another is refused.
 * @throws injection/other-profile with `line` and `field`
 */
export function keyProfileOf({ job, at }: ReadJob, directory: KeyProfileName = 'pci'): KeyProfileName {
  if (job.lab) return job.profile ?? 'legacy'
  if (job.profile === undefined || job.profile === directory) return directory
  throw at(['profile'], new Fault('injection/other-profile', { profile: job.profile, expected: directory }))
}
