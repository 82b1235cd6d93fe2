// The PAX D's key store and what it does with a key: decipher, check, keep, report. Keys are handles, never bytes.
import type { Secret } from '../../contract/secret.js'
import type { KeyUsage } from '../../contract/values.js'
import {
  cbcMacOver,
  decryptToSecret,
  encrypt,
  parityOf,
  randomSecret,
  secretFromBytes,
  withOddParity,
} from '../../keys/vault.js'
import type { Behaves } from '../simulator-behaviours.js'
import { heldAs } from '../simulator-holds.js'
import { checkValueOf, type HeldKey, type KeyPlace, type KeyStore } from '../simulator-keys.js'
import type { RandomBytes } from '../simulator-random.js'
import type { Check } from './sim-bodies.js'
import { type Code, code } from './sim-codes.js'

export interface PaxD {
  readonly serial: string
  readonly keys: KeyStore
  /** The check value that came with a key; it goes when the key goes. */
  readonly sentKcv: WeakMap<Secret, Uint8Array>
  readonly behaves: Behaves
  readonly random: RandomBytes
}

/** "TLK idx 1." */
export const TLK: KeyPlace = { usage: 'TLK', slot: 1 }
const BLOCK = 8
const KCV_BYTES = 4
const KSN_BYTES = 10
const DOUBLE_LENGTH = 16
const MODE_2_BLOCK = Uint8Array.of(0x12, 0x34, 0x56, 0x78, 0x90, 0x12, 0x34, 0x56)

/** The key in a slot. With `stale` no slot is empty: one never seen before holds a key of an earlier owner. */
export function held(pax: PaxD, place: KeyPlace): HeldKey | undefined {
  if (!pax.keys.get(place) && pax.behaves.has('stale')) {
    const secret = randomSecret(DOUBLE_LENGTH)
    pax.sentKcv.set(secret, checkValueOf(secret).slice(0, KCV_BYTES))
    pax.keys.put(place, { secret, ksn: place.usage === 'IK' ? new Uint8Array(KSN_BYTES) : null })
  }
  return pax.keys.get(place)
}

/** Types of the keys that others may come under. INFERRED: the page gives no ranks, only the code -303 for a wrong one. */
const sources: Readonly<Record<number, KeyUsage>> = { 1: 'TLK', 2: 'TMK' }

/** The key that a load comes under; null: it comes in clear, "allowed only while no TLK". */
export function sourceOf(
  pax: PaxD,
  { type, index }: { readonly type: number; readonly index: number },
  target: KeyUsage,
): Secret | null | Code {
  // INFERRED: the page does not say which code refuses a clear key once there is a TLK.
  if (index === 0) return pax.keys.get(TLK) ? code.noRight : null
  const usage = sources[type]
  if (!usage) return code.sourceType
  if (!isSlot(pax, { usage, slot: index })) return code.sourceIndex
  if (target === TLK.usage && usage !== TLK.usage) return code.deriveLevel
  return held(pax, { usage, slot: index })?.secret ?? code.noKey
}

export const isSlot = (pax: PaxD, { usage, slot }: KeyPlace): boolean =>
  usage === TLK.usage ? slot === TLK.slot : slot >= 1 && slot <= Number(pax.behaves.arg('slots'))

export interface Incoming {
  /** In clear or as cryptogram; the bytes of a clear key are wiped. */
  readonly key: Uint8Array
  readonly source: Secret | null
  readonly check: Check
  readonly ksn: Uint8Array | null
}

/** Checks the value that came along, if `checked`, and keeps the key. */
export function takeKey(pax: PaxD, place: KeyPlace, { key, source, check, ksn }: Incoming, checked = true): Code {
  const wanted = checked && !pax.behaves.has('echo-kcv')
  const mac = check.mode === 3 && wanted ? macOf(check, key, source) : null
  if (typeof mac === 'number') return mac
  const secret = source ? decryptToSecret(source, 'tdes', key) : secretFromBytes(key)
  const verdict = wanted ? judge(pax, secret, check, mac) : code.ok
  if (verdict !== code.ok) {
    secret[Symbol.dispose]()
    return verdict
  }
  const kept = heldAs(pax.behaves, place.usage, secret)
  if (check.mode !== 0) pax.sentKcv.set(kept, check.kcv.slice(0, KCV_BYTES))
  keep(pax, place, { secret: kept, ksn })
  return code.ok
}

/** Mode 3: MAC "with source key over cipher key + data". Mode 0, CBC-MAC with zeros behind, and the codes for what cannot be: INFERRED. */
function macOf(check: Extract<Check, { mode: 3 }>, key: Uint8Array, source: Secret | null): Uint8Array | Code {
  if (!source) return code.kcvMode
  if (check.macMode !== 0) return code.checkMode
  const bytes = key.length + check.data.length
  const padded = new Uint8Array(Math.ceil(bytes / BLOCK) * BLOCK)
  padded.set(key)
  padded.set(check.data, key.length)
  return cbcMacOver(source, 'tdes', [padded])
}

function judge(pax: PaxD, secret: Secret, check: Check, mac: Uint8Array | null): Code {
  if (check.mode === 0) return code.ok
  if (check.mode === 2 && pax.behaves.arg('parity') === 'checked' && parityOf(secret) !== 'odd') return code.parity
  const own = mac ?? (check.mode === 2 ? parityValueOf(secret) : checkValueOf(secret))
  return startsWith(own, check.kcv) ? code.ok : code.kcv
}
/** Mode 2: "odd parity, then E(key, 1234567890123456)". */
function parityValueOf(secret: Secret): Uint8Array {
  using odd = withOddParity(secret)
  return encrypt(odd, 'tdes', MODE_2_BLOCK)
}

/** "Writing a TLK formats the store." */
function keep(pax: PaxD, place: KeyPlace, key: HeldKey): void {
  if (pax.behaves.has('stale')) {
    held(pax, place)
    key.secret[Symbol.dispose]()
    return
  }
  if (place.usage === TLK.usage) pax.keys.clear()
  pax.keys.put(place, key)
}

/** The first 4 bytes of `data` enciphered under the key; of an initial key, the value that came with it. */
export function readKcv(pax: PaxD, place: KeyPlace, data: Uint8Array): Uint8Array | Code {
  const key = held(pax, place)?.secret
  if (!key) return code.noKey
  const echoes = place.usage === 'IK' || pax.behaves.has('echo-kcv')
  const value = echoes ? pax.sentKcv.get(key) : encrypt(key, 'tdes', data).subarray(0, KCV_BYTES)
  if (!value) return code.noKcv
  return pax.behaves.has('wrong-kcv') ? Uint8Array.of(value[0]! ^ 0xff, ...value.subarray(1)) : value
}

const startsWith = (whole: Uint8Array, start: Uint8Array): boolean => start.every((byte, at) => byte === whole[at])
