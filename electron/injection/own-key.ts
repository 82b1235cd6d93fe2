// The key that the station itself comes to hold, by the form it arrived in; null where it is only relayed.
import type { Secret } from '../contract/secret.js'
import type { MaterialForm } from '../contract/values.js'
import { combine } from '../keys/combine.js'
import type { Ksn } from '../keys/dukpt/ksn.js'
import { checkValue } from '../keys/kcv.js'
import type { KeyProfile } from '../keys/profile.js'
import { namedInitialKey } from './initial-key.js'
import type { JobKey, ReadJob } from './job-file.js'
import { located } from './located.js'

export interface OwnKey {
  readonly secret: Secret
  readonly componentKcvs: readonly string[]
  readonly warnings: readonly string[]
  /** Of a DUKPT initial key, its counter at 0; null for any other. */
  readonly ksn: Ksn | null
}

type Make = (
  read: ReadJob,
  key: JobKey,
  path: readonly PropertyKey[],
  parity: KeyProfile['parity'],
  held: Disposable[],
) => OwnKey | null
type JobForm = JobKey['material']['form']
/** How the key arrived, in the words of drivers and records: what a ceremony joined came as components. */
export const formOf = (form: JobForm): MaterialForm => (form === 'held' ? 'components' : form)
export type FormOf<Form extends JobForm> = Extract<JobKey['material'], { form: Form }>

const fromComponents: Make = (read, key, path, parity, held) => {
  const place = [...path, 'material', 'values']
  const at = located(read)
  const { values } = key.material as FormOf<'components'>
  const components = values.map((value, i) => at([...place, i], () => value.secret(`component ${i + 1}`)))
  const combined = at(place, () => combine(components, key.algorithm, { parity }))
  held.push(combined)
  const joined = components.length > 1 ? ['station-combine'] : []
  return {
    secret: combined.key,
    componentKcvs: components.map((one) => checkValue(one, key.kcv.method).hex),
    warnings: [...combined.warnings, ...joined],
    ksn: null,
  }
}

const fromCeremony: Make = (_read, key, _path, _parity, held) => {
  const { key: kept } = key.material as FormOf<'held'>
  const secret = kept.copy()
  held.push(secret)
  return { secret, componentKcvs: kept.componentKcvs, warnings: kept.warnings, ksn: null }
}

const nothing: Make = () => null

/** One row a form. */
export const ownKey: Readonly<Record<JobForm, Make>> = {
  components: fromComponents,
  held: fromCeremony,
  'initial-key': (read, key, path, _parity, held) => namedInitialKey(read, key, path, held),
  cryptogram: nothing,
  'key-block': nothing,
  'by-hand': nothing,
}
