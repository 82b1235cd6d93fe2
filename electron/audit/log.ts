// The audit log as other rooms know it, and its opening.
import type { SpendTicket, Ticket } from '../contract/ticket.js'
import type { Mode } from '../contract/values.js'
import type { Freshness } from './anchors/freshness.js'
import type { AttemptIndex } from './attempts.js'
import type { Body, OwnType, RecordType } from './bodies.js'
import { type AuditClock, systemClock } from './clock.js'
import type { Failures } from './failures.js'
import { type FileDoor, realFiles } from './files.js'
import type { Inventories } from './inventories.js'
import { requireDirectory, segmentLimit } from './layout.js'
import { lockDirectory } from './lock.js'
import { openLocked } from './opening.js'
import type { Programs } from './programs.js'
import type { Qualifications } from './qualifications.js'
import type { Actor, AuditRecord, RecordOf } from './record.js'
import type { Register } from './register.js'

export type { AttemptIndex, Burnt, LoggedAttempt } from './attempts.js'
export type { Body, RecordType } from './bodies.js'
export type { Checking } from './qualifications.js'
export type { Actor, AuditRecord, RecordOf } from './record.js'

/** The types of record that a caller may append. */
export type CallersType = Exclude<RecordType, OwnType>

export interface AuditLog {
  readonly stationId: string
  readonly logId: string
  readonly mode: Mode
  /** Number of records that are durable and sealed. */
  readonly size: number
  /**
   * Durable and sealed when it resolves; one at a time, in the order of the calls.
   * @throws Fault audit/bad-record: refused, the log goes on; audit/not-writable: the log has ended with this call, or
   *   the disk is full and only results are still written; audit/suspect: it had ended before
   */
  append<Type extends CallersType>(type: Type, body: Body<Type>, by: Actor): Promise<RecordOf<Type>>
  /**
   * The `attempt-armed` record and the ticket it is worth. May be asked again for another command of the same attempt.
   * @throws as `append`; Fault injection/blocked where another attempt blocks the device's serial number
   */
  arm(body: Body<'attempt-armed'>, by: Actor): Promise<{ record: RecordOf<'attempt-armed'>; ticket: Ticket }>
  /** As `arm`, for a change that loads no key; every attempt that blocks the device blocks this too. */
  order(body: Body<'order-armed'>, by: Actor): Promise<{ record: RecordOf<'order-armed'>; ticket: Ticket }>
  /** Also throws audit/suspect once the log has ended. */
  readonly spend: SpendTicket
  /** The fold as it stands; it goes on changing with the log. */
  attempts(): AttemptIndex
  /** When a witness last saw the log; goes on changing with it. */
  freshness(): Pick<Freshness, 'last' | 'unseen' | 'due' | 'assertFresh'>
  /** The program that was last tested here. */
  programs(): Pick<Programs, 'tested'>
  /** The lists of serial numbers it holds. */
  inventories(): Pick<Inventories, 'has'>
  /** What negative probes have shown; it goes on changing with the log. */
  qualifications(): Pick<Qualifications, 'holds'>
  /** Firmware versions, the calendar of changes, dependencies: as they stand, and going on changing with the log. */
  register(): Omit<Register, 'heard'>
  /** The latest attempts that did not end well. */
  failures(): Pick<Failures, 'list'>
  /** Hears every record once it is durable. @returns a function that stops it */
  onAppend(heard: (record: AuditRecord) => void): () => void
  close(): Promise<void>
}

export interface OpenOptions {
  /** Name and version of the program, for every record. */
  readonly app: string
  readonly clock?: AuditClock
  readonly files?: FileDoor
  /** Other rooms' folds: each hears every record, from the first one on, before the log's opening and every append end. */
  readonly folds?: readonly { heard(record: AuditRecord): void }[]
  /** Where this machine keeps what it has seen of its logs, outside their directories; null keeps nothing. */
  readonly seen?: string | null
  /** Bytes at which a segment is closed. */
  readonly segmentLimit?: number
}

/**
 * Opens a data directory for writing: reads the whole log, recovers a tail cut short, and records that, the opening
 * itself, and every attempt that was armed and has no result.
 * @throws Fault station/no-data-directory, station/directory-in-use, audit/suspect, audit/unreadable, audit/read-only,
 *   audit/not-writable
 */
export async function openLog(dir: string, options: OpenOptions): Promise<AuditLog> {
  const files = options.files ?? realFiles
  await requireDirectory(files, dir)
  const unlock = await lockDirectory(files, dir)
  try {
    return await openLocked(
      dir,
      { clock: systemClock(), segmentLimit, folds: [], seen: null, ...options, files },
      unlock,
    )
  } catch (error) {
    await unlock()
    throw error
  }
}
