// The K21's key store and what it does with a key: decipher, check, keep, report. Keys are handles, never bytes.
import type { Secret } from '../../contract/secret.js'
import { decryptToSecret, encrypt, randomSecret, secretFromBytes } from '../../keys/vault.js'
import type { Behaves } from '../simulator-behaviours.js'
import { heldAs } from '../simulator-holds.js'
import { checkValueOf, type HeldKey, type KeyPlace, type KeyStore } from '../simulator-keys.js'
import type { RandomBytes } from '../simulator-random.js'
import { shownValue } from '../simulator-shows.js'
import { type ResultCode, result } from './sim-bodies.js'

export interface K21 {
  readonly serial: string
  readonly keys: KeyStore
  readonly behaves: Behaves
  readonly random: RandomBytes
  tampered: boolean
  /** `nak-once` has been had. */
  refused: boolean
}
export type KeyAnswer = { readonly code: ResultCode; readonly value?: Uint8Array }

/** The slot of the transport key: index 1, as the sample frames have it. */
export const TLK: KeyPlace = { usage: 'TLK', slot: 1 }
const DEFAULT_TLK_BYTE = 0x31
const DOUBLE_LENGTH = 16
const KSN_BYTES = 10

/** The key every K21 leaves the factory with; it is in the manufacturer's published test app. */
export const defaultTlk = (): Secret => secretFromBytes(new Uint8Array(DOUBLE_LENGTH).fill(DEFAULT_TLK_BYTE))
export const installDefaultTlk = (k21: K21): void => k21.keys.put(TLK, { secret: defaultTlk(), ksn: null })

/** The DUKPT check value: ECB(IK, KSN ‖ 00×6), 16 bytes. */
const dukptValueOf = (key: Secret, ksn: Uint8Array): Uint8Array => {
  const blocks = new Uint8Array(16)
  blocks.set(ksn)
  return encrypt(key, 'tdes', blocks)
}

/** The key in a slot. With `stale` no slot is empty: one never seen before holds a key of an earlier owner. */
export function held(k21: K21, place: KeyPlace): HeldKey | undefined {
  if (!k21.keys.get(place) && k21.behaves.has('stale')) {
    const ksn = place.usage === 'IK' ? new Uint8Array(KSN_BYTES) : null
    k21.keys.put(place, { secret: randomSecret(DOUBLE_LENGTH), ksn })
  }
  return k21.keys.get(place)
}

/** A key as it came: in clear, or deciphered under `kek`. The bytes of a clear key are wiped. */
export const incoming = (key: Uint8Array, kek: Secret | null): Secret =>
  kek ? decryptToSecret(kek, 'tdes', key) : secretFromBytes(key)

/** Checks the value that came along, whatever length it has, keeps the key, and answers the check value of what is now in the slot. */
export function takeKey(k21: K21, place: KeyPlace, secret: Secret, sent: Uint8Array | null): KeyAnswer {
  const echoes = k21.behaves.has('echo-kcv')
  if (sent && !echoes && !startsWith(checkValueOf(secret), sent)) {
    secret[Symbol.dispose]()
    return { code: result.kcvMismatch }
  }
  const kept = keep(k21, place, { secret, ksn: null })
  const value = echoes ? (sent ?? new Uint8Array()) : reported(k21, kept.secret)
  return { code: result.ok, value }
}

/** The device accepts a wrong check value here; whether it computes or echoes the one it answers is not shown: `cv`. */
export function takeInitialKey(k21: K21, slot: number, ksn: Uint8Array, secret: Secret, sent: Uint8Array): KeyAnswer {
  const kept = keep(k21, { usage: 'IK', slot }, { secret, ksn: ksn.slice() })
  if (k21.behaves.arg('cv') === 'echo' || k21.behaves.has('echo-kcv')) return { code: result.ok, value: sent }
  const value = dukptValueOf(kept.secret, kept.ksn ?? ksn)
  return { code: result.ok, value: k21.behaves.has('wrong-kcv') ? firstInverted(value) : value }
}

/** The check value of a key that is there. */
export function readKey(k21: K21, place: KeyPlace): KeyAnswer {
  const found = held(k21, place)
  return found ? { code: result.ok, value: reported(k21, found.secret) } : { code: result.noKeyRecord }
}

function keep(k21: K21, place: KeyPlace, key: HeldKey): HeldKey {
  const old = k21.behaves.has('stale') ? held(k21, place) : undefined
  if (old) key.secret[Symbol.dispose]()
  if (old) return old
  const kept = { ...key, secret: heldAs(k21.behaves, place.usage, key.secret) }
  k21.keys.put(place, kept)
  return kept
}
function reported(k21: K21, key: Secret): Uint8Array {
  const value = shownValue(k21.behaves, key, checkValueOf(key))
  return (k21.behaves.has('wrong-kcv') ? firstInverted(value) : value).subarray(0, Number(k21.behaves.arg('kcv-bytes')))
}
const firstInverted = (value: Uint8Array): Uint8Array => Uint8Array.of(value[0]! ^ 0xff, ...value.subarray(1))
const startsWith = (whole: Uint8Array, start: Uint8Array): boolean => start.every((byte, at) => byte === whole[at])
