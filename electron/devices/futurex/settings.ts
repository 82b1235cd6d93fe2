// What the protocol page leaves open about this family, each with the page's reading as the default.
import type { DriverSetting, SettingValues } from '../driver.js'

const everyByte = Array.from({ length: 256 }, (_, value) => value.toString(16).toUpperCase().padStart(2, '0'))

const table = {
  dialect: {
    values: ['fxpy', 'fx'],
    default: 'fxpy',
    about:
      'Whose command 02. fxpy: slots in hex, length in hex digits. fx: slots in decimal, length in bytes; algorithm, subtype, total and index beside.',
  },
  'unknown-kcv': {
    values: ['refused', 'zeros'],
    default: 'refused',
    about: 'A load whose check value, or its transport key’s, is not known: not sent, or sent with 0000 in that field.',
  },
  'under-mode': {
    values: ['ecb', 'cbc'],
    default: 'ecb',
    about: 'How the station enciphers a key under its transport key; CBC with an initial value of zeros.',
  },
  'block-encryption': {
    values: ['01', '00'],
    default: '01',
    about: 'Encryption type said of a TR-31 block: under a loaded transport key, or none.',
  },
  'block-length': {
    values: ['characters', 'halved'],
    default: 'characters',
    about: 'What the length of a TR-31 block counts in dialect fx, where a key’s counts bytes of two characters each.',
  },
  'block-algorithm': {
    values: ['shortest', 'longest'],
    default: 'shortest',
    about:
      'Algorithm said of a TR-31 block in dialect fx, for its key’s length does not show: 3DES-112 or 168, AES-128 or 256.',
  },
  'count-place': {
    values: ['end', 'after-subtype', 'after-ksn'],
    default: 'end',
    about: 'Where total and index stand in dialect fx. A place is stated for algorithm and subtype only.',
  },
  count: {
    values: ['001001', '001000', '000000'],
    default: '001001',
    about: 'Total and index of a key that is loaded by itself, dialect fx.',
  },
  subtype: {
    values: everyByte,
    default: '00',
    about: 'Subtype of every key, dialect fx. What its values mean is not known.',
  },
  'aes-kcv': {
    values: ['aes-zeros', 'aes-cmac'],
    default: 'aes-zeros',
    about: 'How the check value of an AES key is made: one block of zeros enciphered, or a CMAC over it.',
  },
  version: {
    values: ['load-only', 'every-change'],
    default: 'load-only',
    about: 'Whether version 01 stands only in command 02, or in 04, 05 and 06 as well. 03 is known without it.',
  },
  'delete-one': {
    values: ['slot', 'slot-and-type'],
    default: 'slot',
    about: 'Whether command 06 names the slot alone, or the key type behind it.',
  },
  'serial-text': {
    values: ['16-and-model', 'whole'],
    default: '16-and-model',
    about: 'How the answer to 03 reads: 16 characters of serial number and then the model, or the serial number alone.',
  },
  tries: {
    values: ['3', '2', '1'],
    default: '3',
    about: 'How often a question is asked in all where no good answer comes. Loads are sent once.',
  },
} as const satisfies Record<string, Omit<DriverSetting, 'name'>>

export type SettingName = keyof typeof table

export const settings: readonly DriverSetting[] = Object.entries(table).map(([name, row]) => ({ name, ...row }))

export const settingOf = (values: SettingValues, name: SettingName): string => values[name] ?? table[name].default
