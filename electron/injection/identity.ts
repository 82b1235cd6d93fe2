// Who is at a port: what the device says of itself, as the station repeats it, and what a person read off its label.
import { Fault } from '../contract/fault.js'
import type { DeviceIdentity } from '../contract/values.js'
import type { PortAtWork } from './context.js'

/** 16 bytes in hex may be a key: nobody's name is, and the log refuses a record that holds such a run. */
const KEY_LIKE = /[0-9A-Fa-f]{32,}/g
const harmless = (text: string | null): string | null =>
  text?.replace(KEY_LIKE, (run) => `[${run.length} hex digits]`) ?? null

/** The identity without anything that could be key material, whatever a hostile terminal put there. */
export const printed = (device: DeviceIdentity): DeviceIdentity => ({
  ...device,
  serial: harmless(device.serial),
  model: harmless(device.model),
  firmware: harmless(device.firmware),
})

/**
 * Asks the device who it is; one that tells no serial number has the one that was scanned for it, if any was.
 * @throws why there is no session, wire/…
 */
export async function whoIsThere({ session, scanned }: PortAtWork): Promise<DeviceIdentity> {
  if (session instanceof Fault) throw session
  const device = printed(await session.identify())
  return device.serial === null && scanned ? { ...device, serial: scanned, serialSource: 'scanned' } : device
}
