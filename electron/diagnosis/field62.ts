// Field 62 of a sign-in answer: working keys as cryptograms, each with four bytes of check value behind it.
import type { SignIn } from './sign-in-shape.js'

export interface Cryptogram {
  readonly name: 'pik' | 'mak' | 'tdk'
  /** Hex: 8, 16 or 24 bytes; 8 of a single-length key that was filled up with zeros. */
  readonly bytes: string
  readonly check: string
  /** Of single length in a place for a longer one. */
  readonly single: boolean
}

/** Bytes of each key by the length of the whole field; a third key is the data key. */
const layouts: Readonly<Record<number, { readonly key: number; readonly count: number }>> = {
  24: { key: 8, count: 2 },
  40: { key: 16, count: 2 },
  56: { key: 24, count: 2 },
  60: { key: 16, count: 3 },
  84: { key: 24, count: 3 },
}
const CHECK = 4
const names = ['pik', 'mak', 'tdk'] as const

/** The parts in order. @throws TypeError for a length that the shape lets nobody give */
export function partsOf({ field62, makBytes }: Pick<SignIn, 'field62' | 'makBytes'>): Cryptogram[] {
  const layout = layouts[field62.length / 2]
  if (!layout) throw new TypeError('field 62 of an unknown length')
  return names.slice(0, layout.count).map((name, i) => {
    const from = 2 * i * (layout.key + CHECK)
    const whole = field62.slice(from, from + 2 * layout.key)
    const check = field62.slice(from + 2 * layout.key, from + 2 * (layout.key + CHECK))
    // MAK(8) ‖ eight zero bytes ‖ check(4): the zeros are no cryptogram.
    const single = name === 'mak' && layout.key === 16 && (makBytes === 8 || whole.endsWith('00'.repeat(8)))
    return { name, bytes: single ? whole.slice(0, 16) : whole, check, single }
  })
}
