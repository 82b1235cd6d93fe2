// What the station itself forbids, once it knows which device is at the port.
import { Fault } from '../contract/fault.js'
import type { DeviceIdentity } from '../contract/values.js'
import { knownTestKey } from '../keys/public-keys.js'
import type { AttemptContext, PortAtWork } from './context.js'
import type { PreparedJob, PreparedKey } from './prepare.js'

type Rule = (facts: {
  readonly device: DeviceIdentity
  readonly key: PreparedKey
  readonly job: PreparedJob
  readonly port: PortAtWork
  readonly context: AttemptContext
}) => Fault | null

const rules: readonly Rule[] = [
  // PCI PIN 30-1: a run is tied to its list of devices; the others are refused and recorded.
  ({ device, job, port }) => {
    if (!job.inventory) return null
    if (device.serial === null) return new Fault('injection/no-serial', { port: port.path })
    return job.inventory.has(device.serial) ? null : new Fault('injection/not-listed', { serial: device.serial })
  },
  // Before the next rule: the twin's attempt under way would else pass for one whose result is not known.
  ({ device, port, context }) => {
    const other = device.serial === null ? null : context.elsewhere(device.serial, port.path)
    return other === null
      ? null
      : new Fault('injection/duplicate-serial', { serial: device.serial, ports: [other, port.path] })
  },
  // A load whose result is not known is never followed by another: read back, or closed by an officer.
  ({ device, context }) => {
    const attempt = device.serial === null ? null : context.log.blockedBy(device.serial)
    return attempt === null ? null : new Fault('injection/blocked', { serial: device.serial, attempt })
  },
  // X9.24: two devices, or two lives of one, with the same initial key use the same transaction keys. Lab only warns.
  ({ key, job, context }) =>
    !job.lab && key.ksn && context.log.issued(key.ksn) ? new Fault('keys/ksn-issued', { ksn: key.ksn }) : null,
  // In lab a real device takes published test keys only; what the station cannot look into is not one.
  ({ key, port, job }) =>
    job.lab && port.real && !(key.secret && knownTestKey(key.secret))
      ? new Fault('injection/lab-real-port', { label: key.label })
      : null,
]

/** The first rule that forbids loading this key into this device; null where none does. */
export function ruleAgainst(
  device: DeviceIdentity,
  key: PreparedKey,
  job: PreparedJob,
  port: PortAtWork,
  context: AttemptContext,
): Fault | null {
  for (const rule of rules) {
    const fault = rule({ device, key, job, port, context })
    if (fault) return fault
  }
  return null
}

/** Which serial number was seen at which port in this run: one at two ports stops both. */
export function serialRegister(): AttemptContext['elsewhere'] {
  const seen = new Map<string, string>()
  return (serial, port) => {
    const first = seen.get(serial)
    if (first === undefined) seen.set(serial, port)
    return first === undefined || first === port ? null : first
  }
}
