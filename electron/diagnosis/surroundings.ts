// What is known around a case beside the log of attempts: the version table, what the station depends on, plugs that came loose.
import type { FirmwareVerdict } from '../audit/register.js'
import type { DependencyFigures } from '../contract/register.js'

export interface Surroundings {
  /** What the version table says of this device; null where it says nothing. */
  readonly firmware: FirmwareVerdict | null
  /** Dependencies as just looked at; null where none was looked at. */
  readonly dependencies: readonly DependencyFigures[] | null
  /** This station opens no connection of its own. */
  readonly offline: boolean
  /** Times that the port of the case came and went within the last hour; null where nobody watched. */
  readonly replugged: number | null
}
export const nothingAround: Surroundings = { firmware: null, dependencies: null, offline: false, replugged: null }
