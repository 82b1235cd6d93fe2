// Ports matched with the families their USB ids suggest. Nothing is sent to find out.
import type { PortInfo } from '../contract/values.js'
import type { Family } from './driver.js'
import { drivers } from './index.js'

export interface FoundPort extends PortInfo {
  /** Ids of the drivers that may fit: a suggestion, for people choose a port's family. */
  readonly drivers: readonly string[]
}

export const portsWithDrivers = (
  ports: readonly PortInfo[],
  families: readonly Family[] = drivers,
): readonly FoundPort[] =>
  ports.map((port) => ({
    ...port,
    drivers: families.filter((driver) => driver.matches(port)).map((driver) => driver.id),
  }))
