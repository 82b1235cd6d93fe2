// Tickets: minted by the log alone, once an `attempt-armed` record is durable and sealed; each is spent once, before its
// attempt's result. Known by identity, so that one made elsewhere is none.
import { Fault } from '../contract/fault.js'
import type { Ticket } from '../contract/ticket.js'

export class Tickets {
  readonly #state = new WeakMap<Ticket, 'fresh' | 'spent'>()
  /** The fresh ones of each attempt under way. */
  readonly #fresh = new Map<string, Ticket[]>()

  mint(attempt: string, seq: number): Ticket {
    const ticket = Object.freeze({ attempt, seq }) as Ticket
    this.#state.set(ticket, 'fresh')
    this.#fresh.set(attempt, [...(this.#fresh.get(attempt) ?? []), ticket])
    return ticket
  }

  /** @throws Fault audit/ticket-spent, audit/ticket-unknown */
  spend(ticket: Ticket): void {
    const state = this.#state.get(ticket)
    if (state === undefined) throw new Fault('audit/ticket-unknown')
    if (state === 'spent') throw new Fault('audit/ticket-spent')
    this.#state.set(ticket, 'spent')
  }

  /** After the result of an attempt its tickets are worth nothing, spent or not. */
  void(attempt: string): void {
    for (const ticket of this.#fresh.get(attempt) ?? []) this.#state.set(ticket, 'spent')
    this.#fresh.delete(attempt)
  }
}
