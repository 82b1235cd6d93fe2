// Device numbers for initial keys: the next one never given out, so that no serial number is issued twice. The log is the memory.
import { Fault } from '../../contract/fault.js'
import { fromHex, isHex } from '../hex.js'
import { type DukptScheme, type Ksn, ksnForms, ksnOf } from './ksn.js'

/** The serial numbers of one base key that one station may issue. */
export interface KeySeries {
  readonly scheme: DukptScheme
  /** What names the base key, as hex: 5 bytes for TDES, 4 for AES. */
  readonly keySet: string
  /** Device numbers, both ends included: other stations have other ranges. */
  readonly from: number
  readonly to: number
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
  if (!Number.isInteger(series.from) || series.from < 0 || series.from > largest)
    throw new Fault('input/bad-field', { field: 'from', expected: `a device number from 0 to ${largest}` })
  if (!Number.isInteger(series.to) || series.to < series.from || series.to > largest)
    throw new Fault('input/bad-field', {
      field: 'to',
      expected: `a device number from ${series.from} to ${largest}`,
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
  // What needs no arithmetic comes first: a log of years is asked before every issue.
  if (ksn.length !== 2 * bytes || ksn.slice(0, 2 * keySetBytes).toUpperCase() !== series.keySet.toUpperCase())
    return null
  if (!isHex(ksn)) return null
  const whole = fromHex(ksn)
  const tail = BigInt.asUintN(8 * (bytes - keySetBytes), new DataView(whole.buffer).getBigUint64(bytes - 8))
  return Number(tail >> BigInt(counterBits))
}

/** The highest device number of this series' range that was ever issued; null where none was. */
export function highestIssued(series: KeySeries, issued: Iterable<string>): number | null {
  let highest: number | null = null
  for (const ksn of issued) {
    const device = deviceOf(series, ksn)
    if (device === null || device < series.from || device > series.to) continue
    if (highest === null || device > highest) highest = device
  }
  return highest
}

/** The same with numbers that may have been issued and of which nothing is known but how many, after those in `named`. */
export function highestWith(
  series: KeySeries,
  issued: Iterable<string>,
  burnt: readonly { readonly named: Iterable<string>; readonly numbers: number }[],
): number | null {
  const floors = burnt.map(({ named, numbers }) => (highestIssued(series, named) ?? series.from - 1) + numbers)
  const known = [highestIssued(series, issued), ...floors].filter((one) => one !== null && one >= series.from)
  return known.length === 0 ? null : Math.max(...(known as number[]))
}

/**
 * The next KSN to issue, counter 0: one above the highest ever issued. Gaps stay gaps, for what left them is not known.
 * @param highest from the log, as `highestIssued` answers it
 * @throws keys/ksn-exhausted, input/bad-field
 */
export function nextDevice(series: KeySeries, highest: number | null): Ksn {
  const { keySet, from, to } = keySeries(series)
  const device = highest === null ? from : Math.max(from, highest + 1)
  if (device > to) throw new Fault('keys/ksn-exhausted', { keySet, from, to })
  return deviceKsn(series, device)
}
