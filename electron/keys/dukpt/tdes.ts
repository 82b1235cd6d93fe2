// TDES DUKPT (X9.24-1:2009 Annex A; X9.24-3:2017 Annex C): a device's initial key and the keys of each transaction.
import { Fault } from '../../contract/fault.js'
import type { Secret } from '../../contract/secret.js'
import { fromHex } from '../hex.js'
import { concat, encryptToSecret, slice, xor, xorBytes } from '../vault.js'
import { counterBits, type Ksn, withCounter } from './ksn.js'

const KEY_BYTES = 16
const bothHalves = (hex: string) => fromHex(hex.repeat(2))
const C0_MASK = bothHalves('C0C0C0C000000000')

export interface TdesUsage {
  readonly mask: Uint8Array
  /** Data keys go through the one-way function once more, so that a known one tells nothing of the others. */
  readonly oneWay: boolean
}
const [pin, macRequest, macResponse, dataRequest, dataResponse] = [
  { mask: bothHalves('00000000000000FF'), oneWay: false },
  { mask: bothHalves('000000000000FF00'), oneWay: false },
  { mask: bothHalves('00000000FF000000'), oneWay: false },
  { mask: bothHalves('0000000000FF0000'), oneWay: true },
  { mask: bothHalves('000000FF00000000'), oneWay: true },
] as const
/** The standard's request keys are also those for both ways. */
export const tdesUsages = {
  pin,
  'mac-request': macRequest,
  'mac-response': macResponse,
  'mac-both': macRequest,
  'data-request': dataRequest,
  'data-response': dataResponse,
  'data-both': dataRequest,
} as const satisfies Record<string, TdesUsage>
export type TdesUsageName = keyof typeof tdesUsages

/** @param bdk 16 bytes. The counter does not matter. @throws keys/bad-length with `field` */
export function tdesInitialKey(bdk: Secret, ksn: Ksn): Secret {
  assertDouble(bdk, 'bdk')
  const register = withCounter(ksn, 0).bytes.slice(0, 8)
  using variant = xorBytes(bdk, C0_MASK)
  using left = encryptToSecret(bdk, 'tdes', register)
  using right = encryptToSecret(variant, 'tdes', register)
  return concat([left, right])
}

/** The key of one transaction, before any variant; with counter 0 the initial key itself. @throws keys/bad-length */
export function tdesTransactionKey(initialKey: Secret, ksn: Ksn): Secret {
  assertDouble(initialKey, 'initialKey')
  let key = slice(initialKey, 0, KEY_BYTES)
  let counter = 0
  for (const bit of counterBits(ksn)) {
    using last = key
    counter |= bit
    key = nextKey(last, withCounter(ksn, counter).bytes.slice(-8))
  }
  return key
}

/** A working key of a transaction, its parity as it comes. @throws keys/bad-length */
export function tdesWorkingKey(initialKey: Secret, ksn: Ksn, usage: TdesUsageName): Secret {
  const { mask, oneWay } = tdesUsages[usage]
  using key = tdesTransactionKey(initialKey, ksn)
  if (!oneWay) return xorBytes(key, mask)
  using variant = xorBytes(key, mask)
  return encryptToSecret(variant, 'tdes', variant)
}

/** The non-reversible key generation process: two halves from the key and from its C0 variant. */
function nextKey(key: Secret, register: Uint8Array): Secret {
  using variant = xorBytes(key, C0_MASK)
  using left = half(variant, register)
  using right = half(key, register)
  return concat([left, right])
}

function half(key: Secret, register: Uint8Array): Secret {
  using left = slice(key, 0, 8)
  using right = slice(key, 8, 16)
  using mixed = xorBytes(right, register)
  using enciphered = encryptToSecret(left, 'des', mixed)
  return xor([enciphered, right])
}

function assertDouble(key: Secret, field: string): void {
  if (key.bytes === KEY_BYTES) return
  throw new Fault('keys/bad-length', {
    bytes: key.bytes,
    algorithm: 'TDES DUKPT',
    field,
    expected: `${KEY_BYTES} bytes`,
  })
}
