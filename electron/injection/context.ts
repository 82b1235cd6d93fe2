// What an attempt is given: a port with a session on it, and what the station lends for the time of it.
import type { InjectionEvent } from '../contract/events.js'
import type { Fault } from '../contract/fault.js'
import type { LineFigures, Mode, Outcome } from '../contract/values.js'
import type { Clock, DeviceSession, Family, SettingValues, SlotRef } from '../devices/driver.js'
import type { AttemptLog } from './append-port.js'

/** A port with a session on it, or why there is none. */
export interface PortAtWork {
  readonly path: string
  /** A serial port of flesh and copper; false for a pseudo-terminal. */
  readonly real: boolean
  readonly driver: Family
  readonly settings: SettingValues
  readonly session: DeviceSession | Fault
  /** Serial number that a person read off the label of a terminal that tells none; null or absent: none was. */
  readonly scanned?: string | null
  /** What a person named it, and the socket it hangs at; absent where nobody did. */
  readonly named?: { readonly label: string; readonly place: string | null }
  /** Counts of the line since it was opened. */
  readonly quality: () => LineFigures | null
}

/**
 * Whether a load may remove other keys: never, always, or of one device the keys that a person was shown. A device
 * without a serial number is known by those keys alone: each has to be there with the check value that was shown.
 */
export type EraseConsent =
  | boolean
  | { readonly serial: string | null; readonly slots: readonly (SlotRef & { readonly kcv: string | null })[] }

export interface AttemptContext {
  readonly log: AttemptLog
  readonly clock: Clock
  readonly newId: () => string
  readonly allowErase: EraseConsent
  /** Decides whether one person may stand for two; absent: production's rule. */
  readonly mode?: Mode
  /** Serial numbers at the other ports of this run. */
  readonly elsewhere: (serial: string, port: string) => string | null
  /** Somebody asked to stop: what is under way is finished, nothing new is begun. */
  readonly stopping: () => boolean
  readonly emit: (event: InjectionEvent) => void
}

export interface AttemptEnd {
  readonly attempt: string
  readonly outcome: Outcome
  readonly fault: Fault | null
}
