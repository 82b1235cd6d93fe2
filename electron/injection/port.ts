// A job's keys over one port, in job order; what cannot be known to be good stops the rest of that port.
import { Fault } from '../contract/fault.js'
import { type Outcome, outcomes } from '../contract/values.js'
import type { LoadCapability } from '../devices/driver.js'
import type { AttemptContext, AttemptEnd, PortAtWork } from './context.js'
import { fit } from './fit.js'
import type { PreparedJob, PreparedKey } from './prepare.js'
import { runAttempt } from './run.js'

/** After these the port's next key may follow. */
const goOn: ReadonlySet<Outcome> = new Set(['injected', 'already-present', 'unverified'])

/** Every key of the job against the driver, before any attempt. @throws devices/… with `line` and `field` */
export const fitAll = (
  job: PreparedJob,
  { driver, settings }: Pick<PortAtWork, 'driver' | 'settings'>,
): Map<PreparedKey, LoadCapability> => new Map(job.all.map((key) => [key, fit(job, key, driver, settings)]))

/** Runs the keys for the device at this port. Throws only where the log cannot be written. */
export async function runPort(
  context: AttemptContext,
  port: PortAtWork,
  job: PreparedJob,
): Promise<readonly AttemptEnd[]> {
  const capabilities = fitAll(job, port)
  const keys = await keysFor(context, port, job)
  if (keys instanceof Fault) return []
  const ends: AttemptEnd[] = []
  for (const key of keys) {
    const stopped = ends.find((end) => !goOn.has(end.outcome))
    if (stopped) {
      context.emit({
        event: 'skipped',
        port: port.path,
        label: key.label,
        because: stopped.fault?.code ?? stopped.outcome,
      })
      continue
    }
    ends.push(await runAttempt(context, port, job, key, capabilities.get(key)!))
  }
  return ends
}

/** Where each device has keys of its own, its serial number is read first; a device the job does not name is recorded and left alone. */
async function keysFor(
  context: AttemptContext,
  port: PortAtWork,
  job: PreparedJob,
): Promise<readonly PreparedKey[] | Fault> {
  const common = job.keysFor(null)
  if (common && !job.perDevice) return common
  if (port.session instanceof Fault) return job.all.slice(0, 1)
  const device = await port.session.identify().catch(() => null)
  const keys = job.keysFor(device?.serial ?? null)
  if (keys) return keys
  const because = 'injection/not-listed'
  await context.log.append('device-refused', { port: port.path, device, because })
  context.emit({ event: 'skipped', port: port.path, label: '', because })
  return new Fault(because, { serial: device?.serial ?? null })
}

/** The worst way any of them ended; null where nothing was tried. */
export const worst = (ends: readonly AttemptEnd[]): Outcome | null =>
  outcomes.find((outcome) => ends.some((end) => end.outcome === outcome)) ?? null
