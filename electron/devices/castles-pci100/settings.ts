// What the protocol page leaves open about this family, each with the page's reading as the default.
import type { DriverSetting, SettingValues } from '../driver.js'

const table = {
  auth: {
    values: ['before-loads', 'on-demand', 'never'],
    default: 'before-loads',
    about:
      'When both sides prove themselves: before the first load and whenever the pad has lost its session; only once a load was answered 20 or 1F; not at all.',
  },
  'no-session': {
    values: ['20-1F', '20'],
    default: '20-1F',
    about:
      'The statuses that say that no session is open and nothing was stored: 20 (mutual authentication missing) and 1F, whose text in the source is unclear, or 20 alone.',
  },
  fence: {
    values: ['info', 'none'],
    default: 'info',
    about:
      'Whether the pad’s information is asked between anything else and a load. Answers name no command, so that a late second copy of an OK would pass for that of the load.',
  },
  'transport-key': {
    values: ['as-master', 'not-loaded'],
    default: 'as-master',
    about: 'Whether a transport key is loaded like any clear master key (2D), or is in the pad by other means only.',
  },
  'key-ids': {
    values: ['one-table', 'by-kind'],
    default: 'one-table',
    about:
      'Whether the key ids of transport, master and working keys are one table. If they are, a key under another one at its own id takes that one’s place.',
  },
  version: {
    values: ['text', 'hex'],
    default: 'text',
    about: 'How the four bytes of the version are written.',
  },
  'mac-over': {
    values: ['data', 'cryptogram'],
    default: 'data',
    about: 'What the MAC of the rate command covers: the zero-padded data, or its cryptogram.',
  },
  'rate-lrc': {
    values: ['whole', 'five-bytes'],
    default: 'whole',
    about:
      'What the LRC of the rate command covers: command and data as everywhere, or the first five bytes only, as the source computes it.',
  },
  resend: {
    values: ['once', 'never'],
    default: 'once',
    about: 'Whether the information is asked once more without a good answer. Nothing else is ever sent again so.',
  },
} as const satisfies Record<string, Omit<DriverSetting, 'name'>>

export type SettingName = keyof typeof table

export const settings: readonly DriverSetting[] = Object.entries(table).map(([name, row]) => ({ name, ...row }))

export const settingOf = (values: SettingValues, name: SettingName): string => values[name] ?? table[name].default
