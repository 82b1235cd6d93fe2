// Which devices compare the check values that they are sent: by model, firmware and way of loading, from the records of negative probes.
import type { DeviceIdentity, KeyUsage } from '../contract/values.js'
import type { AuditRecord } from './record.js'
import { tidyText } from './tidy.js'

/** A way of loading: two loads that agree in all of this are compared by the same code of the device. */
export interface Checking {
  readonly device: Pick<DeviceIdentity, 'family' | 'model' | 'firmware'>
  readonly usage: KeyUsage
  /** Command and KCV mode, in the driver's words. */
  readonly mode: string
  readonly method: string
}

/** Fewer bytes than these agree by chance too often. */
const FEWEST_BYTES = 3

export class Qualifications {
  readonly #latest = new Map<string, boolean>()

  heard(record: AuditRecord): void {
    if (record.type !== 'device-qualified') return
    const { body } = record
    const key = keyOf(body)
    if (key === null || body.checked === null) return
    this.#latest.set(key, body.checked && body.bytes >= FEWEST_BYTES)
  }

  /** Whether the latest probe of that model, firmware and way of loading was refused for its check value. */
  holds(checking: Checking): boolean {
    const key = keyOf(checking)
    return key !== null && this.#latest.get(key) === true
  }
}

/** Null where the device does not tell its firmware: nothing would say that it had changed. */
function keyOf({ device, usage, mode, method }: Checking): string | null {
  const { family, model, firmware } = device
  if (firmware === null) return null
  return JSON.stringify([family, model, firmware, usage, mode, method].map((part) => part && tidyText(part)))
}
