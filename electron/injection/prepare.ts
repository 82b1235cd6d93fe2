// A job's keys made ready: handles, station values, warnings. Everything wrong with the input is said here, before a byte leaves.
import { Fault } from '../contract/fault.js'
import type { Secret } from '../contract/secret.js'
import type {
  Algorithm,
  CheckValue,
  ExpectedSource,
  KcvMethodName,
  KeyProfileName,
  MaterialForm,
} from '../contract/values.js'
import type { EncipherUnder, LoadMaterial, SlotRef } from '../devices/driver.js'
import { ksnHex } from '../keys/dukpt/ksn.js'
import { fromHex } from '../keys/hex.js'
import { checkValue, kcvBytes, kcvMethods, usualMethod } from '../keys/kcv.js'
import { boundCheckValue } from '../keys/kcv-bound.js'
import { keyProfiles, methodWarnings } from '../keys/profile.js'
import { decryptToSecret, encrypt, encryptSecret, isWrittenAs } from '../keys/vault.js'
import type { JobFile, JobKey, ReadJob } from './job-file.js'
import { badField, located } from './located.js'
import { ownBlock } from './own-block.js'
import { type OwnKey, ownKey } from './own-key.js'
import { type PreparedUnder, transportKey } from './transport-key.js'

export interface PreparedKey extends SlotRef {
  readonly path: readonly PropertyKey[]
  readonly label: string
  readonly algorithm: Algorithm
  readonly form: MaterialForm
  readonly method: KcvMethodName
  readonly bytes: number
  readonly expected: CheckValue | null
  readonly source: ExpectedSource
  /** What the station computes over the key it holds, as long as the method allows; null when it holds none. */
  readonly station: CheckValue | null
  readonly componentKcvs: readonly string[]
  readonly under: PreparedUnder | null
  /** The whole key in native memory; null for cryptograms and key blocks. */
  readonly secret: Secret | null
  /** Key serial number of a DUKPT initial key, as hex; null for any other. */
  readonly ksn: string | null
  readonly material: LoadMaterial
  readonly warnings: readonly string[]
}

export interface PreparedJob extends Disposable {
  readonly run: string
  readonly lab: boolean
  /** The job as text without its secrets: what its hash in the log is made of. */
  readonly text: string
  readonly inventory: ReadonlySet<string> | null
  /** The keys for a device, by serial number where the job has keys of one device each; null where it has none for it. */
  keysFor(serial: string | null): readonly PreparedKey[] | null
  /** Whether some devices have keys of their own, so that the serial number must be known first. */
  readonly perDevice: boolean
  /** Every key of the job, for checks before any device is known. */
  readonly all: readonly PreparedKey[]
  at: ReadJob['at']
}

/**
 * Combines, computes and checks.
 * @param profile the station's key profile: which check-value methods, how much of a value, which parity
 * @throws keys/… and input/… with `line` and `field`
 */
export function prepare(read: ReadJob, profile: KeyProfileName = 'legacy'): PreparedJob {
  const held: Disposable[] = []
  const dispose = () => {
    for (const one of held) one[Symbol.dispose]()
  }
  try {
    const common = read.job.keys ? keyList(read, read.job.keys, ['keys'], profile, held) : null
    refuseSerialTwice(read)
    const bySerial = new Map(
      (read.job.devices ?? []).map((device, i) => [
        device.serial,
        keyList(read, device.keys, ['devices', i, 'keys'], profile, held),
      ]),
    )
    return {
      run: read.job.run,
      lab: read.job.lab,
      text: JSON.stringify(read.job),
      inventory: inventoryOf(read.job),
      keysFor: (serial) => (serial !== null ? bySerial.get(serial) : undefined) ?? common,
      perDevice: bySerial.size > 0,
      all: [...(common ?? []), ...[...bySerial.values()].flat()],
      at: read.at,
      [Symbol.dispose]: dispose,
    }
  } catch (error) {
    dispose()
    throw error
  }
}

function refuseSerialTwice(read: ReadJob): void {
  const serials = (read.job.devices ?? []).map(({ serial }) => serial)
  const twice = serials.findIndex((serial, i) => serials.indexOf(serial) !== i)
  if (twice >= 0) throw read.at(['devices', twice, 'serial'], badField('each device once'))
}

/** A list of devices with keys of their own is an inventory too. */
function inventoryOf(job: JobFile): ReadonlySet<string> | null {
  if (job.inventory) return new Set(job.inventory)
  return job.devices && !job.keys ? new Set(job.devices.map((device) => device.serial)) : null
}

