// The ZT598's key stores, TDES and SM4 apart, and what it does with a key: decipher, keep, report. Keys are handles, never bytes.
import type { Secret } from '../../contract/secret.js'
import type { KeyUsage } from '../../contract/values.js'
import { decryptToSecret, encrypt, parityOf, randomSecret, secretFromBytes } from '../../keys/vault.js'
import type { Behaves } from '../simulator-behaviours.js'
import { heldAs } from '../simulator-holds.js'
import type { KeyPlace, KeyStore } from '../simulator-keys.js'
import type { RandomBytes } from '../simulator-random.js'
import { shownValue } from '../simulator-shows.js'
import type { Authority } from './sim-authority.js'
import { type Answer, type Code, code } from './sim-codes.js'
import { type Coding, encode } from './sim-text.js'
import { IMK_FROM, isMaster, usageOf } from './sim-zones.js'

export const ciphers = ['tdes', 'sm4'] as const
export type EppCipher = (typeof ciphers)[number]

export interface Epp {
  readonly serial: string
  readonly behaves: Behaves
  readonly random: RandomBytes
  readonly authority: Authority
  readonly stores: Readonly<Record<EppCipher, KeyStore>>
  coding: Coding
  /** Bits per second from the next answer on; null: as before. */
  nextRate: number | null
  /** Key presses are sent as they are made. */
  plainInput: boolean
  /** Control parameters as they were set. */
  readonly parameters: Map<string, number>
  user: string
  scanCodes: string
  tampered: boolean
  /** `nak-once` has been had. */
  refused: boolean
}

export const blockOf: Readonly<Record<EppCipher, number>> = { tdes: 8, sm4: 16 }
const DOUBLE_LENGTH = 16

/** E(key, zeros), as many as the key is long, so that it is as long as any check value of it can be. */
export const checkValueOf = (key: Secret, cipher: EppCipher): Uint8Array =>
  encrypt(key, cipher, new Uint8Array(key.bytes))

/** First 8 bytes, for the list of what is there. */
export const shortCheckValueOf = (key: Secret, cipher: EppCipher): string =>
  Buffer.from(checkValueOf(key, cipher).subarray(0, 8)).toString('hex').toUpperCase()

interface Held extends KeyPlace {
  readonly secret: Secret
}
/** The key of a number. With `stale` no number is empty: one never seen before has a key of an earlier owner. */
export function held(epp: Epp, number: number, cipher: EppCipher = 'tdes'): Held | undefined {
  const store = epp.stores[cipher]
  const find = () => store.list().find(({ slot }) => slot === number)
  if (!find() && epp.behaves.has('stale')) {
    const place = { usage: usageOf(number), slot: number }
    store.put(place, { secret: randomSecret(DOUBLE_LENGTH), ksn: null })
  }
  return find()
}

/** The key that another comes under, or the code where it cannot be. Which code that is, is INFERRED: `no-kek`. */
export function kekOf(epp: Epp, number: number): Secret | Code {
  const kek = held(epp, number)
  if (!kek) return number >= IMK_FROM ? code.noImk : Number.parseInt(epp.behaves.arg('no-kek'), 16)
  return isMaster(kek.usage) ? kek.secret : code.noMatch
}

export interface Incoming {
  readonly usage: KeyUsage
  readonly number: number
  /** In clear or as cryptogram; the bytes of a clear key are wiped. */
  readonly key: Uint8Array
  readonly kek: Secret | null
}

/** Keeps the key and answers the check value of what is now there. */
export function takeKey(epp: Epp, { usage, number, key, kek }: Incoming, cipher: EppCipher = 'tdes'): Answer {
  const secret = kek ? decryptToSecret(kek, cipher, key) : secretFromBytes(key)
  if (cipher === 'tdes' && epp.behaves.arg('parity') === 'checked' && parityOf(secret) !== 'odd') {
    secret[Symbol.dispose]()
    return code.parity
  }
  const old = epp.behaves.has('stale') ? held(epp, number, cipher) : undefined
  if (old) {
    secret[Symbol.dispose]()
  } else {
    epp.stores[cipher].clear(({ slot }) => slot === number)
    epp.stores[cipher].put({ usage, slot: number }, { secret: heldAs(epp.behaves, usage, secret), ksn: null })
  }
  const kept = held(epp, number, cipher)!.secret
  return reported(epp, shownValue(epp.behaves, kept, checkValueOf(kept, cipher)))
}

function reported(epp: Epp, value: Uint8Array): Uint8Array {
  if (epp.behaves.has('echo-kcv')) return new Uint8Array()
  return encode(told(epp, value).subarray(0, Number(epp.behaves.arg('kcv-bytes'))), epp.coding)
}
/** What it says of a check value that is `value`. */
export const told = (epp: Epp, value: Uint8Array): Uint8Array =>
  epp.behaves.has('wrong-kcv') ? Uint8Array.of(value[0]! ^ 0xff, ...value.subarray(1)) : value

/** @returns whether there was one */
export function eraseKey(epp: Epp, number: number): boolean {
  const there = epp.stores.tdes.list().some(({ slot }) => slot === number)
  epp.stores.tdes.clear(({ slot }) => slot === number)
  return there
}
export function eraseAll({ stores }: Epp): void {
  for (const cipher of ciphers) stores[cipher].clear()
}
