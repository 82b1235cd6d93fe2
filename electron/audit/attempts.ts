// What the records say of attempts: which are open, and which devices they block. A pure fold; asked before a ticket is minted.
import type { KcvComparison } from '../contract/events.js'
import { Fault } from '../contract/fault.js'
import type { KeyUsage, Outcome } from '../contract/values.js'
import { blockersAmong, type Wanted, wantedBy } from './blockers.js'
import type { Body, RecordType } from './bodies.js'
import { Loads } from './loads.js'
import { type AuditRecord, badRecord, type RecordOf } from './record.js'
import { tidyText } from './tidy.js'

export interface LoggedAttempt {
  readonly attempt: string
  readonly port: string
  readonly label: string
  readonly slot: number
  readonly usage: KeyUsage
  /** Of the device it was armed for; null before that, and for a device without one. */
  readonly serial: string | null
  /** A person read that serial number off a label: the device itself tells none. */
  readonly scanned?: true
  /** The driver it was armed with, and what its slot held then; null before that. */
  readonly family: string | null
  readonly before: Body<'attempt-armed'>['slotsBefore'][number] | null
  readonly armed: boolean
  /** `interrupted` where the station died between armed and result; null while it is under way. */
  readonly outcome: Outcome | 'interrupted' | null
  /** Its result is not known: to be read back, or closed with a reason. */
  readonly open: boolean
  /** Of a DUKPT initial key. */
  readonly ksn: string | null
  readonly kcv: Pick<KcvComparison, 'expected' | 'expectedSource' | 'station' | 'method' | 'bytes'>
}

/** How many attempts that ended are kept whole; of those before them only what still decides something. */
export const keptWhole = 10_000

export interface AttemptIndex {
  /** null for an attempt that there is not, and for one that ended long ago (`keptWhole`). */
  find(attempt: string): LoggedAttempt | null
  /**
   * The attempt for which this device may not be loaded: open, or armed and still under way.
   * @param serial null for a device without one: then its port stands for it, whatever number a person gave it before
   * @param scanned a person gave it this number: what was begun at the port while it had none holds it back as well
   */
  blockedBy(serial: string | null, port?: string, scanned?: boolean): LoggedAttempt | null
  /** Slot of the latest key of one of these usages that this device took; null where there is none. */
  loaded(serial: string | null, usages: readonly KeyUsage[]): number | null
  /** Those whose result is not known, oldest first. */
  open(): LoggedAttempt[]
  /** Key serial numbers that an initial key was ever armed with: issued once, for ever, whatever came of it. */
  issued(): ReadonlySet<string>
  /** Key serial numbers that any attempt was ever meant to load, armed or not: none of them is issued anew. */
  named(): ReadonlySet<string>
  /** What was lost with records that this machine had seen: so many numbers after those named by then may have been issued. */
  burnt(): readonly Burnt[]
}

export interface Burnt {
  readonly named: ReadonlySet<string>
  readonly numbers: number
}

type AttemptType = Extract<RecordType, `attempt-${string}`>
type Known = LoggedAttempt | undefined

/** What each record makes of its attempt, or why it may not be written. */
const folds: { readonly [Type in AttemptType]: (known: Known, record: RecordOf<Type>) => LoggedAttempt | string } = {
  'attempt-intent': (known, { body: { attempt, port, label, slot, usage, ksn, kcv } }) =>
    known === undefined
      ? {
          attempt,
          port,
          label,
          slot,
          usage,
          ksn,
          kcv,
          serial: null,
          family: null,
          before: null,
          armed: false,
          outcome: null,
          open: false,
        }
      : 'there is an attempt of that name',
  'attempt-armed': (known, { body }) =>
    underWay(known) ?? {
      ...known!,
      armed: true,
      serial: body.device.serial,
      ...(body.device.serialSource === 'scanned' ? { scanned: true as const } : {}),
      family: body.device.family,
      before: body.slotsBefore[0] ?? null,
    },
  'attempt-result': (known, { body: { outcome, device } }) =>
    underWay(known) ?? {
      ...known!,
      outcome,
      serial: known!.serial ?? device?.serial ?? null,
      open: outcome === 'indeterminate',
    },
  'attempt-interrupted': (known) => underWay(known) ?? { ...known!, outcome: 'interrupted', open: true },
  'attempt-answer': (known) =>
    known?.armed && (known.outcome === null || known.open) ? known : 'no attempt in which people are asked',
  // Only a real comparison settles it: an empty answer leaves the device as unknown as before.
  'attempt-read-back': (known, { body }) =>
    notOpen(known) ?? { ...known!, open: body.kcv.verdict !== 'match' && body.kcv.verdict !== 'mismatch' },
  'attempt-closed': (known) => notOpen(known) ?? { ...known!, open: false },
}

const underWay = (known: Known): string | null =>
  known === undefined ? 'no such attempt' : known.outcome === null ? null : `the attempt ended as ${known.outcome}`
const notOpen = (known: Known): string | null =>
  known === undefined ? 'no such attempt' : known.open ? null : 'the attempt is not open'

const isAttemptType = (type: RecordType): type is AttemptType => Object.hasOwn(folds, type)

export class Attempts implements AttemptIndex {
  /** Those under way or open, and the latest of those that ended, in the order in which each was last heard of. */
  readonly #whole = new Map<string, LoggedAttempt>()
  /** Names of those that ended before them. */
  readonly #ended = new Set<string>()
  readonly #loads = new Loads()
  /** Those that block: few, however long the log. */
  readonly #blocking = new Map<string, LoggedAttempt>()
  readonly #issued = new Set<string>()
  readonly #named = new Set<string>()
  readonly #burnt: Burnt[] = []
  /** What attempts will be once the records that were judged and are not heard yet are durable. */
  readonly #coming = new Map<string, { readonly attempt: LoggedAttempt; readonly seq: number }>()

