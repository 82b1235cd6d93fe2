// One pass over the whole log for a report: every record in order, its link, and the root of exactly what was read. Nothing
// of a report comes out of the index: whoever can write to the disk could have bent it.
import { Fault } from '../../contract/fault.js'
import type { FileDoor } from '../files.js'
import { baseOf } from '../index/base.js'
import { isSigned } from '../index/proving.js'
import { readSealed } from '../index/sealed.js'
import type { Identity } from '../layout.js'
import { requireDirectory } from '../layout.js'
import { type AuditRecord, decodeRecord } from '../record.js'
import { leafHash } from '../tree.js'

export interface PassOptions {
  readonly onProgress?: (records: number) => void
  readonly signal?: AbortSignal
}
export interface Passed {
  readonly identity: Identity
  readonly size: number
  /** Records that were dropped after archiving, and are not looked at here. */
  readonly dropped: number
  readonly root: Buffer
  /** Whether the newest checkpoint that was read states this root, signed by the key the log names for it. */
  readonly signed: boolean
}

/** @throws Fault station/no-data-directory, audit/suspect, audit/unreadable; the signal's reason */
export async function passOver(
  files: FileDoor,
  dir: string,
  heard: (record: AuditRecord) => void,
  options: PassOptions & { readonly carried?: (record: AuditRecord) => void } = {},
): Promise<Passed> {
  const { onProgress, signal } = options
  await requireDirectory(files, dir)
  const base = await baseOf(files, dir)
  const tree = base.tree.copy()
  let { prev } = base
  let signers = [...base.signers]
  let note = ''
  let isSaid = base.sha256 === null
  let identity: Identity | null = null
  for (const record of base.carried) {
    if (record.type === 'log-created') identity = record.body
    options.carried?.(record)
  }
  for await (const batch of readSealed(files, dir, base.start)) {
    for (const { bytes } of batch.records) {
      const record = decodeRecord(bytes, 'looked')
      if ('problem' in record || record.seq !== tree.size || record.prev !== prev)
        throw new Fault('audit/suspect', { because: `record ${tree.size}: not the one that follows` })
      if (record.type === 'log-created') identity = record.body
      isSaid ||= record.type === 'log-pruned' && record.body.sha256 === base.sha256
      const leaf = leafHash(bytes)
      prev = leaf.toString('hex').toUpperCase()
      tree.append(leaf)
      signers = [...signers.slice(-1), record.nextVkey]
      heard(record)
    }
    note = batch.note
    onProgress?.(tree.size)
    await new Promise(setImmediate)
    signal?.throwIfAborted()
  }
  if (identity === null) throw new Fault('audit/suspect', { because: 'no first record' })
  if (!isSaid) throw new Fault('audit/suspect', { because: 'records are gone, and no record of the log says so' })
  const { mode, stationId, logId } = identity
  const root = tree.root()
  return {
    identity: { mode, stationId, logId },
    size: tree.size,
    dropped: base.size,
    root,
    signed: isSigned(note, tree.size, root, signers),
  }
}
