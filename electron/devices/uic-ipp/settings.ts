// What the protocol page leaves open about this family, each with the page's reading as the default.
import type { DriverSetting, SettingValues } from '../driver.js'

const table = {
  dialect: {
    values: ['uic', 'verifone'],
    default: 'uic',
    about:
      'Whose message 02: UIC (double and triple keys, TR-31, attributes, 90/94) or VeriFone key-only (single DES keys 0 to 9). GISKE is not offered.',
  },
  line: {
    values: ['8n1', '7e1', '7o1'],
    default: '8n1',
    about:
      'Data bits and parity. 8N1 is what message 13 means without a mode; PINpad 101/1000 are said to leave the factory with 1200 7E1.',
  },
  'find-rate': {
    values: ['off', 'on'],
    default: 'off',
    about: 'Whether a terminal that does not answer is looked for at the other seven rates.',
  },
  'after-load': {
    values: ['check-presence', 'stay-in-mode'],
    default: 'check-presence',
    about:
      'Whether message 04 asks after each load if the key is there, which ends inject mode; or nothing but loads is sent while the mode lasts.',
  },
  attributes: {
    values: ['by-usage', 'none'],
    default: 'by-usage',
    about: 'Whether a clear key travels with its usage and mode, or is left to the default K0 D.',
  },
  'tpk-mode': {
    values: ['E', 'D'],
    default: 'E',
    about: 'Mode of a PIN key (P0): encrypts, or the default D.',
  },
  'tak-mode': {
    values: ['G', 'V'],
    default: 'G',
    about: 'Mode of a MAC key (M3): generates, or verifies.',
  },
  'tdk-mode': {
    values: ['E', 'D'],
    default: 'E',
    about: 'Mode of a data key (D0): encrypts, or the default D.',
  },
  'block-versions': {
    values: ['a-and-b', 'a', 'b'],
    default: 'a-and-b',
    about: 'TR-31 versions taken: the stated lengths fit A, the printed sample is also given in B.',
  },
  'own-block': {
    values: ['b', 'a'],
    default: 'b',
    about: 'TR-31 version of blocks that the station makes itself.',
  },
  'functional-test': {
    values: ['off', 'pin-entry'],
    default: 'off',
    about:
      'Whether a TMK is tried after its load: 08 selects it, 70 asks for the PIN 1234 at the pad, and the PIN block (ISO 9564-1 format 0, which the sources do not name) is compared.',
  },
  'pin-amount': {
    values: ['none', '0.00'],
    default: 'none',
    about: 'What stands for the amount in message 70, whose form the sources do not give.',
  },
  'zero-with-attributes': {
    values: ['unknown', 'empty', 'filled'],
    default: 'unknown',
    about: 'What an answer 04 0 with attributes means; one example prints it, by misprint it seems.',
  },
  'ack-ms': {
    values: ['500', '1000', '2000', '5000', '10000'],
    default: '2000',
    about: 'How long the ACK of a message is waited for.',
  },
  'eot-ms': {
    values: ['250', '500', '1000', '2000'],
    default: '1000',
    about: 'How long the EOT behind an answer is waited for; the answer stands without it.',
  },
  'commit-ms': {
    values: ['2000', '6000', '12000'],
    default: '6000',
    about:
      'How long the EOT behind an acknowledged echo is waited for. The terminal echoes again after 5 s without an ACK; nothing stands without this EOT.',
  },
  naks: {
    values: ['0', '1', '2', '3'],
    default: '3',
    about: 'How often a broken answer is asked for again by NAK before EOT ends the exchange.',
  },
  resend: {
    values: ['once', 'never'],
    default: 'once',
    about: 'Whether a question without a good answer is asked once more. Loads never are, but for one NAK.',
  },
} as const satisfies Record<string, Omit<DriverSetting, 'name'>>

export type SettingName = keyof typeof table

export const settings: readonly DriverSetting[] = Object.entries(table).map(([name, row]) => ({ name, ...row }))

export const settingOf = (values: SettingValues, name: SettingName): string => values[name] ?? table[name].default
