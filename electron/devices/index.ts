// The list of device families: `drivers` are those with a line, for what speaks, replays or simulates one. A family is one
// folder and one line here.
import { Fault } from '../contract/fault.js'
import { castlesPci100 } from './castles-pci100/index.js'
import type { DeviceDriver, PeopleDriver } from './driver.js'
import { futurex } from './futurex/index.js'
import { manual } from './manual/index.js'
import { newlandK21 } from './newland-k21/index.js'
import { newlandP180 } from './newland-p180/index.js'
import { paxD } from './pax-d/index.js'
import { szztZt598 } from './szzt-zt598/index.js'
import { uicIpp } from './uic-ipp/index.js'
import { unitechMs246 } from './unitech-ms246/index.js'

export const drivers: readonly DeviceDriver[] = [
  newlandK21,
  paxD,
  szztZt598,
  uicIpp,
  castlesPci100,
  futurex,
  newlandP180,
  unitechMs246,
]

/** Every family: those with a line, and those that people load by hand. */
export const families: readonly (DeviceDriver | PeopleDriver)[] = [...drivers, manual]

/** @throws devices/unknown-driver */
export function driverOf(id: string): DeviceDriver | PeopleDriver {
  const driver = families.find((each) => each.id === id)
  if (driver) return driver
  throw new Fault('devices/unknown-driver', { driver: id, expected: families.map((each) => each.id).join(', ') })
}
