// Appends on their way into the log: asked for, then composed as members of a group.
import type { ClockReading } from './clock.js'
import type { AuditRecord } from './record.js'

/** An append that was asked for. */
export interface Waiting {
  /** Makes its record the next of the group. @throws what `compose` of the writer throws */
  readonly compose: (now: ClockReading) => Composed
  readonly failed: (error: unknown) => void
}
export interface Composed {
  readonly record: AuditRecord
  /** Makes the answer, once the record is durable and heard. @returns what gives it to whoever asked */
  readonly answered: () => () => void
  readonly failed: (error: unknown) => void
}
