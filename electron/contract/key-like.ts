// Whether a text that a person wrote may hold key digits: such a text never reaches a log or a file.

const group = (digits: number, times: number): string =>
  `(?:[0-9A-Fa-f]{${digits}}[\\s:._/-]){${times}}[0-9A-Fa-f]{${digits}}`
/** 8 bytes, a DES key or half of one: in one run, or in the groups that key letters print. */
const KEY_LIKE = new RegExp(['[0-9A-Fa-f]{16}', group(2, 7), group(4, 3), group(8, 1)].join('|'))

/** True for 16 hex digits in a row, or in groups of 2, 4 or 8 with one character between. A date and a time are none. */
export const isKeyLike = (text: string): boolean => KEY_LIKE.test(text)
