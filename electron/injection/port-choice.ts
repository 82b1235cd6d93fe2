// What a person settled for the line to a port: its rate, and the points that the family's protocol page leaves open.
import { Fault } from '../contract/fault.js'
import type { PortSettingsView } from '../contract/views.js'
import { type DeviceDriver, type Family, isByPeople, type SettingValues } from '../devices/driver.js'

/** Only what is not the family's own default. */
export interface PortChoice {
  /** Bits per second; null: the family's own. */
  readonly baud: number | null
  readonly settings: SettingValues
}
export const usualChoice: PortChoice = { baud: null, settings: {} }

/** Rates that are offered; a line set by hand on the command line may have any. */
export const rates: readonly number[] = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400]

/** The driver's defaults with what was given. @throws devices/bad-setting */
export function settingsFor(driver: Family, given: SettingValues, field = '--port'): SettingValues {
  const names = driver.settings.map((setting) => setting.name).join(', ')
  for (const [name, value] of Object.entries(given)) {
    const setting = driver.settings.find((one) => one.name === name)
    if (setting?.values.includes(value)) continue
    throw new Fault('devices/bad-setting', {
      driver: driver.id,
      setting: name,
      field,
      problem: setting ? 'it cannot have that value' : 'it is not known',
      expected: setting ? setting.values.join(', ') : names || 'none',
    })
  }
  return { ...Object.fromEntries(driver.settings.map(({ name, default: value }) => [name, value])), ...given }
}

const lineOf = (family: Family): DeviceDriver['line'] | null =>
  isByPeople(family) ? null : (family as DeviceDriver).line

/** Without what is the family's own. @throws devices/bad-setting */
export function chosen(family: Family, { baud, settings }: PortChoice): PortChoice {
  settingsFor(family, settings, 'settings')
  const own = lineOf(family)?.baud ?? null
  if (baud !== null && (own === null || !rates.includes(baud)))
    throw new Fault('devices/bad-setting', {
      driver: family.id,
      setting: 'baud',
      field: 'baud',
      problem: own === null ? 'it has no line' : 'it cannot have that value',
      expected: own === null ? 'none' : rates.join(', '),
    })
  const differing = family.settings.filter(({ name, default: usual }) => (settings[name] ?? usual) !== usual)
  return {
    baud: baud === own ? null : baud,
    settings: Object.fromEntries(differing.map(({ name }) => [name, settings[name]!])),
  }
}

/** What was kept for a socket, where it still fits: another build may know other settings. */
export function recalled(
  family: Family,
  kept: { readonly driver?: string; readonly baud?: number | null; readonly settings?: SettingValues },
): PortChoice {
  if (kept.driver !== family.id) return usualChoice
  try {
    return chosen(family, { baud: kept.baud ?? null, settings: kept.settings ?? {} })
  } catch {
    return usualChoice
  }
}

/** Everything that can be settled there, with what holds now. */
export const settingsView = (family: Family, { baud, settings }: PortChoice): PortSettingsView => ({
  driver: family.id,
  line: lineOf(family) && { baud: baud ?? lineOf(family)!.baud, usual: lineOf(family)!.baud, rates },
  settings: family.settings.map(({ name, about, values, default: usual }) => ({
    name,
    about,
    values,
    usual,
    value: settings[name] ?? usual,
  })),
})
