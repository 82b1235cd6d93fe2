// How people load by hand: the way the key takes into the terminal, how often two readings may differ, how long it waits.
import { loadingWays } from '../../contract/people.js'
import type { DriverSetting, SettingValues } from '../driver.js'

const table = {
  way: {
    values: loadingWays,
    default: 'keypad',
    about:
      'How the key gets in: typed at the terminal’s own keypad, from a mother POS by its cable, or from a key card.',
  },
  rounds: {
    values: ['1', '2', '3', '4', '5'],
    default: '3',
    about: 'How often both people are asked to read, where their readings differ, before the value counts as unread.',
  },
  patience: {
    values: ['5', '10', '20', '30', '60'],
    default: '30',
    about: 'Minutes to wait for each answer. After that the load counts as unknown.',
  },
} as const satisfies Record<string, Omit<DriverSetting, 'name'>>

export type SettingName = keyof typeof table

export const settings: readonly DriverSetting[] = Object.entries(table).map(([name, row]) => ({ name, ...row }))

export const settingOf = (values: SettingValues, name: SettingName): string => values[name] ?? table[name].default
