// The receiver's key store and what it does with a key that has been deciphered: check, keep, report. Keys are handles, never bytes.
import type { Secret } from '../../contract/secret.js'
import type { KeyUsage } from '../../contract/values.js'
import { fromHex } from '../../keys/hex.js'
import { checkValues, randomSecret, sameBytes, sameSecret } from '../../keys/vault.js'
import type { Behaves } from '../simulator-behaviours.js'
import { heldAs } from '../simulator-holds.js'
import type { HeldKey, KeyPlace, KeyStore } from '../simulator-keys.js'
import type { KeyLoad } from './sim-bodies.js'
import { type Cipher, type Code, code } from './sim-codes.js'

export interface Receiver {
  /** 16 characters. */
  serial: string
  readonly keys: KeyStore
  /** Of keys that are not TDES. */
  readonly ciphers: WeakMap<Secret, Cipher>
  readonly behaves: Behaves
  /** Commands that still find it busy. */
  busy: number
}
/** A key out of its message. */
export interface ReadyKey {
  readonly place: KeyPlace
  readonly secret: Secret
  readonly cipher: Cipher
  readonly ksn: Uint8Array | null
}

const DOUBLE_LENGTH = 16
const KSN_BYTES = 10
const blockBytes: Readonly<Record<Cipher, number>> = { tdes: 8, aes: 16 }
/** In the answer, and of what is sent. */
const KCV_BYTES = 2
/** What a simulated slot shows. */
const SHOWN_BYTES = 8

/** ECB(key, zeros), or its CMAC for AES where that is set; 8 bytes. */
export function checkValueOf(behaves: Behaves, secret: Secret, cipher: Cipher): Uint8Array {
  const kind = cipher === 'aes' && behaves.arg('aes-kcv') === 'cmac' ? 'cmac' : 'ecb'
  return checkValues([secret], cipher, kind, new Uint8Array(blockBytes[cipher]), SHOWN_BYTES)
}
export const cipherOf = ({ ciphers }: Receiver, secret: Secret): Cipher => ciphers.get(secret) ?? 'tdes'

/** @param sent 4 hex digits */
export const isCheckValue = ({ behaves }: Receiver, secret: Secret, cipher: Cipher, sent: string): boolean =>
  behaves.has('echo-kcv') || sameBytes(checkValueOf(behaves, secret, cipher).subarray(0, KCV_BYTES), fromHex(sent))

/** The key in a slot. With `stale` no slot is empty: one never seen before holds a key of an earlier owner. */
export function held({ keys, behaves }: Receiver, place: KeyPlace): HeldKey | undefined {
  if (!keys.get(place) && behaves.has('stale')) {
    const ksn = place.usage === 'IK' ? new Uint8Array(KSN_BYTES) : null
    keys.put(place, { secret: randomSecret(DOUBLE_LENGTH), ksn })
  }
  return keys.get(place)
}

/** Checks the key and keeps it; answers the check value to report. The key is the store's from now on, or wiped. The order of the checks is INFERRED. */
export function takeKey(receiver: Receiver, ready: ReadyKey, sent: KeyLoad): Uint8Array | Code {
  const refused = isCheckValue(receiver, ready.secret, ready.cipher, sent.kcv) ? conflict(receiver, ready) : code.kcv
  if (refused !== null) {
    ready.secret[Symbol.dispose]()
    return refused
  }
  const kept = keep(receiver, ready)
  const own = checkValueOf(receiver.behaves, kept, cipherOf(receiver, kept)).subarray(0, KCV_BYTES)
  const value = echoes(receiver.behaves) ? fromHex(sent.kcv) : own
  return receiver.behaves.has('wrong-kcv') ? Uint8Array.of(value[0]! ^ 0xff, ...value.subarray(1)) : value
}

const echoes = (behaves: Behaves): boolean => {
  if (behaves.has('echo-kcv')) return true
  const setting = behaves.arg('kcv')
  return setting === 'by-dialect' ? behaves.arg('dialect') === 'fx' : setting === 'echoed'
}

/** What is there already and keeps this key out. */
function conflict({ keys, behaves }: Receiver, { place, secret, ksn }: ReadyKey): Code | null {
  if (behaves.has('stale')) return null
  const others = keys.list()
  const here = others.filter((other) => sharesSlot(behaves, other, place))
  const elsewhere = others.filter((other) => !here.includes(other))
  const same = (other: HeldKey) => other.secret.bytes === secret.bytes && sameSecret(other.secret, secret)
  const among = { any: others, slot: here, taken: [] }[behaves.arg('duplicates')]!
  if (among.some(same)) return code.duplicateKey
  const sameKsn = (other: HeldKey) => ksn !== null && other.ksn !== null && sameBytes(other.ksn, ksn)
  if (behaves.arg('ksns') === 'unique' && elsewhere.some(sameKsn)) return code.duplicateKsn
  return here.length > 0 && behaves.arg('occupied') === 'refused' ? code.occupied : null
}
const sharesSlot = (behaves: Behaves, a: KeyPlace, b: KeyPlace): boolean =>
  a.slot === b.slot && (behaves.arg('slot-space') === 'shared' || a.usage === b.usage)

/** The key that is now in the slot. */
function keep(receiver: Receiver, { place, secret, cipher, ksn }: ReadyKey): Secret {
  const { keys, behaves, ciphers } = receiver
  const old = behaves.has('stale') ? held(receiver, place) : undefined
  if (old) {
    secret[Symbol.dispose]()
    return old.secret
  }
  keys.clear((other) => sharesSlot(behaves, other, place))
  const kept = heldAs(behaves, place.usage, secret)
  ciphers.set(kept, cipher)
  keys.put(place, { secret: kept, ksn })
  return kept
}

/** 06. @param usage null: every kind of key in the slot */
export function deleteOne({ keys, behaves }: Receiver, slot: number, usage: KeyUsage | null): Code {
  if (behaves.has('no-erase')) return code.deleteFailed
  const goes = (place: KeyPlace) => place.slot === slot && (usage === null || place.usage === usage)
  if (!keys.list().some(goes) && behaves.arg('delete-empty') === 'refused') return code.deleteFailed
  keys.clear(goes)
  return code.ok
}
/** 05. */
export function deleteAll({ keys, behaves }: Receiver): Code {
  if (behaves.has('no-erase')) return code.deleteFailed
  keys.clear()
  return code.ok
}
