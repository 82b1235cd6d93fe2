// A cable between a driver's session and a simulated terminal, as after plugging in: new each time, the terminal stays.
import type { SpendTicket } from '../../../electron/contract/ticket.js'
import type { DeviceSession } from '../../../electron/devices/driver.js'
import { simulatedLine } from '../../../electron/devices/simulator-line.js'
import { MemoryCable, type Taps } from './cable.js'
import type { Stage } from './stage.js'
import type { StepClock } from './step-clock.js'

/** Bits per second: a rate of every family's. */
export const BAUD = 115_200

export interface Plugged {
  readonly cable: MemoryCable
  readonly session: DeviceSession
}

export function plug(
  { scene, terminal, behaves, random, settings, ciphers }: Stage,
  name: string,
  clock: StepClock,
  spend: SpendTicket,
  taps: Taps = {},
): Plugged {
  const cable = new MemoryCable(name, BAUD, clock, spend, taps)
  cable.plug(simulatedLine({ terminal, behaves, baud: BAUD, clock, random, pull: () => cable.pull() }))
  return { cable, session: scene.family.driver.open(cable, settings, clock, ciphers) }
}
