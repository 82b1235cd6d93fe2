// What the bench is lent by the composition root: ports, attempts, the log's context, and who hears of changes.
import type { LoggedAttempt } from '../audit/log.js'
import type { InjectionEvent } from '../contract/events.js'
import type { Mode } from '../contract/values.js'
import type { Family, SettingValues } from '../devices/driver.js'
import type { AttemptContext, PortAtWork } from './context.js'
import type { PortChoice } from './port-choice.js'

export interface BenchPort extends PortAtWork {
  close(): Promise<void>
}

/** A serial port that is there. */
export interface PluggedPort {
  readonly path: string
  /** The socket it hangs at, by the way through the hubs; survives replugging and restarts. */
  readonly place: string
  /** Ids of the families its USB ids suggest; of a simulated terminal its own. */
  readonly drivers: readonly string[]
  readonly simulated: boolean
}

/** What a person settled for a socket of the machine. */
export interface RememberedPort {
  readonly label?: string
  readonly driver?: string
  /** What was settled for its line; holds for that family alone. */
  readonly baud?: number | null
  readonly settings?: SettingValues
}

export interface BenchDoors {
  readonly openPort: (path: string, driver: string, settled: PortChoice, scanned: string | null) => Promise<BenchPort>
  readonly context: (
    emit: (event: InjectionEvent) => void,
    options: Pick<AttemptContext, 'allowErase' | 'elsewhere' | 'stopping'>,
  ) => AttemptContext
  /** The family whose question is answered there. @throws devices/unanswered, injection/lab-only */
  readonly probe: (port: string) => Promise<string>
  readonly attempt: (id: string) => LoggedAttempt | null
  readonly driverOf: (id: string) => Family
  readonly isThere: (path: string) => boolean
  readonly remembered: (place: string) => RememberedPort
  readonly remember: (place: string, change: RememberedPort) => void
  readonly mode: Mode
  readonly now: () => number
  readonly changed: () => void
}
