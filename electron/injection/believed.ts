// What went along with a load for the device to compare, and whether such a device is known to compare it.
import type { DeviceIdentity, KeyUsage } from '../contract/values.js'
import type { LoadCheck } from '../devices/driver.js'
import type { AttemptLog } from './append-port.js'
import type { Evidence } from './outcome.js'

export function believed(
  log: Pick<AttemptLog, 'qualified'>,
  device: DeviceIdentity | null,
  usage: KeyUsage,
  check: LoadCheck | null,
): Evidence['check'] {
  if (!check || !device) return null
  const { mode, sent } = check
  return { sent, qualified: log.qualified({ device, usage, mode, method: sent.method }) }
}
