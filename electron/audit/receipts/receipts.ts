// Receipts made from a log: for attempts that ended, each with the checkpoint that was signed right behind its record.
import { Fault } from '../../contract/fault.js'
import { type FileDoor, realFiles } from '../files.js'
import type { RestartPoint } from '../found.js'
import { canonical } from '../jcs.js'
import { originOf, requireDirectory } from '../layout.js'
import { isLocked } from '../lock.js'
import type { AuditRecord, RecordOf } from '../record.js'
import { walkKept } from '../retention/kept-walk.js'
import { pointOf, readPruned } from '../retention/pruned.js'
import { leafHash, Tree } from '../tree.js'
import type { Receipt } from './receipt-text.js'

/** A receipt with the record it is about. */
export interface ReceiptOf {
  readonly receipt: Receipt
  readonly record: RecordOf<'attempt-result'>
}

const patience = 100

export interface ReceiptOptions {
  readonly files?: FileDoor
  readonly signal?: AbortSignal
  /** Called as the log is read: records so far. */
  readonly onProgress?: (records: number) => void
}

/**
 * Reads the whole log once, and looks whether it is whole: a log that was tampered with gives no receipts.
 * @param wanted which results @returns one for each, in the log's order
 * @throws Fault audit/no-receipt-in-lab, audit/suspect, station/no-data-directory
 */
export async function receiptsOf(
  dir: string,
  wanted: (record: RecordOf<'attempt-result'>) => boolean,
  { files = realFiles, signal, onProgress }: ReceiptOptions = {},
): Promise<ReceiptOf[]> {
  await requireDirectory(files, dir)
  const receipts: ReceiptOf[] = []
  const dropped = await readPruned(files, dir)
  const begin = dropped === null ? null : pointOf(dropped).found
  const first = begin?.sealed ?? 0
  const before = begin?.tree ?? new Tree()
  let origin = begin === null ? '' : originOf(begin.identity!)
  let due: Omit<Receipt, 'size' | 'root' | 'signature'> | null = null
  let about: RecordOf<'attempt-result'> | null = null
  const heard = (record: AuditRecord) => {
    // Each record names the leaf before it: that much of the tree is known when it is heard.
    if (record.seq > first) before.append(Buffer.from(record.prev, 'hex'))
    if (record.seq % 1024 === 1023) onProgress?.(record.seq + 1)
    if (record.type === 'log-created') origin = originOf(record.body)
    if (record.type !== 'attempt-result' || !wanted(record)) return
    about = record
    due = {
      origin,
      ...leafOf(record, before),
      serial: record.body.device?.serial ?? null,
      outcome: record.body.outcome,
    }
  }
  const sealed = (point: () => RestartPoint) => {
    if (due === null || about === null) return
    const { found } = point()
    receipts.push({ receipt: { ...due, ...signedIn(found.sealed, found.lastNote!) }, record: about })
    due = null
  }
  const waits = (await isLocked(files, dir)) ? patience : 0
  const how = { how: 'looked', patience: waits, heard, sealed, signal } as const
  const { problem, identity } = (await walkKept(files, dir, how)).found
  if (problem?.grade === 'bad') throw new Fault('audit/suspect', { because: problem.reason })
  if (identity?.mode !== 'production') throw new Fault('audit/no-receipt-in-lab')
  return receipts
}

// The new leaf is the last of its tree: its path is the full subtrees left of it, nearest first.
const leafOf = (record: AuditRecord, before: Tree) => ({
  seq: record.seq,
  leaf: leafHash(Buffer.from(canonical(record), 'utf8')),
  path: [...before.peaks].reverse(),
})

function signedIn(size: number, note: string): Pick<Receipt, 'size' | 'root' | 'signature'> {
  const lines = note.split('\n')
  const signature = Buffer.from(lines[4]!.split(' ')[2]!, 'base64')
  return { size, root: Buffer.from(lines[2]!, 'base64'), signature }
}
