// The keys of an attempt in native memory once more, out of the job that is chosen for its port. For lab alone.
import { Fault } from './contract/fault.js'
import type { Secret } from './contract/secret.js'
import { kcvMethodNames } from './contract/values.js'
import { algorithmOf } from './diagnosis/case-reading.js'
import type { DiagnosisCase } from './diagnosis/index.js'
import { isSameKey } from './diagnosis/view.js'
import { type JobKey, readJob } from './injection/job-file.js'
import { type DukptScheme, readKsn, withCounter } from './keys/dukpt/ksn.js'
import { dukpt } from './keys/dukpt/schemes.js'
import { fromHex } from './keys/hex.js'
import type { KeysAtHand } from './keys/hypothesis.js'
import { checkValue } from './keys/kcv.js'
import { boundCheckValue } from './keys/kcv-bound.js'
import { xor } from './keys/vault.js'

export interface OpenKeys extends Disposable {
  readonly keys: KeysAtHand
}

/**
 * @param bytes the job, which is overwritten @param label what the key is called there
 * @throws diagnosis/no-keys where the job has not the key that the attempt recorded; keys/…, input/…
 */
export function keysOfJob(bytes: Uint8Array, label: string, known: DiagnosisCase): OpenKeys {
  const held: Disposable[] = [readJob(bytes)]
  const dispose = () => {
    for (const one of held) one[Symbol.dispose]()
  }
  try {
    const { job } = held[0] as ReturnType<typeof readJob>
    const own = job.devices?.find(({ serial }) => serial === known.device?.serial)?.keys
    const list = own ?? job.keys ?? []
    const key = list.find((one) => one.label === label && one.slot === known.slot?.slot)
    const components = key ? componentsOf(key.material) : []
    const base = key ? baseOf(key, known) : null
    if (!key || !(base ? isOfBase(base, known) : isThatKey(components, known))) throw new Fault('diagnosis/no-keys')
    const kek = kekOf(key, list)
    if (kek) held.unshift(kek)
    const otherComponents = list
      .filter((one) => one !== key)
      .flatMap((one) => componentsOf(one.material).map((component) => ({ of: one.label, component })))
      .filter(({ component }) => component.bytes === components[0]?.bytes)
    return {
      keys: {
        algorithm: algorithmOf(known),
        key: null,
        components,
        otherComponents,
        kek,
        previousKek: null,
        bdk: base?.bdk ?? null,
        ksn: base && fromHex(base.ksn),
      },
      [Symbol.dispose]: dispose,
    }
  } catch (error) {
    dispose()
    throw error
  }
}

const componentsOf = (material: JobKey['material']): Secret[] =>
  material.form === 'components' ? material.values.map((text, i) => text.secret(`values[${i}]`)) : []

/** Base key and serial number of an initial key that the job names; the base key is the job's to release. */
interface Base {
  readonly scheme: DukptScheme
  readonly bdk: Secret
  readonly ksn: string
}
function baseOf({ material, algorithm }: JobKey, known: DiagnosisCase): Base | null {
  const ksn = known.dukpt?.ksn
  if (material.form !== 'initial-key' || !ksn || (algorithm !== 'tdes' && algorithm !== 'aes')) return null
  return { scheme: algorithm, bdk: material.bdk.secret('bdk'), ksn }
}

/** Its initial key must be the one whose value the attempt recorded. */
function isOfBase({ scheme, bdk, ksn }: Base, { method, station, expected }: DiagnosisCase): boolean {
  const name = kcvMethodNames.find((one) => one === method)
  using key = dukpt[scheme].initialKey(bdk, withCounter(readKsn(scheme, ksn), 0))
  if (name) return isSameKey(station ?? expected, checkValue(key, name).hex)
  if (method !== 'newland-dukpt' || scheme !== 'tdes') return false
  const { hex } = boundCheckValue(method, { initialKey: key, ksn: fromHex(ksn) })
  return isSameKey(station ?? expected, hex)
}

/** Another job may have a key of this name and place: its value must be the one that the attempt recorded. */
function isThatKey(components: readonly Secret[], { method, station, expected }: DiagnosisCase): boolean {
  const name = kcvMethodNames.find((one) => one === method)
  if (!name || components.length === 0) return false
  using key = xor(components)
  return isSameKey(station ?? expected, checkValue(key, name).hex)
}

/** The key that this one travelled under, where the job has it whole. */
function kekOf({ under }: JobKey, list: readonly JobKey[]): Secret | null {
  if (!under) return null
  const material = under.material ?? list.find(({ label }) => label === under.label)?.material
  const parts = material ? componentsOf(material) : []
  return parts.length > 0 ? xor(parts) : null
}
