// Hex digits as people read them off a screen: what was typed instead of a digit is told, never guessed.

const lookAlike: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  I: '1',
  L: '1',
  '|': '1',
  Z: '2',
  S: '5',
  G: '6',
}

export interface HexEntry {
  readonly value: string
  /** The last sign that is no digit, and the digit it looks like, where there is one. */
  readonly stray: { readonly typed: string; readonly meant: string | null } | null
}

/** The entry as it stands in the field after a change. @param most digits there is room for */
export function hexEntry(field: string, most: number): HexEntry {
  const signs = [...field.toUpperCase().replace(/[\s.:-]/g, '')]
  const strays = signs.filter((sign) => !/^[0-9A-F]$/.test(sign))
  const typed = strays.at(-1)
  return {
    value: signs
      .filter((sign) => /^[0-9A-F]$/.test(sign))
      .join('')
      .slice(0, most),
    stray: typed === undefined ? null : { typed, meant: lookAlike[typed] ?? null },
  }
}

export const isWhole = (value: string, fewest: number): boolean => value.length >= fewest && value.length % 2 === 0
