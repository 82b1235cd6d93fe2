// What a passphrase has to be. Length is what counts (NIST SP 800-63B 3.1.1.2): no rules of composition.
import { Fault } from '../contract/fault.js'

const LONG = 15
/** Beside a second factor. */
const SHORT = 8
const LONGEST = 128

/** @param passphrase by its signs, not its bytes: 口令 counts two */
export const lengthOf = (passphrase: string): number => [...passphrase.normalize('NFKC')].length

/** Whether it may stand without a second factor. */
export const standsAlone = (passphrase: string): boolean => lengthOf(passphrase) >= LONG

/** @param id of whose it is @throws Fault custody/weak-passphrase */
export function assertStrong(passphrase: string, id: string, withFactor: boolean): void {
  const least = withFactor ? SHORT : LONG
  const length = lengthOf(passphrase)
  const lower = passphrase.normalize('NFKC').toLowerCase()
  const differing = new Set(lower).size
  const repeated = lower.replaceAll(id, '').length < SHORT
  if (length >= least && length <= LONGEST && differing >= 5 && !repeated) return
  throw new Fault('custody/weak-passphrase', { expected: `${least} to ${LONGEST} characters`, field: 'passphrase' })
}
