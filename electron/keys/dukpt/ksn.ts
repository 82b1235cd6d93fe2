// The key serial number: which device, which transaction; and which counters a device ever uses.
import { Fault } from '../../contract/fault.js'
import { fromHex, isHex, toHex } from '../hex.js'

export const dukptSchemes = ['tdes', 'aes'] as const
export type DukptScheme = (typeof dukptSchemes)[number]

interface KsnForm {
  /** Length of the whole KSN. */
  readonly bytes: number
  /** Its leading bytes name the base key, by common use of the standard's fields. */
  readonly keySetBytes: number
  /** Its last bits count transactions; those between name the device. */
  readonly counterBits: number
  /** Counters with more one bits are skipped, so that no key is more derivations away than this. */
  readonly mostOnes: number
  readonly source: string
}

export const ksnForms: Readonly<Record<DukptScheme, KsnForm>> = {
  tdes: { bytes: 10, keySetBytes: 5, counterBits: 21, mostOnes: 10, source: 'X9.24-1:2009 Annex A' },
  aes: { bytes: 12, keySetBytes: 4, counterBits: 32, mostOnes: 16, source: 'X9.24-3:2017' },
}

export interface Ksn {
  readonly scheme: DukptScheme
  readonly bytes: Uint8Array
  readonly counter: number
}

/** A KSN of 10 (TDES) or 12 (AES) bytes. @throws keys/bad-ksn with `field` */
export function readKsn(scheme: DukptScheme, hex: string): Ksn {
  const { bytes } = ksnForms[scheme]
  if (!isHex(hex) || hex.length !== 2 * bytes)
    throw new Fault('keys/bad-ksn', { scheme, field: 'ksn', expected: `${bytes} bytes as ${2 * bytes} hex digits` })
  return ksnOf(scheme, fromHex(hex))
}

export function ksnOf(scheme: DukptScheme, bytes: Uint8Array): Ksn {
  return { scheme, bytes, counter: (tailOf(bytes).getUint32(0) & largestCounter(scheme)) >>> 0 }
}

export const ksnHex = (ksn: Ksn): string => toHex(ksn.bytes)

/** The same device's KSN at another transaction; 0 is the one its initial key is derived and loaded with. */
export function withCounter({ scheme, bytes }: Ksn, counter: number): Ksn {
  const changed = Uint8Array.from(bytes)
  const tail = tailOf(changed)
  tail.setUint32(0, (tail.getUint32(0) & ~largestCounter(scheme)) | counter)
  return { scheme, bytes: changed, counter }
}

/** Whether a device ever uses this counter. The arithmetic works for the others too: whoever asks for one is warned. */
export const counterUsed = ({ scheme, counter }: Ksn): boolean =>
  counter > 0 && onesIn(counter) <= ksnForms[scheme].mostOnes

/** The KSN of the next transaction; null where the device is exhausted and needs a new initial key. */
export function nextKsn(ksn: Ksn): Ksn | null {
  const { mostOnes } = ksnForms[ksn.scheme]
  let counter = ksn.counter + 1
  // Adding the lowest one bit skips at once all counters that only differ below it.
  while (onesIn(counter) > mostOnes) counter += lowestOne(counter)
  return counter <= largestCounter(ksn.scheme) ? withCounter(ksn, counter) : null
}

/** The counter's one bits, highest first: each is one derivation. */
export function counterBits({ scheme, counter }: Ksn): number[] {
  const bits: number[] = []
  for (let at = ksnForms[scheme].counterBits - 1; at >= 0; at--) if ((counter >>> at) & 1) bits.push((1 << at) >>> 0)
  return bits
}

const largestCounter = (scheme: DukptScheme): number => 2 ** ksnForms[scheme].counterBits - 1
const tailOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4)
const lowestOne = (value: number): number => (value & -value) >>> 0

/** One bits of a number below 2³³. */
function onesIn(value: number): number {
  let ones = value > 0xffffffff ? 1 : 0
  for (let left = value >>> 0; left !== 0; left = (left & (left - 1)) >>> 0) ones++
  return ones
}
