// The part of the log that an attempt may use.
import type { Ticket } from '../contract/ticket.js'

export interface AttemptLog {
  append(type: string, body: object): Promise<{ readonly seq: number }>
  arm(body: object): Promise<{ readonly record: { readonly seq: number }; readonly ticket: Ticket }>
  /** The open attempt that blocks this serial number; null where it is free. */
  blockedBy(serial: string): string | null
}
