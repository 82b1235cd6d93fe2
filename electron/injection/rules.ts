// What the station itself forbids, once it knows which device is at the port.
import { Fault } from '../contract/fault.js'
import type { DeviceIdentity } from '../contract/values.js'
import { knownTestKey } from '../keys/public-keys.js'
import { publishedKeyHas } from '../keys/public-values.js'
import type { AttemptContext, PortAtWork } from './context.js'
import type { PreparedJob, PreparedKey } from './prepare.js'

interface Case {
  readonly device: DeviceIdentity
  /** The device this port's run began with; null for its first key. */
  readonly same: DeviceIdentity | null
  readonly key: PreparedKey
  readonly job: PreparedJob
  readonly port: PortAtWork
  readonly context: AttemptContext
  /** The key's KSN was armed before. */
  readonly reused: boolean
}
type Rule = (facts: Case) => Fault | null

const rules: readonly Rule[] = [
  // Another terminal behind the same path: it gets nothing that was meant for the first.
  ({ device, same, port }) => swapped(port.path, same, device),
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
  ({ device, port, context }) => {
    const attempt = blocking(context, device, port.path)
    return attempt === null ? null : new Fault('injection/blocked', { serial: device.serial ?? port.path, attempt })
  },
  // A version that the administrator's table calls bad: found out before anything is sent, whatever key it is.
  ({ device, context }) => {
    const table = context.log.firmware?.(device) ?? null
    if (table?.verdict !== 'bad') return null
    const { model, firmware, reason, seq } = table
    return new Fault('injection/bad-firmware', { model, firmware, reason, record: seq })
  },
  // X9.24: two devices, or two lives of one, with the same initial key use the same transaction keys. Lab only warns.
  ({ key, job, reused }) => (!job.lab && key.ksn && reused ? new Fault('keys/ksn-issued', { ksn: key.ksn }) : null),
  // Which of two terminals without a name got a key could never be told: somebody reads it off the label.
  ({ device, job, port }) =>
    !job.lab && device.serial === null ? new Fault('injection/no-serial', { port: port.path }) : null,
  ({ key, port, job }) => (job.lab ? labOnReal(port, () => isPublished(key), key.label) : null),
]

/**
 * In lab a real device takes published test keys only; what the station cannot look into is not one.
 * Of a key that people bring, its check value is all there is to know it by.
 */
export const labOnReal = ({ real }: Pick<PortAtWork, 'real'>, published: () => boolean, label: string): Fault | null =>
  real && !published() ? new Fault('injection/lab-real-port', { label }) : null

/** A number that a person gave it now does not free a device from what was begun while it had none. */
export const blocking = (
  { log }: Pick<AttemptContext, 'log'>,
  { serial, serialSource }: DeviceIdentity,
  port: string,
): string | null => log.blockedBy(serial, port, serialSource === 'scanned')

/** @param known whom this port's run is for; null where that is still open */
export const swapped = (port: string, known: DeviceIdentity | null, device: DeviceIdentity): Fault | null =>
  known !== null && (device.serial !== known.serial || device.family !== known.family)
    ? new Fault('injection/swapped', { port, expected: known.serial, serial: device.serial })
    : null
const isPublished = ({ secret, form, expected }: PreparedKey): boolean =>
  secret ? knownTestKey(secret) !== null : form === 'by-hand' && expected !== null && publishedKeyHas(expected)

/** The first rule that forbids loading this key into this device; null where none does. */
export function ruleAgainst(facts: Case): Fault | null {
  for (const rule of rules) {
    const fault = rule(facts)
    if (fault) return fault
  }
  return null
}

/** Which serial number was seen at which ports in this run: one at two ports is loaded at neither from then on. */
export function serialRegister(): AttemptContext['elsewhere'] {
  const seen = new Map<string, Set<string>>()
  return (serial, port) => {
    const ports = seen.get(serial) ?? new Set()
    seen.set(serial, ports.add(port))
    return [...ports].find((other) => other !== port) ?? null
  }
}
