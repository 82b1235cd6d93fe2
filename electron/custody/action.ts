// What can be done at a station: every command of the window, and every change of state that has no command of its own.
import type { CommandName } from '../contract/commands.js'

/** Changes that happen inside a command, each with a rule of its own. */
export const stateChanges = [
  /** A custodian's component goes into native memory. */
  'component/enter',
  /** Components were entered, and the key of them may be used. */
  'key/approve',
  /** Components are combined in the station's own memory. */
  'key/station-combine',
  /** A load of a key is put on record and sent. */
  'load/arm',
  /** A device is blocked because a result is not known, and shall not be any more. */
  'device/release',
] as const
export type StateChange = (typeof stateChanges)[number]

export type Action = CommandName | StateChange
