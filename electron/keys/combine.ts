// Components into a key: XOR in native memory, with what is worth a warning about them.
import { Fault } from '../contract/fault.js'
import type { Secret } from '../contract/secret.js'
import type { Algorithm } from '../contract/values.js'
import { assertLength } from './kcv.js'
import { isZero, knownTestKey, weaknesses } from './public-keys.js'
import { parityOf, sameSecret, xor } from './vault.js'

export interface CombinedKey extends Disposable {
  readonly key: Secret
  readonly parity: 'odd' | 'even' | 'mixed'
  /** Names, sorted: identical-components, zero-component, zero-key, single-component, test-key, weak-key … */
  readonly warnings: readonly string[]
}

export const MOST_COMPONENTS = 9

/**
 * XOR of full-length components (ISO 11568, PCI PIN 12-4: no concatenation of halves).
 * @param components 1 to 9 secrets of one length, still the caller's to dispose
 * @throws keys/component-count, keys/unequal-length, keys/bad-length; the caller adds line and field
 */
export function combine(components: readonly Secret[], algorithm: Algorithm): CombinedKey {
  const [first] = components
  if (!first || components.length > MOST_COMPONENTS)
    throw new Fault('keys/component-count', { count: components.length, expected: `1 to ${MOST_COMPONENTS}` })
  if (components.some((component) => component.bytes !== first.bytes))
    throw new Fault('keys/unequal-length', { expected: `all of ${first.bytes} bytes, as the first` })
  assertLength(algorithm, first.bytes)
  const key = xor(components)
  return {
    key,
    parity: parityOf(key),
    warnings: [...new Set([...componentWarnings(components), ...keyWarnings(key, algorithm)])].sort(),
    [Symbol.dispose]: () => key[Symbol.dispose](),
  }
}

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
  const des = algorithm === 'des' || algorithm === 'tdes'
  return [
    ...(isZero(key) ? ['zero-key'] : []),
    ...(knownTestKey(key) ? ['test-key'] : []),
    ...(des ? weaknesses(key) : []),
    ...(des && parityOf(key) === 'even' ? ['even-parity'] : []),
  ]
}
