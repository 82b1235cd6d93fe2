// The table of check-value methods made of the key alone: how much of the value may be shown, how it is made, and who says so.
import { Fault } from '../contract/fault.js'
import type { Secret } from '../contract/secret.js'
import type { Algorithm, BoundKcvMethodName, CheckValue, KcvMethodName } from '../contract/values.js'
import { fromHex, toHex } from './hex.js'
import { checkValues, encryptSecret, slice, withOddParity } from './vault.js'

export interface KcvMethod {
  readonly algorithm: Algorithm
  /** Bytes shown where nobody asks for another number. */
  readonly bytes: number
  /** The most bytes that may be asked for. */
  readonly longest: number
  /** The first `bytes` bytes of each key's value, joined in order, in one native call where the method allows it. */
  readonly of: (keys: readonly Secret[], bytes: number) => Uint8Array
  readonly source: string
}

type Of = Pick<KcvMethod, 'algorithm' | 'of'>

/** The block enciphered under the key, or its CMAC. */
const over = (algorithm: Algorithm, kind: 'ecb' | 'cmac', block: Uint8Array): Of => ({
  algorithm,
  of: (keys, bytes) => checkValues(keys, algorithm, kind, block, bytes),
})
/** The same after odd parity was set in the key. */
const afterOddParity = ({ algorithm, of }: Of): Of => ({
  algorithm,
  of: (keys, bytes) => {
    const odd: Secret[] = []
    try {
      for (const key of keys) odd.push(withOddParity(key))
      return of(odd, bytes)
    } finally {
      for (const key of odd) key[Symbol.dispose]()
    }
  },
})
/** The key's own first 8 bytes enciphered under it; they never leave native memory. */
const overOwnBytes = (algorithm: Algorithm): Of => ({
  algorithm,
  of: (keys, bytes) => {
    const joined = new Uint8Array(keys.length * bytes)
    keys.forEach((key, i) => {
      using start = slice(key, 0, 8)
      joined.set(encryptSecret(key, algorithm, start).subarray(0, bytes), i * bytes)
    })
    return joined
  },
})

const zeros = (bytes: number) => new Uint8Array(bytes)
const ones = (bytes: number) => new Uint8Array(bytes).fill(1)
const legacy = 'X9.24-1 Annex A: leftmost bytes of a zero block enciphered under the key'
const byCmac = 'X9.24-1:2017 Annex A: leftmost bytes of CMAC over one zero block'

export const kcvMethods: Readonly<Record<KcvMethodName, KcvMethod>> = {
  'des-zeros': { ...over('des', 'ecb', zeros(8)), bytes: 3, longest: 8, source: legacy },
  'tdes-zeros': { ...over('tdes', 'ecb', zeros(8)), bytes: 3, longest: 8, source: `${legacy}; PAX KCV mode 1` },
  'tdes-cmac': { ...over('tdes', 'cmac', zeros(8)), bytes: 3, longest: 5, source: byCmac },
  'aes-zeros': {
    ...over('aes', 'ecb', zeros(16)),
    bytes: 3,
    longest: 8,
    source: 'older HSMs and PKCS#11 CKA_CHECK_VALUE; not comparable with the CMAC form',
  },
  'aes-cmac': { ...over('aes', 'cmac', zeros(16)), bytes: 5, longest: 5, source: byCmac },
  'aes-ones': {
    ...over('aes', 'ecb', ones(16)),
    bytes: 3,
    longest: 8,
    source: 'GlobalPlatform Card Specification, Amendment D: a block of 01',
  },
  'sm4-zeros': {
    ...over('sm4', 'ecb', zeros(16)),
    bytes: 3,
    longest: 8,
    source: 'Chinese terminals: leftmost bytes of a zero block under SM4',
  },
  'pax-parity': {
    ...afterOddParity(over('tdes', 'ecb', fromHex('1234567890123456'))),
    bytes: 3,
    longest: 8,
    source: 'PAX D-series, KCV mode 2: odd parity forced, then the block 1234567890123456',
  },
  'tdes-ones': {
    ...over('tdes', 'ecb', ones(8)),
    bytes: 3,
    longest: 8,
    source: "no standard: GlobalPlatform's block of 01, applied to TDES keys by hosts that use one rule for both",
  },
  'xfs-self': {
    ...overOwnBytes('tdes'),
    bytes: 3,
    longest: 8,
    source: "XFS4IoT KeyManagement, keyCheckMode self: the key's first 8 bytes enciphered under it",
  },
}

/** The method usual for an algorithm where nobody names one. */
export const usualMethod: Record<Algorithm, KcvMethodName> = {
  des: 'des-zeros',
  tdes: 'tdes-zeros',
  aes: 'aes-cmac',
  sm4: 'sm4-zeros',
}

/** Key lengths an algorithm takes, in bytes. */
export const keyLengths: Record<Algorithm, readonly number[]> = {
  des: [8],
  tdes: [16, 24],
  aes: [16, 24, 32],
  sm4: [16],
}

/** Fewer than 2 bytes of a check value say nothing. */
export const SHORTEST_KCV = 2

/** The number of bytes to use: `asked`, or the method's own. @param field where it was asked for @throws keys/bad-kcv-bytes */
export const kcvBytes = (name: KcvMethodName, asked?: number, field?: string): number =>
  bytesOf(name, kcvMethods[name], asked, field)

/** The same for any row that has these two lengths. @throws keys/bad-kcv-bytes */
export function bytesOf(
  name: KcvMethodName | BoundKcvMethodName,
  { bytes, longest }: { readonly bytes: number; readonly longest: number },
  asked = bytes,
  field = 'bytes',
): number {
  if (Number.isInteger(asked) && asked >= SHORTEST_KCV && asked <= longest) return asked
  throw new Fault('keys/bad-kcv-bytes', {
    bytes: asked,
    method: name,
    field,
    expected: `${SHORTEST_KCV} to ${longest}`,
  })
}

/** @throws keys/bad-length where the key does not fit the method's algorithm; the caller adds line and field */
export function assertLength(algorithm: Algorithm, bytes: number): void {
  const lengths = keyLengths[algorithm]
  if (lengths.includes(bytes)) return
  throw new Fault('keys/bad-length', { bytes, algorithm, expected: `${lengths.join(' or ')} bytes` })
}

/** The check value of a key, `bytes` long (the method's own length where absent). @throws keys/bad-length, keys/bad-kcv-bytes */
export const checkValue = (key: Secret, name: KcvMethodName, bytes?: number): CheckValue =>
  checkValuesOf([key], name, bytes)[0]!

/** The check values of many keys, in order: one native call where the method allows it. @throws as `checkValue` */
export function checkValuesOf(keys: readonly Secret[], name: KcvMethodName, bytes?: number): CheckValue[] {
  const method = kcvMethods[name]
  const length = kcvBytes(name, bytes)
  for (const key of keys) assertLength(method.algorithm, key.bytes)
  const joined = method.of(keys, length)
  return keys.map((_, i) => ({ method: name, hex: toHex(joined.subarray(i * length, (i + 1) * length)) }))
}
