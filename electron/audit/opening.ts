// Opening a locked data directory: read all, recover, and record what was recovered and what was interrupted.
import { Fault } from '../contract/fault.js'
import { Freshness } from './anchors/freshness.js'
import { Attempts } from './attempts.js'
import { ClockWatch } from './clock.js'
import { Failures } from './failures.js'
import { errorCode, type FileDoor } from './files.js'
import { Inventories } from './inventories.js'
import { Journal, readingOf } from './journal.js'
import { originOf, places } from './layout.js'
import type { AuditLog, OpenOptions } from './log.js'
import { Orders } from './orders.js'
import { Programs } from './programs.js'
import { Qualifications } from './qualifications.js'
import type { AuditRecord } from './record.js'
import { recover } from './recover.js'
import { Register } from './register.js'
import { remembered } from './remembered.js'
import { keptReserve } from './reserve.js'
import { dropBefore } from './retention/drop.js'
import { walkKept } from './retention/kept-walk.js'
import { readPruned } from './retention/pruned.js'
import { SigningKeys } from './seal.js'
import { clearUnsettled, type Recovery, readUnsettled } from './unsettled.js'
import { type Handles, Writer } from './writer.js'

/** @param unlock for the log to call when it is closed */
export async function openLocked(
  dir: string,
  options: Required<OpenOptions>,
  unlock: () => Promise<void>,
): Promise<AuditLog> {
  const { files } = options
  const known = new Attempts()
  const qualified = new Qualifications()
  const register = new Register()
  const failures = new Failures()
  const watch = new ClockWatch()
  const freshness = new Freshness()
  const programs = new Programs()
  const inventories = new Inventories()
  const orders = new Orders()
  const { found, waiting, dropped, memory } = await reading(() =>
    readAll(
      files,
      dir,
      options.seen,
      known,
      [qualified, register, failures, freshness, programs, inventories, orders, ...options.folds],
      watch,
    ),
  )
  if (found.problem?.grade === 'bad') throw new Fault('audit/suspect', { because: found.problem.reason })
  if (found.tree.size === 0) throw new Fault('audit/suspect', { because: 'its birth was not finished; make a new one' })
  const keys = await keysOf(files, dir, originOf(found.identity!))
  const opened = await writing(keys, async () => {
    if (dropped !== null) await dropBefore(files, dir, dropped.pruned.segment)
    const steps = await recover(files, dir, found, keys, waiting)
    const reserve = await keptReserve(files, dir)
    return { steps, reserve, handles: await openHandles(files, dir, found.end.segment) }
  })
  const head = {
    identity: found.identity!,
    app: options.app,
    tree: found.tree,
    prev: found.prev,
    segment: found.end.segment,
    offset: found.end.offset,
  }
  const rules = { segmentLimit: options.segmentLimit, judge: (record: AuditRecord) => known.judge(record) }
  const writer = new Writer(files, dir, head, opened.handles, keys, rules, opened.reserve)
  const journal = new Journal({
    dir,
    files,
    clock: options.clock,
    writer,
    known,
    qualified,
    register,
    failures,
    freshness,
    programs,
    inventories,
    watch,
    folds: options.folds,
    seen: memory?.seen ?? null,
    unlock,
  })
  try {
    // First: until it is recorded, what was seen must not be forgotten.
    const lost = memory?.lost(found.tree.size) ?? null
    if (lost !== null) await journal.own('directory-restored', lost)
    await begin(journal, { known, orders }, opened.steps, () => clearUnsettled(files, dir))
  } catch (error) {
    await writer.close()
    await memory?.seen.close().catch(() => {})
    throw error
  }
  return journal
}

async function begin(
  journal: Journal,
  { known, orders }: { readonly known: Attempts; readonly orders: Orders },
  steps: readonly Recovery[],
  clear: () => Promise<void>,
): Promise<void> {
  if (steps.length > 0) {
    journal.waiting = steps
    await journal.own('recovered', { steps })
    journal.waiting = []
    await clear().catch(notWritable)
  }
  await journal.own('station-opened', { runtime: runtime(), platform: `${process.platform} ${process.arch}` })
  for (const { attempt, serial } of known.armed()) await journal.own('attempt-interrupted', { attempt, serial })
  for (const { order, serial } of orders.armed()) await journal.own('order-interrupted', { order, serial })
}

async function readAll(
  files: FileDoor,
  dir: string,
  folder: string | null,
  known: Attempts,
  others: readonly { heard(record: AuditRecord): void }[],
  watch: ClockWatch,
) {
  const waiting = await readUnsettled(files, dir)
  const folds = [known, ...others]
  const dropped = await readPruned(files, dir)
  if (dropped !== null) known.carried(dropped.pruned)
  for (const record of dropped?.pruned.records ?? []) for (const fold of folds) fold.heard(record)
  const heard = (record: AuditRecord) => {
    for (const fold of folds) fold.heard(record)
    watch.heard(readingOf(record), record.type === 'clock-jumped')
  }
  // After a failed write nothing is taken on trust.
  const how = waiting.some(({ what }) => what === 'write-failed' || what === 'note-unreadable') ? 'whole' : 'looked'
  const memory = await remembered(files, dir, folder, dropped)
  const sealed = memory === null ? {} : { sealed: memory.sealed }
  const { found } = await walkKept(files, dir, { how, heard, ...sealed }, dropped)
  return { found, waiting, dropped, memory }
}

async function openHandles(files: FileDoor, dir: string, segment: number): Promise<Handles> {
  const at = await files.open(places(dir).segment(segment), 'write')
  try {
    return { segment: at, newest: await files.open(places(dir).newest, 'write') }
  } catch (error) {
    await files.close(at).catch(() => {})
    throw error
  }
}

// The first file that is opened for writing: here it shows whether any may be.
async function keysOf(files: FileDoor, dir: string, origin: string): Promise<SigningKeys> {
  return reading(() =>
    SigningKeys.open(files, places(dir).signing, origin).catch((error: unknown) => {
      const because = errorCode(error)
      throw forbidden.has(because) ? new Fault('audit/read-only', { because }, { cause: error }) : error
    }),
  )
}
const forbidden = new Set(['EROFS', 'EACCES', 'EPERM'])

const runtime = (): string => {
  const { electron } = process.versions as Record<string, string | undefined>
  return electron === undefined ? `node ${process.versions.node}` : `electron ${electron}`
}

async function reading<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  return work().catch((error: unknown) => {
    throw error instanceof Fault
      ? error
      : new Fault('audit/unreadable', { because: errorCode(error) }, { cause: error })
  })
}

async function writing<Answer>(keys: SigningKeys, work: () => Promise<Answer>): Promise<Answer> {
  return work().catch(async (error: unknown) => {
    await keys.close().catch(() => {})
    return notWritable(error)
  })
}

function notWritable(error: unknown): never {
  throw error instanceof Fault
    ? error
    : new Fault('audit/not-writable', { because: errorCode(error) }, { cause: error })
}
