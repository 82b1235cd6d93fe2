// Values in a TEXT: bytes as hex digits or as "broken hex", 30h + nibble; numbers always as two hex digits unless set otherwise.

export const codings = ['hex', 'broken-hex'] as const
export type Coding = (typeof codings)[number]

const BROKEN = 0x30

const nibbles: Readonly<Record<Coding, (character: number) => number>> = {
  // The source that sends key numbers in lower case is answered too.
  hex: (character) => '0123456789abcdef'.indexOf(String.fromCharCode(character).toLowerCase()),
  'broken-hex': (character) => (character >= BROKEN && character <= BROKEN + 0x0f ? character - BROKEN : -1),
}
const characters: Readonly<Record<Coding, (nibble: number) => number>> = {
  hex: (nibble) => '0123456789ABCDEF'.charCodeAt(nibble),
  'broken-hex': (nibble) => BROKEN + nibble,
}

/** null where a character is none of the coding, or one is left over. */
export function decode(text: Uint8Array, coding: Coding): Uint8Array | null {
  const values = text.map((character) => nibbles[coding](character))
  // -1 in a byte is 255, and no nibble.
  if (text.length % 2 !== 0 || values.some((value) => value > 0x0f)) {
    values.fill(0)
    return null
  }
  const bytes = Uint8Array.from({ length: text.length / 2 }, (_, at) => (values[2 * at]! << 4) | values[2 * at + 1]!)
  values.fill(0)
  return bytes
}
export const encode = (bytes: Uint8Array, coding: Coding): Uint8Array =>
  Uint8Array.from({ length: bytes.length * 2 }, (_, at) =>
    characters[coding](at % 2 === 0 ? bytes[at >> 1]! >> 4 : bytes[at >> 1]! & 0x0f),
  )

/** A two-character number; null where it is none. */
export const numberAt = (text: Uint8Array, at: number, coding: Coding): number | null =>
  text.length < at + 2 ? null : (decode(text.subarray(at, at + 2), coding)?.[0] ?? null)
/** The character at a place; '' behind the end. */
export const characterAt = (text: Uint8Array, at: number): string =>
  text[at] === undefined ? '' : String.fromCharCode(text[at])

export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))
