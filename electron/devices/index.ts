// The list of device families. A family is one folder and one line here.
import { Fault } from '../contract/fault.js'
import { castlesPci100 } from './castles-pci100/index.js'
import type { DeviceDriver } from './driver.js'
import { futurex } from './futurex/index.js'
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

/** @throws devices/unknown-driver */
export function driverOf(id: string): DeviceDriver {
  const driver = drivers.find((each) => each.id === id)
  if (driver) return driver
  throw new Fault('devices/unknown-driver', { driver: id, expected: drivers.map((each) => each.id).join(', ') })
}
