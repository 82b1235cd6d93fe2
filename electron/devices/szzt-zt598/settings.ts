// What the protocol page leaves open about this family, each with the page's reading as the default.
import type { DriverSetting, SettingValues } from '../driver.js'

const table = {
  coding: {
    values: ['hex', 'broken-hex'],
    default: 'hex',
    about: 'How keys and data travel: as hex digits, or as one byte 30h + nibble for each nibble.',
  },
  'select-coding': {
    values: ['with-identity', 'never'],
    default: 'with-identity',
    about: 'Whether that coding is chosen in the terminal (control 6) each time its identity is read.',
  },
  'number-coding': {
    values: ['hex', 'as-data'],
    default: 'hex',
    about: 'Whether key numbers, control values and authentication codes stay hex digits where data is broken hex.',
  },
  auth: {
    values: ['on-demand', 'always', 'never'],
    default: 'on-demand',
    about:
      'When the station authenticates: after a load was answered EC, which is then sent once more; before every load; not at all.',
  },
  'auth-variant': {
    values: ['z', 'c'],
    default: 'z',
    about: 'The handshake: z as the ZT588 driver has it, c as the ZT598 driver has it.',
  },
  uid: {
    values: ['by-variant', '11', '88'],
    default: 'by-variant',
    about:
      'The published UID: the byte 11 (variant z) or 88 (variant c) repeated, 8 bytes for z and 16 for c. Another UID is not known to the station.',
  },
  'auth-seed': {
    values: ['text', 'zeros'],
    default: 'text',
    about: 'What variant z sends first: sixteen characters 0 as data, or eight zero bytes.',
  },
  'auth-number': {
    values: ['transport-key', 'zero'],
    default: 'transport-key',
    about:
      'The key number that the handshake names: that of the transport key (of a clear load the key’s own), or 00. On EC and E4 variant c falls back to the UID itself.',
  },
  'auth-uid-code': {
    values: ['81', '00'],
    default: '81',
    about:
      'What variant c names for the UID itself. Of its codes 80, 81, 90 and 91 three are known (set UID, verify), which leaves 81; 00 is the number of the UID mask.',
  },
  'auth-verify': {
    values: ['by-usage', '90', '91'],
    default: 'by-usage',
    about: 'The code of the last step: 91 for a TLK and 90 for the others, or always one of them.',
  },
  'clear-length-digit': {
    values: ['1-2-3', '0-1-2'],
    default: '1-2-3',
    about: 'The length digit of a clear load of 8, 16 and 24 bytes. Both drivers use 1-2-3 under a transport key.',
  },
  'tlk-type': {
    values: ['1', '2'],
    default: '1',
    about: 'The type digit of a TLK: 1 (IMK), or 2 as a TMK and a KEK have it.',
  },
  'read-back': {
    values: ['every-key', 'working-keys', 'off'],
    default: 'every-key',
    about:
      'Which check values are read back, by enciphering zeros under the key (command 9). The source does so for working keys.',
  },
  'sm4-read-back': {
    values: ['off', 'd-as-9'],
    default: 'off',
    about: 'Whether an SM4 key is read back by command d, taking it to have the fields of command 9.',
  },
  'no-key': {
    values: ['E4', 'E4-E5'],
    default: 'E4',
    about: 'The codes that say that a key number is empty: E4 alone, or E5 (no match / no key) too.',
  },
  serial: {
    values: ['date-and-serial', 'serial', 'binary'],
    default: 'date-and-serial',
    about: 'The serial number: characters 138 to 145 of the user info, the last four alone, or those eight as hex.',
  },
  discovery: {
    values: ['on', 'off'],
    default: 'on',
    about: 'Whether the other rates are tried once command 3 stays unanswered for 1 s at the configured one.',
  },
  'discovered-rate': {
    values: ['115200', 'keep'],
    default: '115200',
    about: 'Whether a terminal found at another rate is switched to 115200, or spoken to at the rate it has.',
  },
  'baud-value': {
    values: ['constants', 'helper'],
    default: 'constants',
    about: 'The control value of 115200: 4F as both drivers’ constants have it, or 48 as one driver’s helper makes it.',
  },
  deadline: {
    values: ['1', '3', '5', '10'],
    default: '1',
    about:
      'How long an answer may take, in seconds. The source waits 1 s; a terminal that is busy with a key may want more.',
  },
  resends: {
    values: ['4', '3', '2', '1', '0'],
    default: '4',
    about: 'How often a reading command is sent again when its answer is lost or broken. Loads never are.',
  },
} as const satisfies Record<string, Omit<DriverSetting, 'name'>>

export type SettingName = keyof typeof table

export const settings: readonly DriverSetting[] = Object.entries(table).map(([name, row]) => ({ name, ...row }))

export const settingOf = (values: SettingValues, name: SettingName): string => values[name] ?? table[name].default
