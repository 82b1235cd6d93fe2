// The simulated terminals there are: one line a family.
import { Fault } from '../contract/fault.js'
import { castlesPci100Simulator } from './castles-pci100/sim.js'
import { futurexSimulator } from './futurex/sim.js'
import { newlandK21Simulator } from './newland-k21/sim.js'
import { newlandP180Simulator } from './newland-p180/sim.js'
import { paxDSimulator } from './pax-d/sim.js'
import type { SimulatedFamily } from './simulator-terminal.js'
import { szztZt598Simulator } from './szzt-zt598/sim.js'
import { uicIppSimulator } from './uic-ipp/sim.js'
import { unitechMs246Simulator } from './unitech-ms246/sim.js'

export const simulators: readonly SimulatedFamily[] = [
  castlesPci100Simulator,
  futurexSimulator,
  newlandK21Simulator,
  newlandP180Simulator,
  paxDSimulator,
  szztZt598Simulator,
  uicIppSimulator,
  unitechMs246Simulator,
]

/** @throws devices/unknown-driver where that driver has no simulated terminal */
export function simulatorOf(driver: string): SimulatedFamily {
  const family = simulators.find((one) => one.driver === driver)
  if (family) return family
  throw new Fault('devices/unknown-driver', { driver, expected: simulators.map((one) => one.driver).join(', ') })
}
