// AES DUKPT (X9.24-3:2017): initial key, derivation keys, working keys of every usage and size, update of the initial key.
import { Fault } from '../../contract/fault.js'
import type { Secret } from '../../contract/secret.js'
import type { Algorithm } from '../../contract/values.js'
import { encryptToSecret, slice } from '../vault.js'
import { counterBits, type Ksn, withCounter } from './ksn.js'

export interface DerivedType {
  /** Algorithm indicator in the derivation data. */
  readonly indicator: number
  readonly bytes: number
  /** The shortest key it may be derived from: a working key is never stronger than that. */
  readonly from: 16 | 24 | 32
  /** null for HMAC: no check value is defined for it. */
  readonly algorithm: Algorithm | null
}
export const derivedTypes = {
  tdes2: { indicator: 0x0000, bytes: 16, from: 16, algorithm: 'tdes' },
  tdes3: { indicator: 0x0001, bytes: 24, from: 16, algorithm: 'tdes' },
  aes128: { indicator: 0x0002, bytes: 16, from: 16, algorithm: 'aes' },
  aes192: { indicator: 0x0003, bytes: 24, from: 24, algorithm: 'aes' },
  aes256: { indicator: 0x0004, bytes: 32, from: 32, algorithm: 'aes' },
  hmac128: { indicator: 0x0005, bytes: 16, from: 16, algorithm: null },
  hmac192: { indicator: 0x0005, bytes: 24, from: 24, algorithm: null },
  hmac256: { indicator: 0x0005, bytes: 32, from: 32, algorithm: null },
} as const satisfies Record<string, DerivedType>
export type DerivedTypeName = keyof typeof derivedTypes

/** Key usage indicators in the derivation data. Request is what the device makes or enciphers, response what it checks or deciphers. */
export const aesUsages = {
  'key-encryption': 0x0002,
  pin: 0x1000,
  'mac-request': 0x2000,
  'mac-response': 0x2001,
  'mac-both': 0x2002,
  'data-request': 0x3000,
  'data-response': 0x3001,
  'data-both': 0x3002,
  'key-derivation': 0x8000,
} as const
export type AesUsageName = keyof typeof aesUsages

const KEY_DERIVATION = aesUsages['key-derivation']
const INITIAL_KEY = 0x8001
/** No transaction has it: 32 one bits. */
const UPDATE_COUNTER = 0xffffffff

/** @param bdk 16, 24 or 32 bytes. The counter does not matter. @throws keys/bad-length with `field` */
export const aesInitialKey = (bdk: Secret, ksn: Ksn): Secret =>
  derive(bdk, INITIAL_KEY, ownType(bdk, 'bdk'), ksn.bytes.slice(0, 8))

/** The key that a transaction's working keys are derived from; with counter 0 the initial key itself. @throws keys/bad-length */
export function aesDerivationKey(initialKey: Secret, ksn: Ksn): Secret {
  const type = ownType(initialKey, 'initialKey')
  let key = slice(initialKey, 0, initialKey.bytes)
  let counter = 0
  for (const bit of counterBits(ksn)) {
    using last = key
    counter = (counter | bit) >>> 0
    key = derive(last, KEY_DERIVATION, type, contextOf(withCounter(ksn, counter)))
  }
  return key
}

/**
 * A working key of a transaction; TDES ones with the parity they come with.
 * @throws keys/bad-length, keys/derived-too-strong, input/bad-field (HMAC for anything but MACs), with `field`
 */
export function aesWorkingKey(initialKey: Secret, ksn: Ksn, usage: AesUsageName, type: DerivedTypeName): Secret {
  const wanted = derivedTypes[type]
  if (wanted.algorithm === null && !usage.startsWith('mac-'))
    throw new Fault('input/bad-field', { field: 'algorithm', expected: 'HMAC for mac-request, mac-response, mac-both' })
  if (initialKey.bytes < wanted.from)
    throw new Fault('keys/derived-too-strong', {
      bytes: initialKey.bytes,
      algorithm: type,
      field: 'algorithm',
      expected: `a key no stronger than the ${initialKey.bytes} bytes it comes from`,
    })
  using key = aesDerivationKey(initialKey, ksn)
  return derive(key, aesUsages[usage], wanted, contextOf(ksn))
}

/** The key that a new initial key is sent to the device under (initial key update). The counter does not matter. @throws as `aesWorkingKey` */
export const aesUpdateKey = (initialKey: Secret, ksn: Ksn, type: DerivedTypeName): Secret =>
  aesWorkingKey(initialKey, withCounter(ksn, UPDATE_COUNTER), 'key-encryption', type)

/** The AES type of a key's own length. @throws keys/bad-length */
export function ownTypeName(key: Secret, field: string): 'aes128' | 'aes192' | 'aes256' {
  const name = ownTypes.get(key.bytes)
  if (name) return name
  throw new Fault('keys/bad-length', {
    bytes: key.bytes,
    algorithm: 'AES DUKPT',
    field,
    expected: '16 or 24 or 32 bytes',
  })
}
const ownTypes = new Map([16, 24, 32].map((bytes) => [bytes, `aes${8 * bytes}` as 'aes128' | 'aes192' | 'aes256']))
const ownType = (key: Secret, field: string): DerivedType => derivedTypes[ownTypeName(key, field)]

/** What follows the type in the derivation data of every key but the initial one: half the device's id, the counter. */
const contextOf = (ksn: Ksn): Uint8Array => ksn.bytes.slice(4)

const BLOCK = 16
/** Blocks of version 01, block number, usage, algorithm, length in bits and context. */
function derivationData(usage: number, { indicator, bytes }: DerivedType, context: Uint8Array): Uint8Array {
  const data = new Uint8Array(Math.ceil(bytes / BLOCK) * BLOCK)
  for (let at = 0; at < data.length; at += BLOCK) {
    const view = new DataView(data.buffer, at, BLOCK)
    view.setUint8(0, 1)
    view.setUint8(1, at / BLOCK + 1)
    view.setUint16(2, usage)
    view.setUint16(4, indicator)
    view.setUint16(6, 8 * bytes)
    data.set(context, at + 8)
  }
  return data
}

/** What an initial key of so many bytes is made of, for whoever derives it in native memory. `id`: the KSN's first 8 bytes. */
export const initialKeyData = (bytes: 16 | 24 | 32, id: Uint8Array): Uint8Array =>
  derivationData(INITIAL_KEY, derivedTypes[ownTypes.get(bytes)!], id)

/** The data enciphered, cut to length. */
function derive(key: Secret, usage: number, type: DerivedType, context: Uint8Array): Secret {
  const data = derivationData(usage, type, context)
  const { bytes } = type
  if (bytes === data.length) return encryptToSecret(key, 'aes', data)
  using whole = encryptToSecret(key, 'aes', data)
  return slice(whole, 0, bytes)
}
