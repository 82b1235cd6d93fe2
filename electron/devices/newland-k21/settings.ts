// What the protocol page leaves open about this family, each with the page's reading as the default.
import type { DriverSetting, SettingValues } from '../driver.js'

const sequence = Array.from({ length: 255 }, (_, index) => String(index + 1))

const table = {
  'tlk-under': {
    values: ['present-tlk', 'itself'],
    default: 'present-tlk',
    about:
      'What a TLK is enciphered under on its way in: the TLK in the device now, or itself. The one known sample fits both.',
  },
  'tmk-read-back': {
    values: ['off', 'type-00'],
    default: 'off',
    about: 'Whether the check value of a TMK can be read by key type 00. Read-back is shown for working keys only.',
  },
  'kcv-send': {
    values: ['as-known', 'none'],
    default: 'as-known',
    about:
      'Whether the expected check value is sent along for the device to compare: 6, 4 or 3 bytes, as many as are known.',
  },
  'response-code': {
    values: ['must-be-00', 'ignored'],
    default: 'must-be-00',
    about: 'Whether the general response code at offset 7 counts beside the result code at offset 9 of a key command.',
  },
  'delete-one': {
    values: ['tdk-only', 'type-byte'],
    default: 'tdk-only',
    about:
      'How the first byte of the form that deletes one key reads: "one TDK", or the key type (01 TDK, 02 TPK, 03 TAK).',
  },
  'delete-all': {
    values: ['everything', 'indexes-1-200'],
    default: 'everything',
    about: 'Which form "delete all keys" takes: 04, which is all there are, or 05, after which index 201 survives.',
  },
  resend: {
    values: ['once', 'never'],
    default: 'once',
    about:
      'Whether a reading command without a good answer is sent once more, under a new sequence number. Loads never are.',
  },
  'first-seq': {
    values: sequence,
    default: '1',
    about: 'The sequence number a session begins with; the host chooses it.',
  },
} as const satisfies Record<string, Omit<DriverSetting, 'name'>>

export type SettingName = keyof typeof table

export const settings: readonly DriverSetting[] = Object.entries(table).map(([name, row]) => ({ name, ...row }))

export const settingOf = (values: SettingValues, name: SettingName): string => values[name] ?? table[name].default
