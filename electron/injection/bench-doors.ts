// What the bench is lent by the composition root: ports, attempts, the log's context, and who hears of changes.
import type { LoggedAttempt } from '../audit/log.js'
import type { InjectionEvent } from '../contract/events.js'
import type { Mode } from '../contract/values.js'
import type { Family } from '../devices/driver.js'
import type { AttemptContext, PortAtWork } from './context.js'

export interface BenchPort extends PortAtWork {
  close(): Promise<void>
}

export interface BenchDoors {
  readonly openPort: (path: string, driver: string) => Promise<BenchPort>
  readonly context: (
    emit: (event: InjectionEvent) => void,
    options: Pick<AttemptContext, 'allowErase' | 'elsewhere' | 'stopping'>,
  ) => AttemptContext
  readonly attempt: (id: string) => LoggedAttempt | null
  readonly driverOf: (id: string) => Family
  readonly isThere: (path: string) => boolean
  readonly mode: Mode
  readonly now: () => number
  readonly changed: () => void
}
