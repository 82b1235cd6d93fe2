// Text out of a terminal's answer, made harmless.

/** Trimmed; a character that is no printable ASCII becomes \xNN. Null where nothing is left. */
export const printable = (text: string): string | null =>
  Array.from(text.trim(), (character) =>
    /[\x20-\x5b\x5d-\x7e]/.test(character) ? character : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  ).join('') || null
