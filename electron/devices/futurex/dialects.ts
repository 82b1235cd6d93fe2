// The two ways in which the sources write command 02: FXPY is a Python client, FX a receiver that cites the vendor's manual.
import type { Algorithm } from '../../contract/values.js'
import type { SettingValues } from '../driver.js'
import type { Beside, CountPlace } from './commands.js'
import { settingOf } from './settings.js'

export interface Dialect {
  /** 0 to 99 as two digits. */
  slot(place: number): string
  /** Three digits for a key of so many hex digits. */
  keyLength(digits: number): string
  /** Three digits for a TR-31 block of so many characters. */
  blockLength(characters: number, settings: SettingValues): string
  /** Algorithms by the key's length in bytes, as the code for them. */
  readonly algorithms: Partial<Record<Algorithm, Readonly<Record<number, string>>>>
  /** What this dialect says beside the base form; absent where nothing. */
  beside?(algorithm: string, settings: SettingValues): Beside
}

const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0')
const tdes = { 16: '00', 24: '01' } as const

const dialects: Readonly<Record<string, Dialect>> = {
  fxpy: {
    slot: (place) => hex(place, 2),
    keyLength: (digits) => hex(digits, 3),
    blockLength: (characters) => hex(characters, 3),
    algorithms: { tdes },
  },
  fx: {
    slot: (place) => String(place).padStart(2, '0'),
    keyLength: (digits) => hex(digits / 2, 3),
    blockLength: (characters, settings) =>
      hex(settingOf(settings, 'block-length') === 'halved' ? characters / 2 : characters, 3),
    algorithms: { tdes, aes: { 16: '02', 24: '03', 32: '04' } },
    beside: (algorithm, settings) => ({
      algorithm,
      subtype: settingOf(settings, 'subtype'),
      count: settingOf(settings, 'count'),
      countPlace: settingOf(settings, 'count-place') as CountPlace,
    }),
  },
}

export const dialectOf = (settings: SettingValues): Dialect => dialects[settingOf(settings, 'dialect')]!
