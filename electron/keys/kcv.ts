// The table of check-value methods: what is computed over which block, how much of it may be shown, and who says so.
import { Fault } from '../contract/fault.js'
import type { Secret } from '../contract/secret.js'
import type { Algorithm, CheckValue, KcvMethodName } from '../contract/values.js'
import { fromHex, toHex } from './hex.js'
import { checkValues, withOddParity } from './vault.js'

export interface KcvMethod {
  readonly algorithm: Algorithm
  /** Bytes shown where nobody asks for another number. */
  readonly bytes: number
  /** The most bytes that may be asked for. */
  readonly longest: number
  readonly kind: 'ecb' | 'cmac'
  readonly block: Uint8Array
  /** What is done to the key first. */
  readonly prepare?: (key: Secret) => Secret
  readonly source: string
}

const zeros = (bytes: number) => new Uint8Array(bytes)
const legacy = 'X9.24-1 Annex A: leftmost bytes of a zero block enciphered under the key'
const byCmac = 'X9.24-1:2017 Annex A: leftmost bytes of CMAC over one zero block'

export const kcvMethods = {
  'des-zeros': { algorithm: 'des', bytes: 3, longest: 8, kind: 'ecb', block: zeros(8), source: legacy },
  'tdes-zeros': { algorithm: 'tdes', bytes: 3, longest: 8, kind: 'ecb', block: zeros(8), source: legacy },
  'tdes-cmac': { algorithm: 'tdes', bytes: 3, longest: 5, kind: 'cmac', block: zeros(8), source: byCmac },
  'aes-zeros': {
    algorithm: 'aes',
    bytes: 3,
    longest: 8,
    kind: 'ecb',
    block: zeros(16),
    source: 'older HSMs and PKCS#11 CKA_CHECK_VALUE; not comparable with the CMAC form',
  },
  'aes-cmac': { algorithm: 'aes', bytes: 5, longest: 5, kind: 'cmac', block: zeros(16), source: byCmac },
  'aes-ones': {
    algorithm: 'aes',
    bytes: 3,
    longest: 8,
    kind: 'ecb',
    block: zeros(16).fill(1),
    source: 'GlobalPlatform Card Specification, Amendment D: a block of 01',
  },
  'sm4-zeros': {
    algorithm: 'sm4',
    bytes: 3,
    longest: 8,
    kind: 'ecb',
    block: zeros(16),
    source: 'Chinese terminals: leftmost bytes of a zero block under SM4',
  },
  'pax-parity': {
    algorithm: 'tdes',
    bytes: 3,
    longest: 8,
    kind: 'ecb',
    block: fromHex('1234567890123456'),
    prepare: withOddParity,
    source: 'PAX D-series, KCV mode 2: odd parity forced, then the block 1234567890123456',
  },
} as const satisfies Record<KcvMethodName, KcvMethod>

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

/** The number of bytes to use: `asked`, or the method's own. @throws keys/bad-kcv-bytes */
export function kcvBytes(name: KcvMethodName, asked?: number): number {
  const method: KcvMethod = kcvMethods[name]
  if (asked === undefined) return method.bytes
  if (Number.isInteger(asked) && asked >= SHORTEST_KCV && asked <= method.longest) return asked
  throw new Fault('keys/bad-kcv-bytes', {
    bytes: asked,
    method: name,
    field: 'bytes',
    expected: `${SHORTEST_KCV} to ${method.longest}`,
  })
}

/** @throws keys/bad-length where the key does not fit the method's algorithm; the caller adds line and field */
export function assertLength(algorithm: Algorithm, bytes: number): void {
  const lengths = keyLengths[algorithm]
  if (lengths.includes(bytes)) return
  throw new Fault('keys/bad-length', { bytes, algorithm, expected: `${lengths.join(' or ')} bytes` })
}

/** The check value of a key, `bytes` long (the method's own length where absent). @throws keys/bad-length, keys/bad-kcv-bytes */
export function checkValue(key: Secret, name: KcvMethodName, bytes?: number): CheckValue {
  const method: KcvMethod = kcvMethods[name]
  const length = kcvBytes(name, bytes)
  assertLength(method.algorithm, key.bytes)
  if (!method.prepare) return { method: name, hex: compute(key, method, length) }
  using prepared = method.prepare(key)
  return { method: name, hex: compute(prepared, method, length) }
}

const compute = (key: Secret, method: KcvMethod, bytes: number): string =>
  toHex(checkValues([key], method.algorithm, method.kind, method.block, bytes))
