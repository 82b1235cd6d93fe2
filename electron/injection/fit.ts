// Whether a driver can load a prepared key: usage, form, algorithm, slot and the way it travels. Asked before any attempt.
import { Fault } from '../contract/fault.js'
import type { Family, LoadCapability, LoadMaterial, LoadRequest, SettingValues } from '../devices/driver.js'
import { fromHex } from '../keys/hex.js'
import { secretFromBytes } from '../keys/vault.js'
import type { PreparedJob, PreparedKey } from './prepare.js'

/** @throws devices/cannot-load, devices/slot-range with `line` and `field` */
export function fit(job: PreparedJob, key: PreparedKey, driver: Family, settings: SettingValues): LoadCapability {
  const offered = driver.loads(settings)
  const capability = offered.find((one) => one.usage === key.usage)
  const cannot = (field: string, expected: string) =>
    job.at(
      [...key.path, ...field.split('.')],
      new Fault('devices/cannot-load', { driver: driver.id, usage: key.usage, expected }),
    )
  if (!capability) throw cannot('usage', offered.map((one) => one.usage).join(', '))
  if (!capability.algorithms.includes(key.algorithm)) throw cannot('algorithm', capability.algorithms.join(', '))
  if (!capability.forms.includes(key.form)) throw cannot('material.form', capability.forms.join(', '))
  const [first, last] = capability.slots
  if (key.slot < first || key.slot > last)
    throw job.at(
      [...key.path, 'slot'],
      new Fault('devices/slot-range', {
        slot: key.slot,
        driver: driver.id,
        usage: key.usage,
        expected: `${first} to ${last}`,
      }),
    )
  if (key.under) fitUnder(job, key, driver, capability, offered, cannot)
  else if (capability.travels === 'under' && !capability.factoryKey)
    throw cannot('under', 'the key it travels under: {"label", "slot", "material"}')
  return capability
}

function fitUnder(
  job: PreparedJob,
  key: PreparedKey,
  driver: Family,
  capability: LoadCapability,
  offered: readonly LoadCapability[],
  cannot: (field: string, expected: string) => Fault,
): void {
  const under = key.under!
  if (capability.travels === 'clear') throw cannot('under', 'no transport key: this usage travels in clear')
  if (!capability.under.includes(under.usage)) throw cannot('under.usage', capability.under.join(', '))
  const [first, last] = offered.find((one) => one.usage === under.usage)?.slots ?? [0, 255]
  if (under.slot < first || under.slot > last)
    throw job.at(
      [...key.path, 'under', 'slot'],
      new Fault('devices/slot-range', {
        slot: under.slot,
        driver: driver.id,
        usage: under.usage,
        expected: `${first} to ${last}`,
      }),
    )
}

/** The request a driver gets. `using` it: a factory key made for the way is wiped with it. */
export function loadRequest(key: PreparedKey, capability: LoadCapability): LoadRequest & Disposable {
  if (key.material === null) throw new TypeError('a key whose serial number is not issued cannot be loaded')
  const factory = factoryKey(key, capability)
  const material: LoadMaterial =
    factory && key.secret ? { form: 'wrapped', secret: key.secret, key: factory } : key.material
  return {
    usage: key.usage,
    slot: key.slot,
    algorithm: key.algorithm,
    label: key.label,
    material,
    under: key.under ?? (factory ? { usage: capability.under[0] ?? key.usage, slot: capability.slots[0] } : null),
    // The longest value known: the device compares as many bytes as it is sent.
    expected: key.station ?? key.expected,
    [Symbol.dispose]: () => factory?.[Symbol.dispose](),
  }
}

/** Warnings that come of the way the device takes the key. */
export const fitWarnings = (key: PreparedKey, capability: LoadCapability): string[] =>
  !key.under && capability.factoryKey && capability.travels === 'under' ? ['clear-load', 'test-kek'] : []

const factoryKey = (key: PreparedKey, capability: LoadCapability) =>
  !key.under && capability.travels === 'under' && capability.factoryKey
    ? secretFromBytes(fromHex(capability.factoryKey))
    : null
