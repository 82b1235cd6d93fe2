// Ports matched with the families their USB ids suggest. Nothing is sent to find out.
import type { PortInfo } from '../contract/values.js'
import type { Family } from './driver.js'
import { drivers } from './index.js'

export interface FoundPort extends PortInfo {
  /** Ids of the drivers that may fit: a suggestion, for people choose a port's family. */
  readonly drivers: readonly string[]
}

/**
 * The order in which a probe asks: families at their usual 115,200 first, then those at 9,600. UIC and Castles answer a
 * single question; SZZT comes last, for it is sought at several rates and told how to code its text. Families that say no
 * name (P180, MS246) are not among them: a bare yes proves nobody.
 */
export const probeOrder: readonly string[] = [
  'newland-k21',
  'pax-d',
  'futurex',
  'uic-ipp',
  'castles-pci100',
  'szzt-zt598',
]

export const portsWithDrivers = (
  ports: readonly PortInfo[],
  families: readonly Family[] = drivers,
): readonly FoundPort[] =>
  ports.map((port) => ({
    ...port,
    drivers: families.filter((driver) => driver.matches(port)).map((driver) => driver.id),
  }))
