// Keys as bare cryptograms under a KEK, as hosts still send them: no header, no MAC, so a check value is all that tells a wrong one.
import { Fault } from '../contract/fault.js'
import type { Secret } from '../contract/secret.js'
import type { Algorithm } from '../contract/values.js'
import { concat, decryptToSecret, encryptSecret, slice, xorBytes } from './vault.js'

export interface CryptogramTerms {
  readonly kek: Secret
  /** Cipher of the KEK. */
  readonly cipher: Algorithm
  readonly scheme: CryptogramScheme
  /** cbc: zeros where absent. */
  readonly iv?: Uint8Array
  /** atalla: 0 to 31. */
  readonly variant?: number
}

interface SchemeRow {
  seal(key: Secret, terms: CryptogramTerms): Uint8Array
  open(cryptogram: Uint8Array, terms: CryptogramTerms): Secret
  readonly source: string
}

const PART = 8

const blockOf = (cipher: Algorithm) => (cipher === 'des' || cipher === 'tdes' ? 8 : 16)
const ivOf = ({ iv, cipher }: CryptogramTerms) => iv ?? new Uint8Array(blockOf(cipher))

/** Variant bytes of the parts of a double-length (U) and a triple-length (T) key. */
const thalesVariants: Readonly<Record<number, readonly number[]>> = { 16: [0xa6, 0x5a], 24: [0x6a, 0xde, 0x2b] }

/** The KEK for one part of a key: the variant XORed into the first byte of its second half. */
function thalesKek(kek: Secret, keyBytes: number, part: number): Secret {
  const variants = thalesVariants[keyBytes]
  if (!variants || kek.bytes !== 16)
    throw new Fault('keys/bad-length', {
      field: variants ? 'kek' : 'value',
      bytes: variants ? kek.bytes : keyBytes,
      algorithm: 'scheme U or T',
      expected: 'a key of 16 (U) or 24 (T) bytes under a KEK of 16',
    })
  const mask = new Uint8Array(kek.bytes)
  mask[PART] = variants[part]!
  return xorBytes(kek, mask)
}

function thalesSeal(key: Secret, { kek }: CryptogramTerms): Uint8Array {
  const cryptogram = new Uint8Array(key.bytes)
  for (let at = 0; at < key.bytes; at += PART) {
    using variant = thalesKek(kek, key.bytes, at / PART)
    using part = slice(key, at, at + PART)
    cryptogram.set(encryptSecret(variant, 'tdes', part), at)
  }
  return cryptogram
}

function thalesOpen(cryptogram: Uint8Array, { kek }: CryptogramTerms): Secret {
  const parts: Secret[] = []
  try {
    for (let at = 0; at < cryptogram.length; at += PART) {
      using variant = thalesKek(kek, cryptogram.length, at / PART)
      parts.push(decryptToSecret(variant, 'tdes', cryptogram.subarray(at, at + PART)))
    }
    return concat(parts)
  } finally {
    for (const part of parts) part[Symbol.dispose]()
  }
}

const MOST_ATALLA = 31

/** Eight times the number, XORed into the first byte of each part of the KEK. */
function atallaKek({ kek, variant = 0 }: CryptogramTerms): Secret {
  if (!Number.isInteger(variant) || variant < 0 || variant > MOST_ATALLA)
    throw new Fault('keys/bad-variant', { field: 'variant', expected: `0 to ${MOST_ATALLA}` })
  return xorBytes(
    kek,
    Uint8Array.from({ length: kek.bytes }, (_, i) => (i % PART === 0 ? variant << 3 : 0)),
  )
}

export const cryptogramSchemes = {
  ecb: {
    seal: (key, { kek, cipher }) => encryptSecret(kek, cipher, key),
    open: (cryptogram, { kek, cipher }) => decryptToSecret(kek, cipher, cryptogram),
    source: 'each block of the key enciphered by itself; payShield schemes X and Y (X9.17)',
  },
  cbc: {
    seal: (key, terms) => encryptSecret(terms.kek, terms.cipher, key, ivOf(terms)),
    open: (cryptogram, terms) => decryptToSecret(terms.kek, terms.cipher, cryptogram, ivOf(terms)),
    source: 'the blocks chained, from an IV or from zeros',
  },
  variant: {
    seal: thalesSeal,
    open: thalesOpen,
    source: 'payShield schemes U and T: each part of the key under a variant of the KEK of its own',
  },
  atalla: {
    seal: (key, terms) => {
      using kek = atallaKek(terms)
      return encryptSecret(kek, 'tdes', key)
    },
    open: (cryptogram, terms) => {
      using kek = atallaKek(terms)
      return decryptToSecret(kek, 'tdes', cryptogram)
    },
    source:
      'Atalla: the key enciphered in ECB under a variant of the KEK; as commonly implemented, not read in its manual',
  },
} as const satisfies Record<string, SchemeRow>

export type CryptogramScheme = keyof typeof cryptogramSchemes

/**
 * A key enciphered under a KEK.
 * @throws keys/bad-length where it is no whole number of blocks, or the scheme has no such length; keys/bad-variant
 */
export const sealCryptogram = (key: Secret, terms: CryptogramTerms): Uint8Array =>
  (cryptogramSchemes[terms.scheme] as SchemeRow).seal(key, terms)

/**
 * The key in a cryptogram. Nothing tells whether it is the right one: compare its check value before it is used.
 * @throws keys/bad-length, keys/bad-variant
 */
export const openCryptogram = (cryptogram: Uint8Array, terms: CryptogramTerms): Secret =>
  (cryptogramSchemes[terms.scheme] as SchemeRow).open(cryptogram, terms)
