// `audit prune`: old segments that lie in a verified archive are dropped. What is left goes on to verify.
import { Fault } from '../../contract/fault.js'
import { readIfThere, writeDurably } from '../durable.js'
import { openArchive } from '../export/archive.js'
import { errorCode, type FileDoor, realFiles } from '../files.js'
import type { RestartPoint } from '../found.js'
import { type Identity, originOf, places } from '../layout.js'
import type { Actor, AuditLog } from '../log.js'
import { longestNote, textOf } from '../note.js'
import type { AuditRecord } from '../record.js'
import { verifyDirectory } from '../verify.js'
import { hashOfFile } from './archive-hash.js'
import { Carry } from './carry.js'
import { dropBefore } from './drop.js'
import { walkKept } from './kept-walk.js'
import { hashOf, type Pruned, prunedBytes, prunedName } from './pruned.js'

export interface PlanOptions {
  /** An export that holds every record to be dropped. */
  readonly archive: string
  /** Milliseconds since 1970: only segments whose every record is older are dropped. */
  readonly before: number
  readonly files?: FileDoor
  readonly signal?: AbortSignal
  /** Called as archive and log are read: records so far. */
  readonly onProgress?: (records: number) => void
}

export interface PruneOptions extends PlanOptions {
  readonly by: Actor
}

/** What would be dropped: plain values, so that another thread may find it. */
export interface PrunePlan {
  readonly pruned: Pruned
  /** Hash of the archive that holds it, and its records. */
  readonly archive: { readonly sha256: string; readonly size: number }
  /** ISO 8601: of the youngest record that would go. */
  readonly youngest: string
}

export interface PruneDone {
  /** Records dropped, and the segment the log begins with now. */
  readonly size: number
  readonly segment: number
  /** Of the archive that holds them. */
  readonly sha256: string
}

/**
 * Nothing is dropped before the archive was verified whole, holds the very records, and a record says what was done.
 * @param log open for writing on `dir`
 * @throws Fault audit/cannot-prune, audit/two-people, audit/no-export, audit/not-writable
 */
export async function pruneLog(dir: string, log: AuditLog, options: PruneOptions): Promise<PruneDone> {
  assertEnough(log, options.by)
  return dropPlanned(dir, log, await planPruning(dir, log, options), options)
}

/**
 * Finds what may be dropped; only reads.
 * @throws Fault audit/cannot-prune, audit/no-export; the signal's reason
 */
export async function planPruning(dir: string, log: Identity, options: PlanOptions): Promise<PrunePlan> {
  const files = options.files ?? realFiles
  const archived = await archiveOf(files, options)
  const { point, youngest, agrees, carriedBefore } = await boundary(files, dir, options, archived.size)
  if (point === null) throw cannot('no whole segment is older than that')
  if (archived.origin !== originOf(log) || agrees !== archived.text) throw cannot('the archive is not of this log')
  const { found, signer } = point
  if (archived.size < found.sealed) throw cannot(`the archive ends with record ${archived.size - 1}`)
  const carry = await carried(files, dir, found.sealed, carriedBefore)
  const pruned: Pruned = {
    segment: found.end.segment,
    size: found.sealed,
    prev: found.prev,
    peaks: found.tree.peaks.map((peak) => peak.toString('base64')),
    note: found.lastNote!,
    signer,
    next: found.signers[0]!,
    ...carry,
  }
  const { sha256, size } = archived
  return { pruned, archive: { sha256, size }, youngest: new Date(youngest).toISOString() }
}

/**
 * Drops what was planned; the log may have grown since.
 * @param log open for writing on `dir` @throws Fault audit/cannot-prune, audit/two-people, audit/not-writable
 */
