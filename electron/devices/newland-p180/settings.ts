// What the protocol page leaves open about this family, each with the page's reading as the default.
import type { DriverSetting, SettingValues } from '../driver.js'

const table = {
  'kcv-mark': {
    values: ['length-or-status', 'length', 'status', 'any'],
    default: 'length-or-status',
    about:
      'The byte before a check value that was read: 03, its length; 00, a status; either of them; or whatever it is. With another one there is no value.',
  },
  'no-kcv': {
    values: ['unknown', 'empty'],
    default: 'unknown',
    about:
      'What a slot is whose check value was asked for and is not in the answer: no code for "no such key" is known.',
  },
  'kcv-send': {
    values: ['as-known', 'none'],
    default: 'as-known',
    about:
      'Whether a load carries the first 3 bytes of the expected check value, where it is known; they are optional.',
  },
  'under-mode': {
    values: ['ecb', 'cbc'],
    default: 'ecb',
    about: 'How the station enciphers a key under its key-encrypting key: ECB, or CBC with an initial value of zeros.',
  },
  'key-blocks': {
    values: ['off', 'relayed'],
    default: 'off',
    about: 'Whether TR-31 blocks are relayed as they are, by format 0: the source names it and never uses it.',
  },
  'highest-index': {
    values: ['127', '255', '100', '50', '10'],
    default: '127',
    about:
      'The last index of master, PIN and MAC keys. A data key lies 128 above its master key, which leaves 1 to 127 for that one.',
  },
  'identify-by': {
    values: ['kcv', 'attribute'],
    default: 'kcv',
    about:
      'The question that shows that such a pad is there: 52 about master key 1, or 90 without parameters. Neither tells a serial number.',
  },
  'ack-ms': {
    values: ['500', '1000', '2000', '5000', '10000'],
    default: '5000',
    about: 'How long the ACK of a command is waited for; the source has one deadline of 5 s, by default.',
  },
  tries: {
    values: ['1', '2', '3', '5'],
    default: '2',
    about: 'How often a question goes out in all when it is not answered. Loads and erasing are sent once.',
  },
  naks: {
    values: ['0', '1', '2', '3'],
    default: '0',
    about: 'How often a broken answer is asked for again by NAK: the source says only that a good one gets an ACK.',
  },
  'unasked-answer': {
    values: ['ignore', 'acknowledge'],
    default: 'ignore',
    about: 'What is done with an answer that nobody waits for.',
  },
} as const satisfies Record<string, Omit<DriverSetting, 'name'>>

export type SettingName = keyof typeof table

export const settings: readonly DriverSetting[] = Object.entries(table).map(([name, row]) => ({ name, ...row }))

export const settingOf = (values: SettingValues, name: SettingName): string => values[name] ?? table[name].default
