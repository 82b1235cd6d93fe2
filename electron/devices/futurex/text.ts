// Text to and from a terminal of this family: ASCII, and what comes in made harmless.

export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

/** Trimmed; a byte that is no printable ASCII becomes \xNN. Null where nothing is left. */
export const printable = (bytes: Uint8Array): string | null =>
  Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f && byte !== 0x5c
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).padStart(2, '0')}`,
  )
    .join('')
    .trim() || null
