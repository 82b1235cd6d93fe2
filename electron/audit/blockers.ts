// Which attempts block a device: told by its serial number, or by its port where it has none of its own.
import type { LoggedAttempt } from './attempts.js'
import type { Body } from './bodies.js'

export interface Wanted {
  readonly serial: string | null
  readonly port: string
  readonly scanned?: boolean
}

export const wantedBy = ({ device, port }: Body<'order-armed'>): Wanted => ({
  serial: device.serial,
  port,
  scanned: device.serialSource === 'scanned',
})

export function blockersAmong(blocking: readonly LoggedAttempt[], { serial, port, scanned }: Wanted): LoggedAttempt[] {
  const nameless = (one: LoggedAttempt): boolean => one.port === port && (one.serial === null || one.scanned === true)
  const isIt = (one: LoggedAttempt): boolean =>
    serial === null
      ? nameless(one)
      : one.serial === serial || (scanned === true && one.serial === null && one.port === port)
  return blocking.filter(isIt)
}
