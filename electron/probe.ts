// A polite probe, lab only: each family's own question who is there, one family after the other, and nothing else.
import { Fault } from './contract/fault.js'
import type { DeviceIdentity, Mode } from './contract/values.js'
import { type DeviceDriver, isByPeople } from './devices/driver.js'
import { probeOrder } from './devices/find.js'
import { driverOf } from './devices/index.js'
import { settingsFor } from './injection/port-choice.js'
import { publicCiphers } from './station.js'
import { mayBePort } from './store.js'
import { realClock } from './wire/line.js'
import { openSerial } from './wire/serial.js'
import { within } from './wire/within.js'

/** Longest that one family is waited for: its deadline and one more try. */
const ANSWER_MS = 4_000

export interface Probed {
  readonly driver: string
  readonly device: DeviceIdentity
}

/**
 * The first family whose question is answered.
 * @throws devices/unanswered where none is, injection/lab-only, wire/… where the port cannot be opened
 */
export async function probe(mode: Mode, path: string, order: readonly string[] = probeOrder): Promise<Probed> {
  if (mode !== 'lab') throw new Fault('injection/lab-only', { what: 'probe' })
  if (!mayBePort(path)) throw new Fault('wire/open-failed', { port: path, because: 'not a serial port' })
  for (const id of order) {
    const driver = driverOf(id)
    const device = isByPeople(driver) ? null : await asked(driver, path)
    if (device) return { driver: id, device }
  }
  throw new Fault('devices/unanswered', { port: path, families: order })
}

/** null where the question stays unanswered, or is answered by nothing that this family says. */
async function asked(driver: DeviceDriver, path: string): Promise<DeviceIdentity | null> {
  const settings = settingsFor(driver, {})
  const line = await openSerial(path, driver.lineBy?.(settings) ?? driver.line, harmless)
  const session = driver.open(line, settings, realClock, publicCiphers)
  try {
    return await within(ANSWER_MS, session.identify())
  } catch (error) {
    if (error instanceof Fault && error.code === 'wire/gone') throw error
    return null
  } finally {
    await session.close().catch(() => {})
    await line.close()
  }
}

/** No key and no ticket is ever at hand here. */
const never = () => {
  throw new TypeError('a probe changes nothing')
}
const harmless = { sendSecret: never, spend: never }
