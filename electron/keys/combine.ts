// Components into a key: XOR in native memory, with what is worth a warning about them.
import { Fault } from '../contract/fault.js'
import type { Secret } from '../contract/secret.js'
import type { Algorithm } from '../contract/values.js'
import { assertLength } from './kcv.js'
import type { KeyProfile } from './profile.js'
import { isZero, knownTestKey, weaknesses } from './public-keys.js'
import { parityOf, sameSecret, withOddParity, xor } from './vault.js'

export interface CombinedKey extends Disposable {
  readonly key: Secret
  /** Of the XOR, before any parity was set. */
  readonly parity: 'odd' | 'even' | 'mixed'
  /** Names, sorted: identical-components, zero-component, zero-key, single-component, test-key, weak-key … */
  readonly warnings: readonly string[]
}

export interface CombineRules {
  /** 2 in the ceremony and in production, where no one person may hold the whole key; 1 in lab and calculators. */
  readonly fewest?: 1 | 2
  /** What the key profile says; `odd` sets parity in DES and TDES keys alone, for in others it would be another key. */
  readonly parity?: KeyProfile['parity']
}

export const MOST_COMPONENTS = 9

/**
 * XOR of full-length components (ISO 11568, PCI PIN 12-4: no concatenation of halves).
 * @param components 1 to 9 secrets of one length, still the caller's to dispose
 * @throws keys/component-count, keys/unequal-length, keys/bad-length; the caller adds line and field
 */
export function combine(
  components: readonly Secret[],
  algorithm: Algorithm,
  { fewest = 1, parity = 'as-combined' }: CombineRules = {},
): CombinedKey {
  const [first] = components
  if (!first || components.length < fewest || components.length > MOST_COMPONENTS)
    throw new Fault('keys/component-count', {
      count: components.length,
      expected: `${fewest} to ${MOST_COMPONENTS}`,
    })
  if (components.some((component) => component.bytes !== first.bytes))
    throw new Fault('keys/unequal-length', { expected: `all of ${first.bytes} bytes, as the first` })
  assertLength(algorithm, first.bytes)
  const sum = xor(components)
  try {
    const adjust = parity === 'odd' && isDes(algorithm)
    const warnings = [...componentWarnings(components), ...keyWarnings(sum, algorithm)]
    // Two components of odd parity have a sum of even parity: nothing to warn of where it is about to be set.
    const kept = adjust ? warnings.filter((warning) => warning !== 'even-parity') : warnings
    const combined = { parity: parityOf(sum), warnings: [...new Set(kept)].sort() }
    const key = adjust ? withOddParity(sum) : sum
    if (adjust) sum[Symbol.dispose]()
    return { ...combined, key, [Symbol.dispose]: () => key[Symbol.dispose]() }
  } catch (error) {
    sum[Symbol.dispose]()
    throw error
  }
}

const isDes = (algorithm: Algorithm): boolean => algorithm === 'des' || algorithm === 'tdes'

function componentWarnings(components: readonly Secret[]): string[] {
  const identical = components.some((one, i) => components.slice(i + 1).some((other) => sameSecret(one, other)))
  return [
    ...(components.length === 1 ? ['single-component'] : []),
    ...(identical ? ['identical-components'] : []),
    ...(components.some(isZero) ? ['zero-component'] : []),
  ]
}

/** What is worth a warning about a key, whatever it came from. Even parity is one only where parity is used. */
export function keyWarnings(key: Secret, algorithm: Algorithm): string[] {
  const des = isDes(algorithm)
  return [
    ...(isZero(key) ? ['zero-key'] : []),
    ...(isTestKey(key, des) ? ['test-key'] : []),
    ...(des ? weaknesses(key) : []),
    ...(des && parityOf(key) === 'even' ? ['even-parity'] : []),
  ]
}

/** Parity bits are no part of a DES key: under any parity a published key is published. */
function isTestKey(key: Secret, des: boolean): boolean {
  if (knownTestKey(key)) return true
  if (!des) return false
  using odd = withOddParity(key)
  return knownTestKey(odd) !== null
}
