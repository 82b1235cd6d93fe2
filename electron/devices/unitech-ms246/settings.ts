// What the protocol page leaves open about this family, each with the page's reading as the default.
import type { DriverSetting, SettingValues } from '../driver.js'

const table = {
  ksn: {
    values: ['before-key', 'after-key', 'unsent'],
    default: 'before-key',
    about: 'When the key serial number is stored: before its key, as listed; after it; or not by the station.',
  },
  'bare-ack': {
    values: ['answers', 'is-no-answer'],
    default: 'answers',
    about:
      'Whether the ACK alone will do as the answer to the status question and to a key serial number, if no frame follows within a second. A key is always answered by a frame.',
  },
  'ack-ms': {
    values: ['500', '1000', '2000', '5000', '10000'],
    default: '2000',
    about: 'How long the ACK of a command is waited for.',
  },
  tries: {
    values: ['1', '2', '3', '5'],
    default: '2',
    about: 'How often the status question goes out in all when it is not answered. Nothing else is sent twice.',
  },
} as const satisfies Record<string, Omit<DriverSetting, 'name'>>

export type SettingName = keyof typeof table

export const settings: readonly DriverSetting[] = Object.entries(table).map(([name, row]) => ({ name, ...row }))

export const settingOf = (values: SettingValues, name: SettingName): string => values[name] ?? table[name].default
