// Check values made of more than the key: what each needs beside it, and who says so. Drivers ask for these, people never do.
import type { Secret } from '../contract/secret.js'
import type { Algorithm, BoundKcvMethodName, CheckValue } from '../contract/values.js'
import { toHex } from './hex.js'
import { bytesOf } from './kcv.js'
import { cbcMacOver, encrypt } from './vault.js'

/** What each method is computed over. */
export interface BoundKcvInput {
  readonly 'newland-dukpt': { readonly initialKey: Secret; readonly ksn: Uint8Array }
  readonly 'pax-mac': {
    /** The key that the new one travels under: the MAC is made with it, not with the new key. */
    readonly sourceKey: Secret
    /** The new key as it travels. */
    readonly cryptogram: Uint8Array
    /** Further data of the sender's choice, sent along with the value. */
    readonly data: Uint8Array
  }
}

export interface BoundKcvMethod<Input> {
  readonly algorithm: Algorithm
  readonly bytes: number
  readonly longest: number
  /** The whole value. */
  readonly of: (input: Input) => Uint8Array
  readonly source: string
}

const BLOCK = 8

/** The bytes with zeros behind them up to whole blocks. */
function padded(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK)
  whole.set(bytes)
  return whole
}

export const boundKcvMethods: { readonly [M in BoundKcvMethodName]: BoundKcvMethod<BoundKcvInput[M]> } = {
  'newland-dukpt': {
    algorithm: 'tdes',
    bytes: 16,
    longest: 16,
    of: ({ initialKey, ksn }) => encrypt(initialKey, 'tdes', padded(ksn)),
    source: 'Newland K21, command 1A17: the KSN and six zero bytes enciphered under the initial key',
  },
  'pax-mac': {
    algorithm: 'tdes',
    bytes: 8,
    longest: 8,
    of: ({ sourceKey, cryptogram, data }) =>
      cbcMacOver(sourceKey, 'tdes', [padded(Uint8Array.of(...cryptogram, ...data))]),
    // MAC mode 0 of three; PAX's own PED test program computes it so. The other two are not public.
    source: 'PAX D-series, KCV mode 3, MAC mode 0: CBC-MAC of cryptogram and data under the source key',
  },
}

/** A bound check value, `bytes` long (the method's own length where absent). @throws keys/bad-kcv-bytes, keys/bad-length */
export function boundCheckValue<M extends BoundKcvMethodName>(
  name: M,
  input: BoundKcvInput[M],
  bytes?: number,
): CheckValue {
  const method: BoundKcvMethod<BoundKcvInput[M]> = boundKcvMethods[name]
  return { method: name, hex: toHex(method.of(input).subarray(0, bytesOf(name, method, bytes))) }
}
