// Published test keys with unequal halves, as a job names them, and what a simulated terminal's store shows of them.
import type { Algorithm, KcvMethodName } from '../../../electron/contract/values.js'
import { checkValue } from '../../../electron/keys/kcv.js'
import { secretFromHex } from '../../../electron/keys/vault.js'

/** As hex. The first is loaded; the others are what it travels under, the nearest first. */
export const testKeys: Readonly<Record<Algorithm, readonly [string, ...string[]]>> = {
  // FIPS 81, X9.24.
  des: ['0123456789ABCDEF', '6AC292FAA1315B4D'],
  // X9.24-1 Annex A: BDK; UIC PM0103-U; PAX: two of their samples.
  tdes: [
    '6BE1D79D289A96A27B56093BA181A12A',
    '11111111111111112222222222222222',
    'AA55AA55AA55AA553434343434343434',
    'C1D0F8FB4958670DBA40AB1F3752EF0D',
  ],
  // FIPS 197, appendices A.1 and B.
  aes: ['2B7E151628AED2A6ABF7158809CF4F3C', '000102030405060708090A0B0C0D0E0F'],
  // GB/T 32907-2016, appendix A.
  sm4: ['0123456789ABCDEFFEDCBA9876543210'],
}
/** X9.24-1 Annex A: base key, serial number, initial key. */
export const dukptKeys = {
  bdk: '0123456789ABCDEFFEDCBA9876543210',
  ksn: 'FFFF9876543210E00000',
  initialKey: '6AC292FAA1315B4D858AB3A3D7D5933A',
} as const

export const zerosMethod: Readonly<Record<Algorithm, KcvMethodName>> = {
  des: 'des-zeros',
  tdes: 'tdes-zeros',
  aes: 'aes-zeros',
  sm4: 'sm4-zeros',
}

export const secretOf = (hex: string) => secretFromHex(new TextEncoder().encode(hex))

/** Eight bytes of zeros enciphered under it: what `SimulatedSlot.kcv` is. */
export function storeValue(hex: string, algorithm: Algorithm): string {
  using key = secretOf(hex)
  return checkValue(key, zerosMethod[algorithm], 8).hex
}

/** Two components whose XOR is the key. */
export function componentsOf(hex: string): readonly string[] {
  const key = Buffer.from(hex, 'hex')
  const first = Buffer.from('5DA1C8F0173E946B2A70D5133986EC4F5DA1C8F0173E946B'.slice(0, hex.length), 'hex')
  const second = key.map((byte, at) => byte ^ first[at]!)
  return [first, second].map((one) => Buffer.from(one).toString('hex').toUpperCase())
}