  /**
   * Whether this record may follow those before it, heard or judged. If it may, it will be heard, or nothing any more.
   * @throws Fault audit/bad-record; injection/blocked where it would arm a change of a device that another attempt blocks
   */
  judge(record: AuditRecord): void {
    if (record.type === 'order-armed') this.#assertFree(wantedBy(record.body), null)
    const folded = this.#fold(record, (attempt) => this.#coming.get(attempt)?.attempt ?? this.#whole.get(attempt))
    if (typeof folded === 'string') throw badRecord(record.type, folded)
    if (folded === null) return
    if (record.type === 'attempt-armed') this.#assertFree(folded, folded.attempt)
    this.#coming.set(folded.attempt, { attempt: folded, seq: record.seq })
  }

  #assertFree({ serial, port, scanned = false }: Wanted, but: string | null): void {
    const heard = [...this.#blocking.values()].filter(({ attempt }) => !this.#coming.has(attempt))
    const coming = [...this.#coming.values()].flatMap(({ attempt }) => (blocks(attempt) ? [attempt] : []))
    const blocking = blockersAmong([...heard, ...coming], { serial, port, scanned }).find(
      ({ attempt }) => attempt !== but,
    )
    if (blocking) throw new Fault('injection/blocked', { serial: serial ?? port, attempt: blocking.attempt })
  }

  heard(record: AuditRecord): void {
    if (record.type === 'directory-restored') this.#restored(record)
    const folded = this.#fold(record, (attempt) => this.#whole.get(attempt))
    if (folded === null || typeof folded === 'string') return
    if (this.#coming.get(folded.attempt)?.seq === record.seq) this.#coming.delete(folded.attempt)
    // Set anew it stands last: those that end longest ago come first.
    this.#whole.delete(folded.attempt)
    this.#whole.set(folded.attempt, folded)
    if (record.type === 'attempt-result') this.#loads.heard(folded)
    if (this.#whole.size > keptWhole) this.#letGo()
    if (folded.ksn !== null) this.#named.add(folded.ksn)
    if (folded.armed && folded.ksn !== null) this.#issued.add(folded.ksn)
    if (blocks(folded)) this.#blocking.set(folded.attempt, folded)
    else this.#blocking.delete(folded.attempt)
  }

  /** Attempts that the lost records left open, or under way, are open: the station died between them and here. */
  #restored({ body }: RecordOf<'directory-restored'>): void {
    this.#burnt.push({ named: new Set(this.#named), numbers: body.missing })
    for (const { scanned, ...lost } of body.blocked) {
      const nameless = scanned ? { scanned } : {}
      const attempt: LoggedAttempt = { ...lost, ...nameless, armed: true, outcome: 'interrupted', open: true }
      this.#ended.delete(lost.attempt)
      this.#whole.set(lost.attempt, attempt)
      this.#blocking.set(lost.attempt, attempt)
      if (lost.ksn !== null) for (const known of [this.#named, this.#issued]) known.add(lost.ksn)
    }
  }

  /** Takes over what is still known of records that were dropped. */
  carried({ issued, named }: { readonly issued: readonly string[]; readonly named: readonly string[] }): void {
    for (const ksn of issued) this.#issued.add(ksn)
    for (const ksn of named) this.#named.add(ksn)
  }

  find(attempt: string): LoggedAttempt | null {
    return this.#whole.get(attempt) ?? null
  }

  #letGo(): void {
    for (const [name, one] of this.#whole) {
      if (this.#whole.size <= keptWhole) return
      if (one.outcome === null || one.open) continue
      this.#whole.delete(name)
      this.#ended.add(name)
    }
  }

  blockedBy(serial: string | null, port = '', scanned = false): LoggedAttempt | null {
    const wanted = { serial: serial && tidyText(serial), port: tidyText(port), scanned }
    return blockersAmong([...this.#blocking.values()], wanted)[0] ?? null
  }

  loaded(serial: string | null, usages: readonly KeyUsage[]): number | null {
    return serial === null ? null : this.#loads.slotOf(tidyText(serial), usages)
  }

  open(): LoggedAttempt[] {
    return [...this.#blocking.values()].filter(({ open }) => open)
  }

  issued(): ReadonlySet<string> {
    return this.#issued
  }

  named(): ReadonlySet<string> {
    return this.#named
  }

  burnt(): readonly Burnt[] {
    return this.#burnt
  }

  /** Those that block a device: armed and without a result, or open. */
  blocking(): Iterable<LoggedAttempt> {
    return this.#blocking.values()
  }

  /** Armed and without a result. */
  armed(): LoggedAttempt[] {
    return [...this.#blocking.values()].filter(({ open }) => !open)
  }

  #fold(record: AuditRecord, known: (attempt: string) => Known): LoggedAttempt | string | null {
    if (!isAttemptType(record.type)) return null
    const { attempt } = record.body as { attempt: string }
    const fold = folds[record.type] as (known: Known, record: AuditRecord) => LoggedAttempt | string
    if (this.#ended.has(attempt)) return 'the attempt ended long ago'
    return fold(known(attempt), record)
  }
}

const blocks = ({ armed, outcome, open }: LoggedAttempt): boolean => open || (armed && outcome === null)
