// An open log: one append after the other, tickets, the fold of attempts, and those who listen.
import { Fault } from '../contract/fault.js'
import type { Ticket } from '../contract/ticket.js'
import type { Freshness } from './anchors/freshness.js'
import type { Attempts } from './attempts.js'
import { type Body, ownTypes, type RecordType } from './bodies.js'
import { type AuditClock, type ClockWatch, readClock } from './clock.js'
import type { Failures } from './failures.js'
import type { FileDoor } from './files.js'
import type { Inventories } from './inventories.js'
import type { AuditLog, CallersType } from './log.js'
import type { Programs } from './programs.js'
import type { Qualifications } from './qualifications.js'
import { type Actor, type AuditRecord, badRecord, type RecordOf, theStation } from './record.js'
import type { Register } from './register.js'
import { Tickets } from './tickets.js'
import { type Recovery, step, writeUnsettled } from './unsettled.js'
import type { Writer } from './writer.js'

export interface JournalParts {
  readonly dir: string
  readonly files: FileDoor
  readonly clock: AuditClock
  readonly writer: Writer
  readonly known: Attempts
  readonly freshness: Freshness
  readonly programs: Programs
  readonly inventories: Inventories
  readonly qualified: Qualifications
  readonly register: Register
  readonly failures: Failures
  readonly watch: ClockWatch
  readonly folds: readonly { heard(record: AuditRecord): void }[]
  readonly unlock: () => Promise<void>
}

export class Journal implements AuditLog {
  readonly #tickets = new Tickets()
  readonly #listeners = new Set<(record: AuditRecord) => void>()
  /** Ends when the append under way does, failed or not. */
  #turn: Promise<unknown> = Promise.resolve()
  #size: number
  #closing: Promise<void> | null = null
  /** Steps that a `recovered` record has still to tell. */
  waiting: readonly Recovery[] = []

  constructor(private readonly parts: JournalParts) {
    this.#size = parts.writer.head.tree.size
  }

  get stationId() {
    return this.parts.writer.head.identity.stationId
  }
  get logId() {
    return this.parts.writer.head.identity.logId
  }
  get mode() {
    return this.parts.writer.head.identity.mode
  }
  get size(): number {
    return this.#size
  }

  async append<Type extends CallersType>(type: Type, body: Body<Type>, by: Actor): Promise<RecordOf<Type>> {
    if (ownTypes.has(type)) throw badRecord(type, 'only the log itself writes it')
    return this.own(type, body, by)
  }

  /** As `append`, for the types that only the log writes. */
  own<Type extends RecordType>(type: Type, body: Body<Type>, by: Actor = theStation): Promise<RecordOf<Type>> {
    return this.#inTurn(() => this.#write(type, body, by))
  }

  arm(body: Body<'attempt-armed'>, by: Actor): Promise<{ record: RecordOf<'attempt-armed'>; ticket: Ticket }> {
    return this.#inTurn(async () => {
      const record = await this.#write('attempt-armed', body, by)
      return { record, ticket: this.#tickets.mint(record.body.attempt, record.seq) }
    })
  }

  order(body: Body<'order-armed'>, by: Actor): Promise<{ record: RecordOf<'order-armed'>; ticket: Ticket }> {
    return this.#inTurn(async () => {
      const { serial, serialSource } = body.device
      const blocking = this.parts.known.blockedBy(serial, body.port, serialSource === 'scanned')
      if (blocking) throw new Fault('injection/blocked', { serial: serial ?? body.port, attempt: blocking.attempt })
      const record = await this.#write('order-armed', body, by)
      return { record, ticket: this.#tickets.mint(record.body.order, record.seq) }
    })
  }

  readonly spend = (ticket: Ticket): void => {
    // A ticket from before the log failed would lead to a load whose result cannot be recorded.
    const { ended } = this.parts.writer
    if (ended !== null) throw new Fault('audit/suspect', { because: ended })
    this.#tickets.spend(ticket)
  }

  attempts(): Attempts {
    return this.parts.known
  }

  inventories(): Inventories {
    return this.parts.inventories
  }

  programs(): Programs {
    return this.parts.programs
  }
  freshness(): Freshness {
    return this.parts.freshness
  }

  qualifications(): Qualifications {
    return this.parts.qualified
  }

  register(): Register {
    return this.parts.register
  }

  failures(): Failures {
    return this.parts.failures
  }

  onAppend(heard: (record: AuditRecord) => void): () => void {
    this.#listeners.add(heard)
    return () => this.#listeners.delete(heard)
  }

  close(): Promise<void> {
    this.#closing ??= this.#inTurn(async () => {
      await this.parts.writer.close()
      await this.parts.unlock()
    })
    return this.#closing
  }

  #inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const answer = this.#turn.then(work)
    this.#turn = answer.catch(() => {})
    return answer
  }

  async #write<Type extends RecordType>(type: Type, body: Body<Type>, by: Actor): Promise<RecordOf<Type>> {
    const { writer, clock, watch } = this.parts
    const now = readClock(clock)
    try {
      const jump = watch.jump(now)
      if (jump !== null) {
        const told = { ...jump, expected: new Date(jump.expected).toISOString() }
        this.#heard(await writer.write('clock-jumped', told, theStation, now))
      }
      const record = await writer.write(type, body, by, now)
      this.#heard(record)
      return record as unknown as RecordOf<Type>
    } catch (error) {
      if (error instanceof Fault && error.code === 'audit/not-writable') await this.#markSuspect(writer.ended!)
      throw error
    }
  }

  #heard(record: AuditRecord): void {
    const { known, qualified, register, failures, freshness, programs, inventories, folds, watch } = this.parts
    this.#size = record.seq + 1
    for (const fold of [known, qualified, register, failures, freshness, programs, inventories, ...folds])
      fold.heard(record)
    watch.heard(readingOf(record), record.type === 'clock-jumped')
    if (record.type === 'attempt-result') this.#tickets.void(record.body.attempt)
    if (record.type === 'order-result') this.#tickets.void(record.body.order)
    // A listener that throws is its own fault: it must not make a durable record look like a failed one.
    for (const listener of this.#listeners) queueMicrotask(() => listener(record))
  }

  // The medium that refused the record may refuse this too: then the next opening finds what it finds.
  async #markSuspect(because: string): Promise<void> {
    const { files, dir, writer } = this.parts
    const failed = step('write-failed', { because, seq: this.#size })
    await writeUnsettled(files, dir, [...this.waiting, failed]).catch(() => {})
    await writer.close()
  }
}

export const readingOf = (record: AuditRecord) => ({
  wall: Date.parse(record.wall),
  mono: record.monoMs,
  bootId: record.bootId,
})
