// What the tests of the search share: keys from hex, hands of them, and check values made by node:crypto alone.
import { createCipheriv, createDecipheriv, getCiphers } from 'node:crypto'
import type { Secret } from '../../electron/contract/secret.js'
import type { Algorithm } from '../../electron/contract/values.js'
import type { KeysAtHand } from '../../electron/keys/hypothesis.js'
import * as vault from '../../electron/keys/vault.js'

// The first is its own mirror in several ways; the second hides nothing.
export const K = '0123456789ABCDEFFEDCBA9876543210'
export const R = '6AC292FAA1315B4D858AB3A3D7D5933A'
export const KEK = 'CA5D92598DCA48CE8A4C76361A9269E9'

export const secret = (bytes: string | Buffer): Secret =>
  vault.secretFromHex(Buffer.from(typeof bytes === 'string' ? bytes : bytes.toString('hex'), 'ascii'))

/** Keys in clear, as a test writes them. */
export interface ClearHand {
  readonly algorithm?: Algorithm
  readonly key?: string | Buffer
  readonly components?: readonly (string | Buffer)[]
  readonly others?: readonly { readonly of: string; readonly component: string | Buffer }[]
  readonly kek?: string | Buffer
  readonly previousKek?: string | Buffer
  readonly bdk?: string | Buffer
  readonly ksn?: string
}

/** Runs with the keys in native memory, and ends them. */
export async function withHand<T>(clear: ClearHand, use: (keys: KeysAtHand) => Promise<T>): Promise<T> {
  const held: Secret[] = []
  const hold = (bytes: string | Buffer) => held[held.push(secret(bytes)) - 1]!
  const orNull = (bytes: string | Buffer | undefined) => (bytes === undefined ? null : hold(bytes))
  try {
    return await use({
      algorithm: clear.algorithm ?? 'tdes',
      key: orNull(clear.key),
      components: (clear.components ?? []).map(hold),
      otherComponents: (clear.others ?? []).map(({ of, component }) => ({ of, component: hold(component) })),
      kek: orNull(clear.kek),
      previousKek: orNull(clear.previousKek),
      bdk: orNull(clear.bdk),
      ksn: clear.ksn === undefined ? null : Buffer.from(clear.ksn, 'hex'),
    })
  } finally {
    for (const one of held) one[Symbol.dispose]()
  }
}

/** Electron's crypto has no SM4. */
export const hasSm4 = getCiphers().includes('sm4-ecb')

/** A DES key as three parts. */
const whole = (key: Buffer) => Buffer.concat(key.length === 24 ? [key] : [key, key, key]).subarray(0, 24)
/** Names that OpenSSL and BoringSSL share: `des-ede3` is ECB in both. */
const cipherName = (algorithm: Algorithm, key: Buffer, mode: 'ecb' | 'cbc') =>
  ({
    des: mode === 'ecb' ? 'des-ede3' : 'des-ede3-cbc',
    tdes: mode === 'ecb' ? 'des-ede3' : 'des-ede3-cbc',
    aes: `aes-${8 * key.length}-${mode}`,
    sm4: `sm4-${mode}`,
  })[algorithm]

/** Whole blocks, an IV of zeros. */
export function cipher(
  algorithm: Algorithm,
  key: Buffer,
  data: Buffer,
  { mode = 'ecb', decrypt = false }: { mode?: 'ecb' | 'cbc'; decrypt?: boolean } = {},
): Buffer {
  const des = algorithm === 'des' || algorithm === 'tdes'
  const iv = Buffer.alloc(des ? 8 : 16)
  const name = cipherName(algorithm, key, mode)
  const make = decrypt ? createDecipheriv : createCipheriv
  const made = make(name, des ? whole(key) : key, mode === 'cbc' ? iv : null).setAutoPadding(false)
  return Buffer.concat([made.update(data), made.final()])
}

/** The zero block enciphered, whole: no other key answers it by chance. */
export const zeroValue = (algorithm: Algorithm, key: Buffer): string =>
  cipher(algorithm, key, Buffer.alloc(algorithm === 'aes' || algorithm === 'sm4' ? 16 : 8))
    .toString('hex')
    .toUpperCase()
