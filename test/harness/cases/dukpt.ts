// DUKPT initial keys of TDES, by node:crypto alone (X9.24-1:2009 A.6).
import { encrypt, xor } from './cipher.js'

const mask = Buffer.from('C0C0C0C000000000C0C0C0C000000000', 'hex')

/** @param start the first 8 bytes of the key serial number, as this side takes them */
const derived = (bdk: Buffer, start: Buffer) =>
  Buffer.concat([encrypt('tdes', bdk, start), encrypt('tdes', xor(bdk, mask), start)])

/** The 21 lowest bits count transactions; 5 of them lie in the byte that the derivation sees, and are cleared. */
export const initialKey = (bdk: Buffer, ksn: Buffer, cleared = true): Buffer => {
  const start = Buffer.from(ksn.subarray(0, 8))
  if (cleared) start[7]! &= 0xe0
  return derived(bdk, start)
}

/** The serial number of the device `by` numbers further on: its 19 bits lie above the counter. */
export const nextDevice = (ksn: Buffer, by: number): Buffer => {
  const number = BigInt(`0x${ksn.toString('hex')}`) + BigInt(by) * 2n ** 21n
  return Buffer.from((number & (2n ** 80n - 1n)).toString(16).padStart(20, '0'), 'hex')
}
