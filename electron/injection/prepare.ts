// A job's keys made ready: handles, station values, warnings. Everything wrong with the input is said here, before a byte leaves.
import type { Secret } from '../contract/secret.js'
import type {
  Algorithm,
  CheckValue,
  ExpectedSource,
  KcvMethodName,
  KeyProfileName,
  MaterialForm,
} from '../contract/values.js'
import type { LoadMaterial, SlotRef } from '../devices/driver.js'
import type { KeySeries } from '../keys/dukpt/issuer.js'
import type { Ksn } from '../keys/dukpt/ksn.js'
import type { JobFile, JobKey, ReadJob } from './job-file.js'
import { badField } from './located.js'
import { oneKey } from './one-key.js'
import { keyProfileOf } from './policy.js'
import type { PreparedUnder } from './transport-key.js'

export interface PreparedKey extends SlotRef {
  readonly path: readonly PropertyKey[]
  readonly label: string
  readonly algorithm: Algorithm
  readonly form: MaterialForm
  readonly method: KcvMethodName
  /** How much of any check value of it may be recorded or shown, by the profile and by what the job asks for. */
  readonly bytes: number
  readonly profile: KeyProfileName
  readonly expected: CheckValue | null
  readonly source: ExpectedSource
  /** What the station computes over the key it holds, as long as the method allows; null when it holds none. */
  readonly station: CheckValue | null
  readonly componentKcvs: readonly string[]
  readonly under: PreparedUnder | null
  /** The whole key in native memory; null for cryptograms and key blocks, and for a key whose serial number is not issued yet. */
  readonly secret: Secret | null
  /** Key serial number of a DUKPT initial key, as hex; null for any other. */
  readonly ksn: string | null
  /** What a driver is given; null for a key whose serial number is not issued yet. */
  readonly material: LoadMaterial | null
  /** Where the station issues the serial number; null where nothing is to be issued, or it has been. */
  readonly issue: Issue | null
  readonly warnings: readonly string[]
}

export interface Issue {
  readonly series: KeySeries
  /** The key of one device, its handle the caller's to dispose. @throws keys/secret-memory-full */
  make(ksn: Ksn): PreparedKey & Disposable
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
 * @param directory the key profile of the data directory, in production: which check-value methods, how much of a value,
 *   which parity. In lab the job names its own
 * @throws keys/… and input/… with `line` and `field`
 */
export function prepare(read: ReadJob, directory?: KeyProfileName): PreparedJob {
  const profile = keyProfileOf(read, directory)
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