export async function dropPlanned(
  dir: string,
  log: AuditLog,
  { pruned, archive }: PrunePlan,
  options: { readonly by: Actor; readonly files?: FileDoor },
): Promise<PruneDone> {
  const files = options.files ?? realFiles
  const { by } = options
  assertEnough(log, by)
  if (log.mode === 'production' && (log.freshness().last?.seq ?? -1) < pruned.size - 1)
    throw cannot('no witness has seen all that would be dropped')
  const bytes = prunedBytes(pruned)
  const body = {
    segment: pruned.segment,
    size: pruned.size,
    sha256: hashOf(bytes),
    archive,
    warnings: new Set(by.actors).size < 2 ? ['one-person'] : [],
  }
  try {
    await writeDurably(files, dir, `${prunedName}.new`, bytes)
    await log.append('log-pruned', body, by)
    await files.rename(`${dir}/${prunedName}.new`, `${dir}/${prunedName}`)
    await files.syncDirectory(dir)
    await dropBefore(files, dir, pruned.segment)
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault('audit/not-writable', { because: errorCode(error) }, { cause: error })
  }
  return { size: pruned.size, segment: pruned.segment, sha256: archive.sha256 }
}

function assertEnough({ mode }: AuditLog, { actors }: Actor): void {
  if (mode === 'production' && new Set(actors).size < 2)
    throw new Fault('audit/two-people', { what: 'dropping old records' })
}

/** The archive is good in itself: every signature of it. @throws Fault audit/cannot-prune */
async function archiveOf(files: FileDoor, { archive: path, signal, onProgress }: PlanOptions) {
  const archive = await openArchive(files, path)
  try {
    const { dir, door } = archive
    const { verdict, size, reasons } = await verifyDirectory(dir, {
      files: door,
      ...(signal ? { signal } : {}),
      ...(onProgress ? { onProgress: ({ records }) => onProgress(records) } : {}),
    })
    if (verdict !== 'pass') throw cannot(`the archive is ${verdict}: ${reasons.join('; ')}`)
    const note = (await readIfThere(door, places(dir).newest, longestNote))!.toString('utf8')
    const text = textOf(note)
    return { size, text, origin: text.split('\n')[0]!, sha256: await hashOfFile(files, path) }
  } finally {
    await archive.close().catch(() => {})
  }
}

/** The last border of segments with nothing before it that is as young as `before`; and our own checkpoint of a size. */
async function boundary(files: FileDoor, dir: string, { before, signal }: PlanOptions, size: number) {
  let [segment, last, youngest] = [-1, null as RestartPoint | null, Number.NEGATIVE_INFINITY]
  let point: RestartPoint | null = null
  let dropsTo = 0
  let agrees: string | null = null
  let wall = 0
  const heard = (record: AuditRecord) => {
    wall = Date.parse(record.wall)
  }
  const sealed = (at: () => RestartPoint) => {
    const here = at()
    const { end, lastNote } = here.found
    if (end.segment !== segment && last !== null && youngest < before) {
      point = { ...last, found: begins(last, end.segment) }
      dropsTo = youngest
    }
    if (here.found.sealed === size) agrees = textOf(lastNote!)
    ;[segment, last, youngest] = [end.segment, here, Math.max(youngest, wall)]
  }
  const { found, dropped } = await walkKept(files, dir, { how: 'looked', heard, sealed, signal })
  if (found.problem !== null) throw cannot(found.problem.reason)
  return {
    point: point as RestartPoint | null,
    youngest: dropsTo,
    agrees: agrees as string | null,
    carriedBefore: dropped?.pruned ?? null,
  }
}

const begins = ({ found }: RestartPoint, segment: number) => ({ ...found, end: { segment, offset: 0 } })

async function carried(files: FileDoor, dir: string, size: number, before: Pruned | null) {
  const carry = new Carry(before)
  const heard = (record: AuditRecord) => {
    if (record.seq < size) carry.heard(record)
  }
  await walkKept(files, dir, { how: 'looked', heard })
  return carry.carried
}

const cannot = (because: string) => new Fault('audit/cannot-prune', { because })
