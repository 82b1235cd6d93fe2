// What the protocol page leaves open about this family, each with the page's reading as the default.
import type { DriverSetting, SettingValues } from '../driver.js'

const table = {
  'kcv-send': {
    values: ['by-method', 'mac', 'none'],
    default: 'by-method',
    about:
      'How a load lets the device check the key: mode 1 or 2 by the method of the expected value; mode 3 where the transport key is held; or mode 0, which checks nothing.',
  },
  'short-kcv': {
    values: ['unsent', 'as-known'],
    default: 'unsent',
    about:
      'What becomes of an expected value of 3 bytes, as modes 1 and 2 are shown with 4: unsent (mode 0, the read-back compares), or sent with its own length.',
  },
  'mac-data': {
    values: ['none', 'zeros'],
    default: 'none',
    about: 'Data behind the cryptogram under the MAC of mode 3: none, or eight zero bytes.',
  },
  'mac-bytes': {
    values: ['4', '8'],
    default: '4',
    about: 'How much of the MAC mode 3 sends.',
  },
  'clear-source': {
    values: ['tlk', 'parent'],
    default: 'tlk',
    about:
      'The source type named, with index 0, for a clear key: TLK as in the known sample, or the type that a working key usually travels under.',
  },
  'highest-slot': {
    values: ['100', '20'],
    default: '100',
    about: 'The last index of keys and of DUKPT groups: 100, or 20 on the D180.',
  },
  'serial-text': {
    values: ['either', 'length-first', 'plain'],
    default: 'either',
    about:
      'Whether the serial number comes behind its length, as the version does, or plain; either goes by what the first byte says.',
  },
  'ack-ms': {
    values: ['500', '1000', '2000', '5000', '10000'],
    default: '2000',
    about: 'How long the ACK of a command is waited for.',
  },
  tries: {
    values: ['1', '2', '3', '5', '10', '50'],
    default: '2',
    about:
      'How often a question goes out in all when it is refused by NAK or not answered; the source allows 50. A load goes out again once, after a NAK only.',
  },
  naks: {
    values: ['0', '1', '2', '3', '5', '10'],
    default: '3',
    about: 'How often a broken answer is asked for again by NAK.',
  },
  'unasked-answer': {
    values: ['acknowledge', 'ignore'],
    default: 'acknowledge',
    about: 'What is done with an answer that nobody waits for, as when the device repeats one whose ACK was lost.',
  },
} as const satisfies Record<string, Omit<DriverSetting, 'name'>>

export type SettingName = keyof typeof table

export const settings: readonly DriverSetting[] = Object.entries(table).map(([name, row]) => ({ name, ...row }))

export const settingOf = (values: SettingValues, name: SettingName): string => values[name] ?? table[name].default
