// A job's keys over one port, in job order; what cannot be known to be good stops the rest of that port.
import { asFault, Fault, faultView } from '../contract/fault.js'
import { type DeviceIdentity, type Outcome, outcomes } from '../contract/values.js'
import type { LoadCapability } from '../devices/driver.js'
import type { AttemptContext, AttemptEnd, PortAtWork } from './context.js'
import { fit } from './fit.js'
import { whoIsThere } from './identity.js'
import type { PreparedJob, PreparedKey } from './prepare.js'
import { swapped } from './rules.js'
import { runAttempt } from './run.js'

/** After these the port's next key may follow. */
const goOn: ReadonlySet<Outcome> = new Set(['injected', 'already-present', 'attested', 'unverified'])

/** Every key of the job against the driver, before any attempt. @throws devices/… with `line` and `field` */
export const fitAll = (
  job: PreparedJob,
  { driver, settings }: Pick<PortAtWork, 'driver' | 'settings'>,
): Map<PreparedKey, LoadCapability> => new Map(job.all.map((key) => [key, fit(job, key, driver, settings)]))

/** The device a port's keys belong to, once it is known: all keys of a run go into one and the same. */
export interface SameDevice {
  device: DeviceIdentity | null
}

/**
 * Runs the keys for the device at this port. Throws where the log cannot be written.
 * @param known the device that a person saw there when starting; another one in its place gets nothing
 */
export async function runPort(
  context: AttemptContext,
  port: PortAtWork,
  job: PreparedJob,
  known: DeviceIdentity | null = null,
): Promise<readonly AttemptEnd[]> {
  const capabilities = fitAll(job, port)
  const same: SameDevice = { device: known }
  const keys = await keysFor(context, port, job, same)
  const ends: AttemptEnd[] = []
  for (const key of keys) {
    const because = reasonToStop(ends, context)
    if (because === null) ends.push(await runAttempt(context, port, job, key, capabilities.get(key)!, same))
    else context.emit({ event: 'skipped', port: port.path, label: key.label, because })
  }
  return ends
}

function reasonToStop(ends: readonly AttemptEnd[], context: AttemptContext): string | null {
  const stopped = ends.find((end) => !goOn.has(end.outcome))
  if (stopped) return stopped.fault?.code ?? stopped.outcome
  return context.stopping() ? 'station/stopping' : null
}

/**
 * Where devices have keys of their own, the serial number is read first. A device that the job does not name, or that does
 * not say who it is, is recorded and left alone: it never gets keys meant for all others.
 */
async function keysFor(
  context: AttemptContext,
  port: PortAtWork,
  job: PreparedJob,
  same: SameDevice,
): Promise<readonly PreparedKey[]> {
  if (!job.perDevice) return job.all
  const device = await whoIsThere(port).catch(asFault)
  if (device instanceof Fault) return leaveAlone(context, port, null, device)
  const keys = ownKeys(job, port.path, same.device, device)
  if (keys instanceof Fault) return leaveAlone(context, port, device, keys)
  same.device = device
  return keys
}

function ownKeys(job: PreparedJob, port: string, known: DeviceIdentity | null, device: DeviceIdentity) {
  const keys = device.serial === null ? null : job.keysFor(device.serial)
  return swapped(port, known, device) ?? keys ?? new Fault('injection/not-listed', { serial: device.serial })
}

async function leaveAlone(
  context: AttemptContext,
  port: PortAtWork,
  device: DeviceIdentity | null,
  fault: Fault,
): Promise<readonly PreparedKey[]> {
  const because = fault.code
  await context.log.append('device-refused', { port: port.path, device, because })
  context.emit({ event: 'skipped', port: port.path, label: '', because, fault: faultView(fault) })
  return []
}

/** The worst way any of them ended; null where nothing was tried. */
export const worst = (ends: readonly AttemptEnd[]): Outcome | null =>
  outcomes.find((outcome) => ends.some((end) => end.outcome === outcome)) ?? null
