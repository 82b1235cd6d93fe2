// The key that the station itself comes to hold, by the form it arrived in; null where it is only relayed.
import { Fault } from '../contract/fault.js'
import type { Secret } from '../contract/secret.js'
import type { MaterialForm } from '../contract/values.js'
import { combine, keyWarnings } from '../keys/combine.js'
import { type Ksn, readKsn, withCounter } from '../keys/dukpt/ksn.js'
import { dukpt } from '../keys/dukpt/schemes.js'
import { checkValue } from '../keys/kcv.js'
import type { KeyProfile } from '../keys/profile.js'
import type { JobKey, ReadJob } from './job-file.js'
import { badField, located } from './located.js'

export interface OwnKey {
  readonly secret: Secret
  readonly componentKcvs: readonly string[]
  readonly warnings: readonly string[]
  /** Of a DUKPT initial key, its counter at 0; null for any other. */
  readonly ksn: Ksn | null
  /** The job's KSN had a counter; an initial key is loaded with none. */
  readonly ksnCut: boolean
}

type Make = (
  read: ReadJob,
  key: JobKey,
  path: readonly PropertyKey[],
  parity: KeyProfile['parity'],
  held: Disposable[],
) => OwnKey | null
type FormOf<Form extends MaterialForm> = Extract<JobKey['material'], { form: Form }>

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
    ksnCut: false,
  }
}

/** X9.24: the base key stays here, the device gets the key of its own serial number. */
const fromBaseKey: Make = (read, key, path, _parity, held) => {
  const place = [...path, 'material']
  const at = located(read)
  const material = key.material as FormOf<'initial-key'>
  const scheme = key.algorithm
  if (key.usage !== 'IK') throw read.at([...path, 'usage'], badField('IK, for an initial key'))
  if (scheme !== 'tdes' && scheme !== 'aes')
    throw read.at([...path, 'algorithm'], new Fault('input/bad-field', { expected: 'tdes or aes, for DUKPT' }))
  const given = at([...place, 'ksn'], () => readKsn(scheme, material.ksn))
  const ksn = withCounter(given, 0)
  const secret = at([...place, 'bdk'], () => dukpt[scheme].initialKey(material.bdk.secret('bdk'), ksn))
  held.push(secret)
  return { secret, componentKcvs: [], warnings: keyWarnings(secret, scheme), ksn, ksnCut: given.counter !== 0 }
}

const nothing: Make = () => null

/** One row a form. */
export const ownKey: Readonly<Record<MaterialForm, Make>> = {
  components: fromComponents,
  'initial-key': fromBaseKey,
  cryptogram: nothing,
  'key-block': nothing,
  'by-hand': nothing,
}
