// Command 02 carried out: what is wrong with the request, the key it comes under, the key itself as a handle.
import type { Secret } from '../../contract/secret.js'
import { fromHex } from '../../keys/hex.js'
import { decryptToSecret, secretFromHex } from '../../keys/vault.js'
import { blockCipher, headerCipher, openBlock } from './sim-block.js'
import { type KeyLoad, readLoad } from './sim-bodies.js'
import { type Cipher, type Code, code, encryption, KTK_USAGE, keyAlgorithm, keyType, lengths } from './sim-codes.js'
import { cipherOf, held, isCheckValue, type Receiver, takeKey } from './sim-keys.js'

interface TransportKey {
  readonly secret: Secret
  readonly cipher: Cipher
}

const ZERO_KSN = '0'.repeat(20)
const KTK_BYTES = [16, 24, 32]
const AES_BLOCK = 16
const ONLY_AES_BYTES = 32
const DOUBLE_LENGTH = 16

/** What is wrong with a request, in the order in which it is looked at, which is INFERRED. */
const checks: readonly (readonly [Code, (load: KeyLoad, receiver: Receiver) => boolean])[] = [
  [code.slot, ({ slot }, receiver) => !isSlot(receiver, slot)],
  [code.type, ({ type }) => keyType(type) === undefined],
  [code.encryption, ({ encryption: kind }, receiver) => !kinds(receiver).includes(kind)],
  [code.encryption, (load) => load.encryption === encryption.block && !load.block],
  [code.ktkSlot, (load, receiver) => needsLoadedKtk(load) && !isSlot(receiver, load.ktkSlot)],
  [code.blockAlgorithm, (load) => cipherIn(load) === null],
  [code.ksn, (load, { behaves }) => isDukpt(load) && load.ksn === ZERO_KSN && behaves.arg('zero-ksn') === 'refused'],
  [code.keyLength, (load) => !load.block && !fitsLength(load, load.key.length / 2)],
  [code.ktkLength, ({ encryption: kind, ktk }) => !ktkLengths(kind).includes(ktk.length / 2)],
]

export const isSlot = ({ behaves }: Receiver, slot: number): boolean => slot < Number(behaves.arg('slots'))
const kinds = ({ behaves }: Receiver): readonly string[] =>
  behaves.arg('blocks') === 'type-03'
    ? Object.values(encryption)
    : [encryption.clear, encryption.loadedKtk, encryption.sentKtk]
const needsLoadedKtk = ({ encryption: kind }: KeyLoad): boolean =>
  kind === encryption.loadedKtk || kind === encryption.block
const ktkLengths = (kind: string): readonly number[] => (kind === encryption.sentKtk ? KTK_BYTES : [0])
const isDukpt = ({ type }: KeyLoad): boolean => keyType(type)?.dukpt === true

/** Null where the algorithm is unknown, or is not one of the key type's. */
function cipherIn(load: KeyLoad): Cipher | null {
  const { ciphers } = keyType(load.type)!
  const cipher = saidCipher(load, ciphers[0]!)
  return cipher && ciphers.includes(cipher) ? cipher : null
}
/** INFERRED: where the dialect has no field for it, the header of a block says it. */
function saidCipher({ algorithm, block, key }: KeyLoad, usual: Cipher): Cipher | null | undefined {
  if (algorithm !== null) return keyAlgorithm(algorithm)?.cipher
  return block ? headerCipher(key) : usual
}
function fitsLength(load: KeyLoad, bytes: number): boolean {
  const cipher = cipherIn(load)!
  if (load.algorithm !== null && keyAlgorithm(load.algorithm)!.bytes !== bytes) return false
  if (isDukpt(load) && cipher === 'tdes') return bytes === DOUBLE_LENGTH
  return lengths[cipher].includes(bytes)
}

/** @param data what follows `02` @returns the check value to report, 2 bytes */
export function loadKey(receiver: Receiver, data: Uint8Array): Uint8Array | Code {
  const load = readLoad(receiver.behaves, data)
  if (typeof load === 'string') return load
  const wrong = checks.find(([, isWrong]) => isWrong(load, receiver))
  if (wrong) return wrong[0]
  return underKtk(receiver, load, (ktk) => {
    const secret = keyIn(receiver, load, ktk)
    if (typeof secret === 'string') return secret
    const place = { usage: keyType(load.type)!.usage, slot: load.slot }
    const ksn = isDukpt(load) ? fromHex(load.ksn) : null
    return takeKey(receiver, { place, secret, cipher: cipherIn(load)!, ksn }, load)
  })
}

type Then = (ktk: TransportKey | null) => Uint8Array | Code
/** Finds the key that the load comes under, and checks it. */
function underKtk(receiver: Receiver, load: KeyLoad, then: Then): Uint8Array | Code {
  if (load.encryption === encryption.clear) return then(null)
  const checked = (ktk: TransportKey) =>
    isCheckValue(receiver, ktk.secret, ktk.cipher, load.ktkKcv) ? then(ktk) : code.ktkKcv
  if (load.encryption === encryption.sentKtk) {
    const cipher = sentCipher(load)
    using secret = secretFromHex(load.ktk)
    return checked({ secret, cipher })
  }
  const secret = held(receiver, { usage: KTK_USAGE, slot: load.ktkSlot })?.secret
  return secret ? checked({ secret, cipher: cipherOf(receiver, secret) }) : code.noKtk
}
/** A KTK in the message has no algorithm of its own: AES where TDES cannot be. INFERRED */
const sentCipher = (load: KeyLoad): Cipher => {
  if (load.block) return blockCipher(load.key)
  return load.ktk.length / 2 === ONLY_AES_BYTES ? 'aes' : 'tdes'
}

/** In clear; out of its block; deciphered in ECB. The digits of a clear key are wiped. */
function keyIn(receiver: Receiver, load: KeyLoad, ktk: TransportKey | null): Secret | Code {
  if (!ktk) return secretFromHex(load.key)
  if (!load.block) return deciphered(load, ktk)
  const { behaves } = receiver
  const secret = openBlock(behaves, { block: load.key, type: keyType(load.type)!, cipher: cipherIn(load)!, ktk })
  if (typeof secret === 'string' || fitsLength(load, secret.bytes)) return secret
  secret[Symbol.dispose]()
  return code.keyLength
}
function deciphered({ key }: KeyLoad, { secret, cipher }: TransportKey): Secret | Code {
  const cryptogram = fromHex(String.fromCharCode(...key))
  if (cipher === 'aes' && cryptogram.length % AES_BLOCK !== 0) return code.decrypt
  return decryptToSecret(secret, cipher, cryptogram)
}
