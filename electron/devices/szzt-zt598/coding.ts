// How bytes become characters of a frame's text: hex digits, or "broken hex", one byte 30h + nibble for each nibble.
import type { SettingValues } from '../driver.js'
import { settingOf } from './settings.js'

export interface Coding {
  /** What native code writes a key in. */
  readonly key: 'hex' | 'broken-hex'
  data(bytes: Uint8Array): Uint8Array
  /** One byte: a key number, a control value, a code. */
  number(value: number, letters?: 'upper' | 'lower'): Uint8Array
  /** Characters of an answer as bytes; null where they are none of this coding. */
  read(characters: Uint8Array): Uint8Array | null
}

export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))
const hexText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()

const codings: Readonly<Record<'hex' | 'broken-hex', Pick<Coding, 'data' | 'read'>>> = {
  hex: {
    data: (bytes) => ascii(hexText(bytes)),
    read: (characters) => {
      const text = String.fromCharCode(...characters)
      return /^([0-9A-Fa-f]{2})*$/.test(text) ? Uint8Array.from(Buffer.from(text, 'hex')) : null
    },
  },
  'broken-hex': {
    data: (bytes) => Uint8Array.from(Array.from(bytes).flatMap((byte) => [0x30 + (byte >> 4), 0x30 + (byte & 15)])),
    read: (characters) => {
      if (characters.length % 2 !== 0 || characters.some((one) => one < 0x30 || one > 0x3f)) return null
      const nibble = (at: number): number => characters[at]! & 15
      return Uint8Array.from({ length: characters.length / 2 }, (_, at) => (nibble(2 * at) << 4) | nibble(2 * at + 1))
    },
  },
}

export function codingOf(settings: SettingValues): Coding {
  const key = settingOf(settings, 'coding') === 'hex' ? 'hex' : 'broken-hex'
  const { data, read } = codings[key]
  const asData = key === 'broken-hex' && settingOf(settings, 'number-coding') === 'as-data'
  return {
    key,
    data,
    read,
    number: (value, letters = 'upper') => {
      if (asData) return data(Uint8Array.of(value))
      const text = hexText(Uint8Array.of(value))
      return ascii(letters === 'upper' ? text : text.toLowerCase())
    },
  }
}