function keyList(
  read: ReadJob,
  keys: readonly JobKey[],
  path: readonly PropertyKey[],
  profile: KeyProfileName,
  held: Disposable[],
): PreparedKey[] {
  const done: PreparedKey[] = []
  keys.forEach((key, i) => {
    refuseTwice(read, keys, i, path)
    done.push(oneKey(read, key, [...path, i], profile, done, held))
  })
  return done
}

/** The second of two keys for one place would take away the first; a label twice leaves open which one is meant. */
function refuseTwice(read: ReadJob, keys: readonly JobKey[], at: number, path: readonly PropertyKey[]): void {
  const key = keys[at]!
  const earlier = keys.slice(0, at)
  if (earlier.some(({ usage, slot }) => usage === key.usage && slot === key.slot))
    throw read.at([...path, at, 'slot'], badField(`a slot that no other ${key.usage} of this list has`))
  if (earlier.some(({ label }) => label === key.label))
    throw read.at([...path, at, 'label'], badField('a label that no other key of this list has'))
}

function oneKey(
  read: ReadJob,
  key: JobKey,
  path: readonly PropertyKey[],
  profile: KeyProfileName,
  earlier: readonly PreparedKey[],
  held: Disposable[],
): PreparedKey {
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
  const bytes = Math.min(asked, keyProfiles[profile].longest[method] ?? asked)
  const outside = at([...path, 'kcv', 'method'], () =>
    methodWarnings(method, profile, read.job.lab ? 'lab' : 'production'),
  )
  const own = ownKey[key.material.form](read, key, path, keyProfiles[profile].parity, held)
  const under = key.under ? transportKey(read, key, key.under, [...path, 'under'], earlier, held) : null
  return {
    path,
    label: key.label,
    slot: key.slot,
    usage: key.usage,
    algorithm: key.algorithm,
    form: key.material.form,
    method,
    bytes,
    expected: key.kcv.expected ? { method, hex: key.kcv.expected.toUpperCase() } : null,
    source: key.kcv.expected ? (key.kcv.source ?? 'letter') : 'station',
    station: own ? checkValue(own.secret, method, kcvMethods[method].longest) : null,
    componentKcvs: own?.componentKcvs ?? [],
    under: under?.ref ?? null,
    secret: own?.secret ?? null,
    ksn: own?.ksn ? ksnHex(own.ksn) : null,
    material: material(read, key, path, own, under?.secret ?? null),
    warnings: [
      ...new Set([
        ...(own?.warnings ?? []),
        ...outside,
        ...(own?.ksnCut ? ['ksn-counter-cleared'] : []),
        ...(under?.warnings ?? (own ? ['clear-load'] : [])),
      ]),
    ].sort(),
  }
}

/** Over the key as it travels, in ECB, and data behind it. [PAX D-series, KCV mode 3] */
const macOnTheWay =
  (secret: Secret, sourceKey: Secret) =>
  (data: Uint8Array): Uint8Array => {
    const cryptogram = encryptSecret(sourceKey, 'tdes', secret)
    return fromHex(boundCheckValue('pax-mac', { sourceKey, cryptogram, data }).hex)
  }

/** The working key lives in native memory for the time of one call. */
const enciphersUnder =
  (secret: Secret, algorithm: Algorithm): EncipherUnder =>
  (cryptogram, blocks) => {
    using working = decryptToSecret(secret, algorithm, cryptogram)
    return encrypt(working, algorithm, blocks)
  }

function material(
  read: ReadJob,
  key: JobKey,
  path: readonly PropertyKey[],
  own: OwnKey | null,
  wrapping: Secret | null,
): LoadMaterial {
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
  if (ksn) {
    const encipher = (blocks: Uint8Array) => encrypt(secret, key.algorithm, blocks)
    const material = { form: 'initial-key', secret, ksn: ksn.bytes, key: wrapping, encipher } as const
    return wrapping ? { ...material, block: ownBlock(secret, key.algorithm, wrapping, policy) } : material
  }
  const encipherUnder = enciphersUnder(secret, key.algorithm)
  if (wrapping) {
    const block = ownBlock(secret, key.algorithm, wrapping, policy)
    return { form: 'wrapped', secret, key: wrapping, block, encipherUnder, mac: macOnTheWay(secret, wrapping) }
  }
  return { form: 'clear', secret, echoes: (digits) => isWrittenAs(secret, digits), encipherUnder }
}
