// What a device says of itself, as the station repeats it.
import type { DeviceIdentity } from '../contract/values.js'

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
