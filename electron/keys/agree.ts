// When two check values agree: never over fewer than three common bytes, nor by different methods. One common byte that differs is enough to disagree.
import type { CheckValue } from '../contract/values.js'

/** X9.24 shows 24 bits and more; over fewer, 1 key in 65,536 agrees by chance. */
const FEWEST_COMMON_BYTES = 3

export type Agreement = 'match' | 'mismatch' | 'incomparable'

/** Compares all common bytes. @param a, b upper-case hex of any length */
export function agree(a: CheckValue, b: CheckValue): Agreement {
  const digits = Math.min(a.hex.length, b.hex.length)
  if (a.method !== b.method || digits === 0 || isNoValue(a) || isNoValue(b)) return 'incomparable'
  if (a.hex.slice(0, digits).toUpperCase() !== b.hex.slice(0, digits).toUpperCase()) return 'mismatch'
  return digits < 2 * FEWEST_COMMON_BYTES ? 'incomparable' : 'match'
}

/** All zeros or all ones is what devices answer that have no value: never compared. */
export const isNoValue = (value: CheckValue): boolean => /^(?:0*|F*)$/i.test(value.hex)

export const toCheckValue = (method: CheckValue['method'], hex: string | null): CheckValue | null =>
  hex === null ? null : { method, hex: hex.toUpperCase() }

/** Whether what a person gave differs from what the station computed, over however many digits there are: any difference stops. */
export const disagree = (given: CheckValue, computed: CheckValue): boolean => {
  const digits = Math.min(given.hex.length, computed.hex.length)
  return given.hex.slice(0, digits).toUpperCase() !== computed.hex.slice(0, digits).toUpperCase()
}
