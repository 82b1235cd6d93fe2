// How much an agreeing value says: equal digits are green only where somebody independent vouches for both of them.
import type { KcvComparison } from '../../electron/contract/events.js'
import type { KcvProvenance } from '../../electron/contract/values.js'

/** Evidence of its own, evidence at second hand, none: shown as a full, a half and an empty disc. */
export const weight: Readonly<Record<KcvProvenance, 'full' | 'half' | 'none'>> = {
  computed: 'full',
  checked: 'full',
  human: 'half',
  echoed: 'none',
  presence: 'none',
  none: 'none',
}

/** The value was only given back, or the station compared the device with itself: no proof, though the digits agree. */
export const proofless = ({ provenance, expected, expectedSource }: KcvComparison): boolean =>
  weight[provenance] === 'none' || expected === null || expectedSource === 'station'
