// An open log: appends in the order in which they are asked for, tickets, the fold of attempts, and those who listen.
import { Fault } from '../contract/fault.js'
import type { Ticket } from '../contract/ticket.js'
import type { Freshness } from './anchors/freshness.js'
import type { Attempts } from './attempts.js'
import { type Body, ownTypes, type RecordType } from './bodies.js'
import { type AuditClock, type ClockReading, type ClockWatch, readClock } from './clock.js'
import type { Failures } from './failures.js'
import { errorCode, type FileDoor } from './files.js'
import type { Inventories } from './inventories.js'
import type { AuditLog, CallersType } from './log.js'
import type { Programs } from './programs.js'
import type { Qualifications } from './qualifications.js'
import { type Actor, type AuditRecord, badRecord, type RecordOf, theStation } from './record.js'
import type { Register } from './register.js'
import type { Seen } from './seen.js'
import { Tickets } from './tickets.js'
import { type Recovery, step, writeUnsettled } from './unsettled.js'
import type { Composed, Waiting } from './waiting.js'
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
  /** null where this machine keeps nothing of its logs. */
  readonly seen: Seen | null
  readonly unlock: () => Promise<void>
}

export class Journal implements AuditLog {
  readonly #tickets = new Tickets()
  readonly #listeners = new Set<(record: AuditRecord) => void>()
  #queue: Waiting[] = []
  /** Ends when all that was asked for is done, failed or not; null while nothing is. */
  #work: Promise<void> | null = null
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
    return this.#ask(type, body, by, (record) => record)
  }

  arm(body: Body<'attempt-armed'>, by: Actor): Promise<{ record: RecordOf<'attempt-armed'>; ticket: Ticket }> {
    const ticketed = (record: RecordOf<'attempt-armed'>) => this.#ticketed(record, record.body.attempt)
    return this.#ask('attempt-armed', body, by, ticketed)
  }

  order(body: Body<'order-armed'>, by: Actor): Promise<{ record: RecordOf<'order-armed'>; ticket: Ticket }> {
    return this.#ask('order-armed', body, by, (record) => this.#ticketed(record, record.body.order))
  }

  #ticketed<Record extends AuditRecord>(record: Record, attempt: string): { record: Record; ticket: Ticket } {
    return { record, ticket: this.#tickets.mint(attempt, record.seq) }
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
    this.#closing ??= (async () => {
      await this.#work
      await this.parts.writer.close()
      await this.parts.seen?.close().catch(() => {})
      await this.parts.unlock()
    })()
    return this.#closing
  }

  #ask<Type extends RecordType, Answer>(
    type: Type,
    body: Body<Type>,
    by: Actor,
    answer: (record: RecordOf<Type>) => Answer,
  ): Promise<Answer> {
    if (this.#closing !== null) return Promise.reject(new Fault('audit/suspect', { because: 'closed' }))
    return new Promise((done, failed) => {
      const compose = (now: ClockReading): Composed => {
        const record = this.parts.writer.compose(type, body, by, now)
        const answered = () => {
          const made = answer(record)
          return () => done(made)
        }
        return { record: record as AuditRecord, answered, failed }
      }
      this.#queue.push({ compose, failed })
      this.#work ??= this.#workOff()
    })
  }

  async #workOff(): Promise<void> {
    try {
      // Those that are asked for in one turn are written as one group; so are all that come while one is being written.
      for (await null; this.#queue.length > 0; ) {
        const group: Composed[] = []
        do this.#compose(group)
        while (this.#queue.length > 0 && this.parts.writer.hasRoom)
        await this.#makeDurable(group)
      }
    } finally {
      this.#work = null
    }
  }

  /** Takes the next one into the group, and before it the jump of the clock that it shows. */
  #compose(group: Composed[]): void {
    const { writer, clock, watch } = this.parts
    const now = readClock(clock)
    const jump = watch.jump(now)
    if (jump !== null && writer.ended === null) {
      const told = { ...jump, expected: new Date(jump.expected).toISOString() }
      const record = writer.compose('clock-jumped', told, theStation, now)
      group.push({ record, answered: () => () => {}, failed: () => {} })
      watch.heard(now, true)
      if (!writer.hasRoom) return
    }
    const next = this.#queue.shift()!
    try {
      group.push(next.compose(now))
      watch.heard(now, false)
    } catch (error) {
      next.failed(error)
    }
  }

  async #makeDurable(group: readonly Composed[]): Promise<void> {
    try {
      await this.parts.writer.commit()
    } catch (error) {
      await this.#markSuspect(this.parts.writer.ended!)
      for (const { failed } of group) failed(error)
      return
    }
    // A ticket is minted before the record behind its own is heard: that may be the result which voids it.
    const answers = group.map(({ record, answered }) => {
      this.#heard(record)
      return answered()
    })
    const last = group.at(-1)?.record
    if (last !== undefined) await this.#remember(last)
    for (const tell of answers) tell()
  }

  /** A machine that cannot note what it has seen writes nothing more. What is durable counts. */
  async #remember({ wall }: AuditRecord): Promise<void> {
    const { seen, writer, known } = this.parts
    const { tree } = writer.head
    const now = { size: tree.size, root: tree.root().toString('base64'), at: wall }
    await seen?.saw(now, known.blocking()).catch((error) => writer.close(`what was seen: ${errorCode(error)}`))
  }

  #heard(record: AuditRecord): void {
    const { known, qualified, register, failures, freshness, programs, inventories, folds } = this.parts
    this.#size = record.seq + 1
    for (const fold of [known, qualified, register, failures, freshness, programs, inventories, ...folds])
      fold.heard(record)
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
