// Whether a text may hold key digits: such a text never reaches a log or a file.

/** So many hex digits in groups of a size, one character between them. */
const grouped = (digits: number, size: number): string =>
  `(?:[0-9A-Fa-f]{${size}}[\\s:._/-]){${digits / size - 1}}[0-9A-Fa-f]{${size}}`
/** In one run, or in the groups that key letters print. */
const keyOf = (digits: number): RegExp =>
  new RegExp(
    [`[0-9A-Fa-f]{${digits}}`, ...[2, 4, 8, 16].flatMap((size) => (size < digits ? grouped(digits, size) : []))].join(
      '|',
    ),
  )

/** 8 bytes, a DES key or half of one; 16 bytes, the shortest whole key but that. */
const HALF = keyOf(16)
const WHOLE = keyOf(32)

/** True for 16 hex digits in a row, or in groups of 2, 4 or 8 with one character between. A date and a time are none. */
export const isKeyLike = (text: string): boolean => HALF.test(text)

/** As `isKeyLike` for 32 digits: for texts of devices and machines, which may well hold 16 of something else. */
export const isWholeKeyLike = (text: string): boolean => text.length >= 32 && WHOLE.test(text)
