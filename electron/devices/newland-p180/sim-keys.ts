// The P180's key store and what it does with a key: decipher, check, keep, report. Keys are handles, never bytes.
import type { Secret } from '../../contract/secret.js'
import type { KeyUsage } from '../../contract/values.js'
import { decryptToSecret, randomSecret, secretFromBytes } from '../../keys/vault.js'
import type { Behaves } from '../simulator-behaviours.js'
import { heldAs } from '../simulator-holds.js'
import { checkValueOf, type KeyPlace, type KeyStore } from '../simulator-keys.js'
import { shownValue } from '../simulator-shows.js'

export interface P180 {
  readonly serial: string
  readonly keys: KeyStore
  /** The check value that came with a key; it goes when the key goes. */
  readonly sentKcv: WeakMap<Secret, Uint8Array>
  readonly behaves: Behaves
  /** Of the DUKPT key that it may have from the factory. */
  ksn: Uint8Array | null
}

/** INFERRED: one, apart from the keys that commands reach, at the index of the page's sample load. Which key it is no page could say: the page's K1. */
export const KEK: KeyPlace = { usage: 'KEK', slot: 1 }
const factoryKek = (): Secret =>
  secretFromBytes(
    Uint8Array.of(0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54, 0x32, 0x10),
  )
export const installKek = (p180: P180): void => p180.keys.put(KEK, { secret: factoryKek(), ksn: null })

export const KCV_BYTES = 3
const DOUBLE_LENGTH = 16
/** "Data indexes 129-255", each under the KEK 128 below. */
const DATA_ABOVE = 128
const LAST_INDEX = 255

/** INFERRED for all but data keys: 1 to 127, what is left and what a data key's KEK can be. */
export const isPlace = ({ usage, slot }: KeyPlace): boolean =>
  usage === 'TDK' ? slot > DATA_ABOVE && slot <= LAST_INDEX : slot > 0 && slot < DATA_ABOVE

/** The key in a slot. With `stale` no slot is empty: one never seen before holds a key of an earlier owner. */
export function held(p180: P180, place: KeyPlace): Secret | undefined {
  if (!p180.keys.get(place) && p180.behaves.has('stale') && place.usage !== KEK.usage) {
    const secret = randomSecret(DOUBLE_LENGTH)
    p180.sentKcv.set(secret, checkValueOf(secret).slice(0, KCV_BYTES))
    p180.keys.put(place, { secret, ksn: null })
  }
  return p180.keys.get(place)?.secret
}

/** The key that a load comes under. INFERRED: working keys come under a TMK, a TMK under what `kek` says. */
export function kekOf(p180: P180, index: number, target: KeyPlace): Secret | undefined {
  const bound = target.usage === 'TDK' && p180.behaves.arg('data-kek') === 'bound'
  if (bound && index !== target.slot - DATA_ABOVE) return undefined
  const master: KeyPlace = { usage: 'TMK', slot: index }
  if (target.usage !== 'TMK') return isPlace(master) ? held(p180, master) : undefined
  const before = p180.behaves.arg('kek') === 'tmk' ? p180.keys.get(master)?.secret : undefined
  return before ?? held(p180, { usage: KEK.usage, slot: index })
}

export interface Incoming {
  readonly cryptogram: Uint8Array
  readonly kek: Secret
  /** null where none was sent. */
  readonly kcv: Uint8Array | null
}

/** Checks the value that came along and keeps the key. @returns whether it did */
export function takeKey(p180: P180, place: KeyPlace, { cryptogram, kek, kcv }: Incoming): boolean {
  const secret = decryptToSecret(kek, 'tdes', cryptogram)
  const checks = p180.behaves.arg('kcv-check') === 'on' && !p180.behaves.has('echo-kcv')
  if (kcv && checks && !startsWith(checkValueOf(secret), kcv)) {
    secret[Symbol.dispose]()
    return false
  }
  if (p180.behaves.has('stale')) {
    held(p180, place)
    secret[Symbol.dispose]()
    return true
  }
  const kept = heldAs(p180.behaves, place.usage, secret)
  if (kcv) p180.sentKcv.set(kept, kcv.slice())
  p180.keys.put(place, { secret: kept, ksn: null })
  return true
}

/** The check value reported; null where there is no key, or none was sent that could be echoed. */
export function readKcv(p180: P180, place: KeyPlace): Uint8Array | null {
  const secret = held(p180, place)
  if (!secret) return null
  const value = p180.behaves.has('echo-kcv')
    ? p180.sentKcv.get(secret)
    : shownValue(p180.behaves, secret, checkValueOf(secret)).subarray(0, KCV_BYTES)
  if (!value) return null
  return p180.behaves.has('wrong-kcv') ? Uint8Array.of(value[0]! ^ 0xff, ...value.subarray(1)) : value
}

/** "Clear all": the factory's KEK stays, or no TMK could ever be loaded again. INFERRED */
export const clearAll = ({ keys }: P180): void => keys.clear(({ usage }) => usage !== KEK.usage)

/** Usages of `50`. */
export const loadable: Readonly<Record<number, KeyUsage>> = { 0: 'TPK', 1: 'TAK', 2: 'TDK', 3: 'TMK' }
/** Types of `52`: the same four, numbered otherwise. */
export const readable: Readonly<Record<number, KeyUsage>> = { 0: 'TMK', 1: 'TPK', 2: 'TAK', 3: 'TDK' }

const startsWith = (whole: Uint8Array, start: Uint8Array): boolean => start.every((byte, at) => byte === whole[at])
