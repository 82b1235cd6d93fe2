// The part of the log that an attempt may use.
import type { Body, CallersType, RecordOf } from '../audit/log.js'
import type { Ticket } from '../contract/ticket.js'

export interface AttemptLog {
  /** Durable when it resolves. @throws audit/… where the log cannot be written */
  append<Type extends CallersType>(type: Type, body: Body<Type>): Promise<RecordOf<Type>>
  /** The armed record and the ticket it is worth. @throws injection/blocked, audit/… */
  arm(body: Body<'attempt-armed'>): Promise<{ readonly record: { readonly seq: number }; readonly ticket: Ticket }>
  /** The open attempt that blocks this device, told by its port where it has no serial number; null where it is free. */
  blockedBy(serial: string | null, port: string): string | null
  /** Whether the log holds the list of serial numbers with this hash. */
  listed(sha256: string): boolean
  /** Whether an initial key with this key serial number was ever armed. */
  issued(ksn: string): boolean
  /** Every key serial number that an attempt was ever meant to load, this run's included: the station issues none of them anew. */
  named(): Iterable<string>
  /** From now on it counts as issued: two ports of one run never both find it free. */
  reserve(ksn: string): void
}
