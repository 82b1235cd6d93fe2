// Device numbers for initial keys: the next one never given out, so that no serial number is issued twice. The log is the memory.
import { Fault } from '../../contract/fault.js'
import { fromHex, isHex, toHex } from '../hex.js'
import { type DukptScheme, type Ksn, ksnForms, ksnHex, ksnOf, readKsn, withCounter } from './ksn.js'

/** The serial numbers of one base key that one station may issue. */
export interface KeySeries {
  readonly scheme: DukptScheme
  /** What names the base key, as hex: 5 bytes for TDES, 4 for AES. */
  readonly keySet: string
  /** Device numbers, both ends included: other stations have other ranges. */
  readonly first: number
  readonly last: number
}

/** The largest device number: 19 bits for TDES, 32 for AES. */
export function largestDevice(scheme: DukptScheme): number {
  const { bytes, keySetBytes, counterBits } = ksnForms[scheme]
  return 2 ** (8 * (bytes - keySetBytes) - counterBits) - 1
}

/** @throws input/bad-field with `field` where the series is none */
export function keySeries(series: KeySeries): KeySeries {
  const { keySetBytes } = ksnForms[series.scheme]
  const largest = largestDevice(series.scheme)
  if (!isHex(series.keySet) || series.keySet.length !== 2 * keySetBytes)
    throw new Fault('input/bad-field', { field: 'keySet', expected: `${keySetBytes} bytes of hex` })
  if (!Number.isInteger(series.first) || series.first < 0 || series.first > largest)
    throw new Fault('input/bad-field', { field: 'first', expected: `a device number from 0 to ${largest}` })
  if (!Number.isInteger(series.last) || series.last < series.first || series.last > largest)
    throw new Fault('input/bad-field', {
      field: 'last',
      expected: `a device number from ${series.first} to ${largest}`,
    })
  return { ...series, keySet: series.keySet.toUpperCase() }
}

/** The KSN of a device, counter 0. */
export function deviceKsn({ scheme, keySet }: KeySeries, device: number): Ksn {
  const { bytes, counterBits } = ksnForms[scheme]
  const whole = new Uint8Array(bytes)
  new DataView(whole.buffer).setBigUint64(bytes - 8, BigInt(device) << BigInt(counterBits))
  whole.set(fromHex(keySet))
  return ksnOf(scheme, whole)
}

/** The device number of a KSN of this series' base key, in whatever range; null for any other KSN. */
export function deviceOf(series: KeySeries, ksn: string): number | null {
  const { bytes, keySetBytes, counterBits } = ksnForms[series.scheme]
  if (!isHex(ksn) || ksn.length !== 2 * bytes) return null
  const whole = fromHex(ksn)
  if (toHex(whole.subarray(0, keySetBytes)) !== series.keySet.toUpperCase()) return null
  const tail = BigInt.asUintN(8 * (bytes - keySetBytes), new DataView(whole.buffer).getBigUint64(bytes - 8))
  return Number(tail >> BigInt(counterBits))
}

/** The highest device number of this series' range that was ever issued; null where none was. */
export function highestIssued(series: KeySeries, issued: Iterable<string>): number | null {
  let highest: number | null = null
  for (const ksn of issued) {
    const device = deviceOf(series, ksn)
    if (device === null || device < series.first || device > series.last) continue
    if (highest === null || device > highest) highest = device
  }
  return highest
}

/**
 * The next KSN to issue, counter 0: one above the highest ever issued. Gaps stay gaps, for what left them is not known.
 * @param highest from the log, as `highestIssued` answers it
 * @throws keys/ksn-exhausted, input/bad-field
 */
export function nextDevice(series: KeySeries, highest: number | null): Ksn {
  const { keySet, first, last } = keySeries(series)
  const device = highest === null ? first : Math.max(first, highest + 1)
  if (device > last) throw new Fault('keys/ksn-exhausted', { keySet, first, last })
  return deviceKsn(series, device)
}

/**
 * A KSN that came from outside (a job names it), counter 0, if that device number was never issued.
 * @throws keys/bad-ksn, keys/ksn-issued
 */
export function unissued(scheme: DukptScheme, hex: string, issued: Iterable<string>): Ksn {
  const wanted = withCounter(readKsn(scheme, hex), 0)
  for (const ksn of issued)
    if (ksn.length === hex.length && ksnHex(withCounter(readKsn(scheme, ksn), 0)) === ksnHex(wanted))
      throw new Fault('keys/ksn-issued', { ksn: ksnHex(wanted) })
  return wanted
}
