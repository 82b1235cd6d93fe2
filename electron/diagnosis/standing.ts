// How the three values stand to each other, which says on whose side the difference arose before any cause is sought.
import type { CheckValue } from '../contract/values.js'
import { isNoValue } from '../keys/agree.js'

/**
 * `agree`: expected and reported are the same. `entry`: station and device agree, what was expected does not: the entry,
 * the letter or the version. `device`: station and letter agree: transport or device. `method`: only the station's differs.
 * `no-value`: there is no check value to compare. `open`: nothing to tell by.
 */
export type Standing = 'agree' | 'entry' | 'device' | 'method' | 'no-value' | 'open'

/** Fewer common bytes say nothing. */
const FEWEST = 2

/** Bytes that both values have and that are equal; 0 where they differ, or have fewer than two in common. */
export function sameOver(one: string | null | undefined, other: string | null | undefined): number {
  if (!one || !other) return 0
  const digits = Math.min(one.length, other.length)
  return digits >= 2 * FEWEST && one.slice(0, digits) === other.slice(0, digits) ? digits / 2 : 0
}

/** Digits that differ over the common length. */
export const digitsApart = (one: string, other: string): number =>
  Array.from({ length: Math.min(one.length, other.length) }, (_, i) => i).filter((i) => one[i] !== other[i]).length

/** All zeros, all ones, or nothing. */
export const isSentinel = (hex: string, method: CheckValue['method']): boolean =>
  hex === '' || isNoValue({ method, hex })

export function standingOf(
  method: CheckValue['method'],
  {
    expected,
    station,
    reported,
  }: { readonly expected: string; readonly station: string | null; readonly reported: string },
): Standing {
  if (isSentinel(reported, method) || isSentinel(expected, method)) return 'no-value'
  if (sameOver(expected, reported)) return station !== null && !sameOver(station, expected) ? 'method' : 'agree'
  if (station === null || isSentinel(station, method)) return 'open'
  if (sameOver(station, reported)) return 'entry'
  return sameOver(station, expected) ? 'device' : 'open'
}
