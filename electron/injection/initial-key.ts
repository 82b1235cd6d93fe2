// DUKPT initial keys of a job: of the serial number that the job names, or of one that the station issues when it comes to that.
import { Fault } from '../contract/fault.js'
import type { Secret } from '../contract/secret.js'
import { keyWarnings } from '../keys/combine.js'
import { type KeySeries, keySeries, largestDevice } from '../keys/dukpt/issuer.js'
import { type DukptScheme, type Ksn, readKsn, withCounter } from '../keys/dukpt/ksn.js'
import { dukpt } from '../keys/dukpt/schemes.js'
import type { JobKey, ReadJob } from './job-file.js'
import { badField, located } from './located.js'
import type { FormOf, OwnKey } from './own-key.js'

/** A series of serial numbers, and the initial key of each. */
export interface Issuing {
  readonly series: KeySeries
  /** Of the base key: published, weak … */
  readonly warnings: readonly string[]
  /** The initial key of a device; the caller disposes its secret. */
  readonly own: (ksn: Ksn) => OwnKey
}

/** The base key stays here, the device gets the key of its own serial number (X9.24). */
interface Base {
  readonly scheme: DukptScheme
  readonly bdk: Secret
  readonly warnings: readonly string[]
}

type InitialKey = FormOf<'initial-key'>

function baseOf(read: ReadJob, key: JobKey, path: readonly PropertyKey[]): Base {
  const material = key.material as InitialKey
  const scheme = key.algorithm
  if (key.usage !== 'IK') throw read.at([...path, 'usage'], badField('IK, for an initial key'))
  if (scheme !== 'tdes' && scheme !== 'aes')
    throw read.at([...path, 'algorithm'], new Fault('input/bad-field', { expected: 'tdes or aes, for DUKPT' }))
  const bdk = located(read)([...path, 'material', 'bdk'], () => material.bdk.secret('bdk'))
  // Whoever knows the base key knows every key made of it. Its parity matters to nobody.
  return { scheme, bdk, warnings: keyWarnings(bdk, scheme).filter((warning) => warning !== 'even-parity') }
}

function initialKey({ scheme, bdk, warnings }: Base, ksn: Ksn): OwnKey {
  const secret = dukpt[scheme].initialKey(bdk, ksn)
  return { secret, componentKcvs: [], warnings: [...warnings, ...keyWarnings(secret, scheme)], ksn }
}

/** The initial key of the serial number in the job; null where the station is to issue one. @throws keys/bad-ksn, keys/bad-length */
export function namedInitialKey(
  read: ReadJob,
  key: JobKey,
  path: readonly PropertyKey[],
  held: Disposable[],
): OwnKey | null {
  const { ksn } = key.material as InitialKey
  if (ksn === undefined) return null
  const at = located(read)
  const base = baseOf(read, key, path)
  const given = at([...path, 'material', 'ksn'], () => readKsn(base.scheme, ksn))
  const own = at([...path, 'material', 'bdk'], () => initialKey(base, withCounter(given, 0)))
  held.push(own.secret)
  // An initial key is loaded with its counter at zero.
  return given.counter === 0 ? own : { ...own, warnings: [...own.warnings, 'ksn-counter-cleared'] }
}

/** What the station issues from for this key; null where the job names the serial number, and for any other key. @throws input/bad-field */
export function issuing(read: ReadJob, key: JobKey, path: readonly PropertyKey[]): Issuing | null {
  const { material } = key
  if (material.form !== 'initial-key' || material.issue === undefined) return null
  const base = baseOf(read, key, path)
  const { keySet, from = 0, to = largestDevice(base.scheme) } = material.issue
  if (key.kcv.expected)
    throw read.at([...path, 'kcv', 'expected'], badField('null: a key that the station issues differs in every device'))
  const series = seriesAt(read, [...path, 'material', 'issue'], { scheme: base.scheme, keySet, from, to })
  const own = (ksn: Ksn) => located(read)([...path, 'material', 'bdk'], () => initialKey(base, ksn))
  return { series, warnings: base.warnings, own }
}

function seriesAt(read: ReadJob, path: readonly PropertyKey[], series: KeySeries): KeySeries {
  try {
    return keySeries(series)
  } catch (error) {
    throw error instanceof Fault ? read.at([...path, String(error.facts.field)], error) : error
  }
}
