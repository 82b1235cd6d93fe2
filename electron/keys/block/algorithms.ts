// The algorithms of wrapped keys: lengths, the length they are padded to, how strong they are, and their check value.
import { Fault } from '../../contract/fault.js'
import type { Secret } from '../../contract/secret.js'
import type { Algorithm, KcvMethodName } from '../../contract/values.js'
import { checkValue, keyLengths, usualMethod } from '../kcv.js'

export interface KeyAlgorithm {
  /** The station's word; null where it has no cipher of that kind. */
  readonly cipher: Algorithm | null
  /** Bytes that the key is padded to, so that a block does not show its length (X9.143:2021, 5 and 6.1). */
  readonly paddedTo: number
  /** Effective strength in bits (NIST SP 800-57 part 1, table 2); null where the bytes do not tell it. */
  readonly strength: (bytes: number) => number | null
}

/** Two-key TDES is taken for 80 bits, three-key for 112. */
const desStrength = (bytes: number) => ({ 8: 56, 16: 80, 24: 112 })[bytes] ?? null
const hmac: KeyAlgorithm = { cipher: null, paddedTo: 0, strength: (bytes) => Math.min(8 * bytes, 256) }
const keyPair: KeyAlgorithm = { cipher: null, paddedTo: 0, strength: () => null }

/** X9.143:2021, 6.3.2, table 3. */
export const keyAlgorithms: Readonly<Record<string, KeyAlgorithm>> = {
  A: { cipher: 'aes', paddedTo: 32, strength: (bytes) => 8 * bytes },
  D: { cipher: 'des', paddedTo: 24, strength: desStrength },
  T: { cipher: 'tdes', paddedTo: 24, strength: desStrength },
  H: hmac,
  I: hmac,
  J: hmac,
  E: keyPair,
  R: keyPair,
  S: keyPair,
}

/** A letter that nobody defines has no cipher and no strength; headers with one are refused. */
export const keyAlgorithm = (letter: string): KeyAlgorithm =>
  Object.hasOwn(keyAlgorithms, letter) ? keyAlgorithms[letter]! : keyPair

/** Strength of a protection key. */
export const kbpkStrength = (cipher: 'tdes' | 'aes', bytes: number): number =>
  keyAlgorithm(cipher === 'aes' ? 'A' : 'T').strength(bytes)!

/** @throws keys/block-key-length where a key of the algorithm is never that long */
export function assertKeyLength(letter: string, bytes: number): void {
  const { cipher } = keyAlgorithm(letter)
  if (!cipher || keyLengths[cipher].includes(bytes)) return
  throw new Fault('keys/block-key-length', {
    bytes,
    algorithm: letter,
    field: 'key',
    expected: `${keyLengths[cipher].join(' or ')} bytes`,
  })
}

/** The check value that is shown for a key out of a block; both null where the algorithm has none. */
export function usualCheckValue(
  letter: string,
  key: Secret,
): { readonly kcv: string | null; readonly method: KcvMethodName | null } {
  const { cipher } = keyAlgorithm(letter)
  if (!cipher) return { kcv: null, method: null }
  return { kcv: checkValue(key, usualMethod[cipher]).hex, method: usualMethod[cipher] }
}
