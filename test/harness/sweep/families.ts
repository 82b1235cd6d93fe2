// The families that a sweep can play with: a driver and its simulated terminal, in every dialect that changes what is loaded.
import type { KeyUsage } from '../../../electron/contract/values.js'
import { type DeviceDriver, isByPeople, type SettingValues } from '../../../electron/devices/driver.js'
import { families as all, drivers } from '../../../electron/devices/index.js'
import type { SimulatedFamily } from '../../../electron/devices/simulator-terminal.js'
import { simulators } from '../../../electron/devices/simulators.js'

/** Driver settings and terminal behaviours that fit each other. */
export interface Variant {
  readonly name: string
  readonly settings: SettingValues
  readonly behave: readonly string[]
  /** The usages that it makes a difference to; all where absent. */
  readonly only?: readonly KeyUsage[]
}
export interface Family {
  readonly driver: DeviceDriver
  readonly simulator: SimulatedFamily
  readonly variants: readonly Variant[]
  /** A transport key that the simulated terminal leaves the factory with and that no load brings. */
  readonly born: BornKey | null
}
export interface BornKey {
  readonly usage: KeyUsage
  readonly slot: number
  readonly hex: string
}

const usual: Variant = { name: 'usual', settings: {}, behave: [] }

/** Beside the usual one; a family that is not named here has that alone. */
const others: Readonly<Record<string, readonly Variant[]>> = {
  'newland-k21': [
    {
      name: 'TMK read back',
      settings: { 'tmk-read-back': 'type-00' },
      behave: ['tmk-readback=on'],
      only: ['TMK'],
    },
  ],
  'szzt-zt598': [
    { name: 'ZT588 key numbers', settings: {}, behave: ['zones=zt588'], only: ['TLK', 'TPK'] },
    {
      name: 'authentication c',
      settings: { 'auth-variant': 'c' },
      behave: ['auth=c', `uid=${'88'.repeat(16)}`],
      only: ['TPK'],
    },
    { name: 'broken hex', settings: { coding: 'broken-hex' }, behave: [], only: ['TPK'] },
  ],
  'uic-ipp': [{ name: 'VeriFone', settings: { dialect: 'verifone' }, behave: ['dialect=verifone'] }],
  // The two read the length of a block differently where nothing is said: the page leaves it open.
  futurex: [
    {
      name: 'FX',
      settings: { dialect: 'fx', 'block-length': 'halved' },
      behave: ['dialect=fx'],
      only: ['TPK', 'KEK'],
    },
  ],
}

const born: Readonly<Record<string, BornKey>> = {
  'newland-p180': { usage: 'TLK', slot: 1, hex: '0123456789ABCDEFFEDCBA9876543210' },
}

const simulatorFor = (id: string) => simulators.find(({ driver }) => driver === id)

export const families: readonly Family[] = drivers.flatMap((driver) => {
  const simulator = simulatorFor(driver.id)
  return simulator
    ? [{ driver, simulator, variants: [usual, ...(others[driver.id] ?? [])], born: born[driver.id] ?? null }]
    : []
})

/** By name and with the reason: nothing is left out in silence. */
export const leftOut: readonly { readonly driver: string; readonly because: string }[] = all
  .filter(({ id }) => !families.some(({ driver }) => driver.id === id))
  .map((family) => ({
    driver: family.id,
    because: isByPeople(family) ? 'it has no line: people load it by hand' : 'it has no simulated terminal',
  }))

/** With the defaults filled in, as a station fills them in. */
export const settingsOf = ({ driver }: Family, { settings }: Variant): SettingValues => ({
  ...Object.fromEntries(driver.settings.map(({ name, default: value }) => [name, value])),
  ...settings,
})
