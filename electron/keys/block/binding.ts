// How a key block binds key and header: the two keys made of the KBPK, the MAC, the encipherment. Nothing of a key leaves native memory.
import { Fault } from '../../contract/fault.js'
import type { Secret } from '../../contract/secret.js'
import {
  cbcMacOver,
  cmacOver,
  cmacToSecret,
  concat,
  decryptToSecret,
  encryptSecret,
  sameBytes,
  slice,
  xorBytes,
} from '../vault.js'
import type { BlockVersion } from './versions.js'

/** A block taken apart, its key still enciphered. */
export interface SealedKey {
  /** The header as its characters: what the MAC covers. */
  readonly header: Uint8Array
  readonly payload: Uint8Array
  readonly mac: Uint8Array
}

interface Binding {
  /** @returns length, key and padding, only after the MAC was found right @throws keys/block-rejected */
  open(version: BlockVersion, kbpk: Secret, sealed: SealedKey): Secret
  /** @param clear length, key and padding */
  seal(version: BlockVersion, kbpk: Secret, header: Uint8Array, clear: Secret): Omit<SealedKey, 'header'>
}

/** One fault for all, so that the answer tells nothing about the KBPK or the key. */
export const rejected = () => new Fault('keys/block-rejected', { field: 'block' })

const mask = (kbpk: Secret, byte: number): Secret => xorBytes(kbpk, new Uint8Array(kbpk.bytes).fill(byte))
/** Variant binding of TR-31: the KBPK XORed with E's, and with M's. */
const encryptionVariant = (kbpk: Secret) => mask(kbpk, 0x45)
const macVariant = (kbpk: Secret) => mask(kbpk, 0x4d)

/** What a derived key is for: key usage indicator in the derivation data of X9.143 and, for counter mode, ISO 20038. */
const purposes = { cbc: 0, mac: 1, ctr: 2 } as const
/** Algorithm indicator there, by cipher and bytes. */
const derivedKinds: Record<BlockVersion['cipher'], Record<number, number>> = {
  tdes: { 16: 0, 24: 1 },
  aes: { 16: 2, 24: 3, 32: 4 },
}

/** CMAC in counter mode (NIST SP 800-108): as many blocks as the key needs, the rest cut off. */
function derive({ cipher, block }: BlockVersion, kbpk: Secret, purpose: keyof typeof purposes): Secret {
  const bits = 8 * kbpk.bytes
  const parts: Secret[] = []
  try {
    for (let counter = 1; (counter - 1) * block < kbpk.bytes; counter++) {
      const kind = derivedKinds[cipher][kbpk.bytes]!
      const data = Uint8Array.of(counter, 0, purposes[purpose], 0, 0, kind, bits >> 8, bits & 0xff)
      parts.push(cmacToSecret(kbpk, cipher, data))
    }
    using whole = concat(parts)
    return slice(whole, 0, kbpk.bytes)
  } finally {
    for (const part of parts) part[Symbol.dispose]()
  }
}

const cut = (mac: Uint8Array, { macBytes }: BlockVersion) => mac.subarray(0, macBytes)

export const bindings: Readonly<Record<BlockVersion['binding'], Binding>> = {
  variant: {
    open(version, kbpk, { header, payload, mac }) {
      using macKey = macVariant(kbpk)
      if (!sameBytes(cut(cbcMacOver(macKey, version.cipher, [header, payload]), version), mac)) throw rejected()
      using encryptionKey = encryptionVariant(kbpk)
      return decryptToSecret(encryptionKey, version.cipher, payload, header.subarray(0, version.block), version.mode)
    },
    seal(version, kbpk, header, clear) {
      using encryptionKey = encryptionVariant(kbpk)
      using macKey = macVariant(kbpk)
      const iv = header.subarray(0, version.block)
      const payload = encryptSecret(encryptionKey, version.cipher, clear, iv, version.mode)
      return { payload, mac: cut(cbcMacOver(macKey, version.cipher, [header, payload]), version) }
    },
  },
  derivation: {
    open(version, kbpk, { header, payload, mac }) {
      using encryptionKey = derive(version, kbpk, version.mode)
      using macKey = derive(version, kbpk, 'mac')
      const clear = decryptToSecret(encryptionKey, version.cipher, payload, mac, version.mode)
      if (sameBytes(cut(cmacOver(macKey, version.cipher, [header, clear]), version), mac)) return clear
      clear[Symbol.dispose]()
      throw rejected()
    },
    seal(version, kbpk, header, clear) {
      using encryptionKey = derive(version, kbpk, version.mode)
      using macKey = derive(version, kbpk, 'mac')
      const mac = cut(cmacOver(macKey, version.cipher, [header, clear]), version)
      return { payload: encryptSecret(encryptionKey, version.cipher, clear, mac, version.mode), mac }
    },
  },
}
