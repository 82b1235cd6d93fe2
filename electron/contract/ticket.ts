// Proof that an `attempt-armed` record is on the disk. Only the log mints one; a line spends it once, before a command
// that can change a device. Forging one is not possible: the log knows its own by identity.
declare const ticketBrand: unique symbol
export interface Ticket {
  readonly [ticketBrand]: true
  /** The attempt that the record is about, and the record's number. */
  readonly attempt: string
  readonly seq: number
}
/** Throws `audit/ticket-spent` or `audit/ticket-unknown` where the ticket is not a fresh one of this log. */
export type SpendTicket = (ticket: Ticket) => void
