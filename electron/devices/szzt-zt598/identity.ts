// User info as an identity. Offsets count after the return byte; both sources have the same ones.
import type { DeviceIdentity } from '../../contract/values.js'
import type { SettingValues } from '../driver.js'
import { ID } from './loads.js'
import { settingOf } from './settings.js'

const MODEL = [126, 132] as const
const FIRMWARE = [135, 138] as const
const SERIAL = [138, 146] as const
/** The last four of those eight, after the date. */
const SERIAL_ALONE = [142, 146] as const

export function identityOf(info: Uint8Array, settings: SettingValues): DeviceIdentity {
  const serial = serials[settingOf(settings, 'serial')]!(info)
  return {
    family: ID,
    serial,
    serialSource: serial === null ? null : 'read',
    model: text(info, MODEL),
    firmware: text(info, FIRMWARE),
    tampered: null,
  }
}

/** A terminal that says so and nothing else. */
export const tamperedIdentity: DeviceIdentity = {
  family: ID,
  serial: null,
  serialSource: null,
  model: null,
  firmware: null,
  tampered: true,
}

const serials: Readonly<Record<string, (info: Uint8Array) => string | null>> = {
  'date-and-serial': (info) => text(info, SERIAL),
  serial: (info) => text(info, SERIAL_ALONE),
  binary: (info) =>
    Buffer.from(info.subarray(...SERIAL))
      .toString('hex')
      .toUpperCase() || null,
}

/** Up to the first NUL, trimmed; a byte that is no printable ASCII becomes \xNN. Null where nothing is left. */
function text(info: Uint8Array, [from, to]: readonly [number, number]): string | null {
  const field = info.subarray(from, to)
  const nul = field.indexOf(0)
  const shown = Array.from(nul < 0 ? field : field.subarray(0, nul), (code) =>
    code >= 0x20 && code < 0x7f && code !== 0x5c
      ? String.fromCharCode(code)
      : `\\x${code.toString(16).padStart(2, '0')}`,
  )
  return shown.join('').trim() || null
}
