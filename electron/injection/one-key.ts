// One key of a job made ready: its handle, the station's value, what a driver is given of it, and what it is warned of.
import { Fault } from '../contract/fault.js'
import type { Secret } from '../contract/secret.js'
import type { KeyProfileName } from '../contract/values.js'
import type { EncipherUnder, LoadMaterial } from '../devices/driver.js'
import { deviceKsn } from '../keys/dukpt/issuer.js'
import { ksnHex } from '../keys/dukpt/ksn.js'
import { fromHex } from '../keys/hex.js'
import { checkValue, kcvBytes, kcvMethods, usualMethod } from '../keys/kcv.js'
import { boundCheckValue } from '../keys/kcv-bound.js'
import { keyProfiles, longestShown, methodWarnings } from '../keys/profile.js'
import { decryptToSecret, encrypt, encryptSecret, isWrittenAs } from '../keys/vault.js'
import { type Issuing, issuing } from './initial-key.js'
import type { JobKey, ReadJob } from './job-file.js'
import { badField, located } from './located.js'
import { ownBlock } from './own-block.js'
import { formOf, type OwnKey, ownKey } from './own-key.js'
import type { PreparedKey } from './prepare.js'
import { transportKey } from './transport-key.js'

/** Everything of a key but what its own secret says. */
type Planned = Omit<PreparedKey, 'station' | 'componentKcvs' | 'secret' | 'ksn' | 'material' | 'issue'>

/**
 * @param earlier the keys of the same list before it: any of them may be the one it travels under
 * @param held takes the secrets that live as long as the job
 * @throws keys/… and input/… with `line` and `field`
 */
export function oneKey(
  read: ReadJob,
  key: JobKey,
  path: readonly PropertyKey[],
  profile: KeyProfileName,
  earlier: readonly PreparedKey[],
  held: Disposable[],
): PreparedKey {
  const checks = checksOf(read, key, path, profile)
  const series = issuing(read, key, path)
  const own = ownKey[key.material.form](read, key, path, keyProfiles[profile].parity, held)
  const under = key.under ? transportKey(read, key, key.under, [...path, 'under'], profile, earlier, held) : null
  const clear = own !== null || series !== null
  const planned: Planned = {
    ...checks,
    path,
    label: key.label,
    slot: key.slot,
    usage: key.usage,
    algorithm: key.algorithm,
    form: formOf(key.material.form),
    under: under?.ref ?? null,
    warnings: [...checks.warnings, ...(under?.warnings ?? (clear ? ['clear-load'] : []))],
  }
  const filled = (made: OwnKey | null): PreparedKey => ({
    ...planned,
    station: made ? checkValue(made.secret, planned.method, kcvMethods[planned.method].longest) : null,
    componentKcvs: made?.componentKcvs ?? [],
    secret: made?.secret ?? null,
    ksn: made?.ksn ? ksnHex(made.ksn) : null,
    material: material(read, key, path, made, under?.secret ?? null),
    warnings: sorted([...planned.warnings, ...(made?.warnings ?? [])]),
    issue: null,
  })
  return series ? unissued(planned, series, filled) : filled(own)
}

const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort()

/** A key whose serial number is not issued yet: everything that can be wrong with it is found out now, on the range's first device. */
function unissued(planned: Planned, series: Issuing, filled: (own: OwnKey) => PreparedKey): PreparedKey {
  const make: NonNullable<PreparedKey['issue']>['make'] = (ksn) => {
    const own = series.own(ksn)
    try {
      return { ...filled(own), [Symbol.dispose]: () => own.secret[Symbol.dispose]() }
    } catch (error) {
      own.secret[Symbol.dispose]()
      throw error
    }
  }
  make(deviceKsn(series.series, series.series.from))[Symbol.dispose]()
  return {
    ...planned,
    station: null,
    componentKcvs: [],
    secret: null,
    ksn: null,
    material: null,
    warnings: sorted([...planned.warnings, ...series.warnings]),
    issue: { series: series.series, make },
  }
}

/** How the key is checked: method, how much of its value is shown, and what was expected of it. */
function checksOf(read: ReadJob, key: JobKey, path: readonly PropertyKey[], profile: KeyProfileName) {
  const at = located(read)
  const { method } = key.kcv
  if (kcvMethods[method].algorithm !== key.algorithm)
    throw read.at(
      [...path, 'kcv', 'method'],
      badField(`a method for ${key.algorithm}, such as ${usualMethod[key.algorithm]}`),
    )
  if ((key.kcv.expected?.length ?? 0) > 2 * kcvMethods[method].longest)
    throw read.at([...path, 'kcv', 'expected'], badField(`at most ${kcvMethods[method].longest} bytes for ${method}`))
  const asked = at([...path, 'kcv', 'bytes'], () => kcvBytes(method, key.kcv.bytes))
  const warnings = at([...path, 'kcv', 'method'], () =>
    methodWarnings(method, profile, read.job.lab ? 'lab' : 'production'),
  )
  return {
    method,
    profile,
    bytes: Math.min(asked, longestShown(method, profile)),
    expected: key.kcv.expected ? { method, hex: key.kcv.expected.toUpperCase() } : null,
    source: key.kcv.expected ? (key.kcv.source ?? 'letter') : 'station',
    warnings,
  } as const
}

function material(
  read: ReadJob,
  key: JobKey,
  path: readonly PropertyKey[],
  own: OwnKey | null,
  wrapping: Secret | null,
): LoadMaterial {
  if (key.material.form === 'by-hand') return { form: 'by-hand' }
  if (key.material.form === 'cryptogram') return { form: 'cryptogram', bytes: fromHex(key.material.value) }
  if (key.material.form === 'key-block') return { form: 'key-block', block: key.material.value }
  const { secret, ksn } = own!
  const policy = read.job.lab ? 'lab' : 'production'
  if (key.under && !wrapping)
    throw read.at(
      [...path, 'under', 'material'],
      new Fault('input/missing-field', {
        expected:
          'the transport key as components, the label of an earlier key of this job, or the key itself as cryptogram or key block',
      }),
    )
  const tdes = key.algorithm === 'tdes'
  const block = wrapping ? { block: ownBlock(secret, key.algorithm, wrapping, policy) } : {}
  if (ksn) {
    const bound = () => boundCheckValue('newland-dukpt', { initialKey: secret, ksn: ksn.bytes })
    return { form: 'initial-key', secret, ksn: ksn.bytes, key: wrapping, ...block, ...(tdes ? { bound } : {}) }
  }
  const encipherUnder: EncipherUnder = (cryptogram, blocks) => {
    using working = decryptToSecret(secret, key.algorithm, cryptogram)
    return encrypt(working, key.algorithm, blocks)
  }
  if (wrapping) {
    const mac = (data: Uint8Array) => {
      const cryptogram = encryptSecret(wrapping, 'tdes', secret)
      return fromHex(boundCheckValue('pax-mac', { sourceKey: wrapping, cryptogram, data }).hex)
    }
    return { form: 'wrapped', secret, key: wrapping, ...block, ...(tdes ? { mac } : {}), encipherUnder }
  }
  return { form: 'clear', secret, echoes: (digits) => isWrittenAs(secret, digits), encipherUnder }
}
