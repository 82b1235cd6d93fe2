// What an attempt is given: a port with a session on it, and what the station lends for the time of it.
import type { InjectionEvent } from '../contract/events.js'
import type { Fault } from '../contract/fault.js'
import type { Mode, Outcome } from '../contract/values.js'
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
  /** Counts of the line since it was opened. */
  readonly quality: () => LineQuality | null
}
export interface LineQuality {
  readonly txBytes: number
  readonly rxBytes: number
  readonly garbageBytes: number
  readonly badChecksums: number
  readonly retries: number
  readonly timeouts: number
}

/** Whether a load may remove other keys: never, always, or of one device the keys that a person was shown. */
export type EraseConsent = boolean | { readonly serial: string; readonly slots: readonly SlotRef[] }

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
