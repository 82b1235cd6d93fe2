// What is known of records that were dropped: where the log goes on, and what of them still decides something. It lies in the
// file `pruned`; a `log-pruned` record behind it, sealed like any other, holds its hash.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Fault } from '../../contract/fault.js'
import { openIfThere, readUpTo } from '../durable.js'
import { count, ksn, sha256, vkey } from '../fields.js'
import type { FileDoor } from '../files.js'
import type { RestartPoint } from '../found.js'
import { canonical } from '../jcs.js'
import { originOf } from '../layout.js'
import { type AuditRecord, decodeRecord, type RecordOf } from '../record.js'
import { Tree } from '../tree.js'

const base64 = z.string().regex(/^[A-Za-z0-9+/]{43}=$/)

const shape = z.strictObject({
  v: z.literal(1),
  /** The segment that the log now begins with, and how many records came before it. */
  segment: z.int().min(1).max(999_999),
  size: count.min(1),
  /** Leaf hash of the last one dropped. */
  prev: sha256,
  /** The roots of the full subtrees over them, largest first. */
  peaks: z.array(base64).max(53),
  /** The last checkpoint dropped, the key that signed it, and the key that signs the next. */
  note: z.string().max(1024),
  signer: vkey,
  next: vkey,
  /** Key serial numbers issued, and all that were ever named: none of them is issued anew. */
  issued: z.array(ksn),
  named: z.array(ksn),
  /** Records that still decide: the first one, attempts whose result is not known, witnesses, qualifications. */
  records: z.array(z.unknown()),
})

export interface Pruned extends Omit<z.infer<typeof shape>, 'records' | 'v'> {
  readonly records: readonly AuditRecord[]
}

export interface PrunedFile {
  readonly pruned: Pruned
  /** The first record of the log. */
  readonly born: RecordOf<'log-created'>
  /** Of the file, as its `log-pruned` record says. */
  readonly sha256: string
}

export const prunedName = 'pruned'
/** Bytes: key serial numbers of some millions of devices. */
const longest = 256 * 1024 * 1024

export const prunedBytes = (pruned: Pruned): Buffer => Buffer.from(`${canonical({ v: 1, ...pruned })}\n`, 'utf8')
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').toUpperCase()

/** @returns null where nothing was dropped @throws Fault audit/suspect for a file that is none; the system's error */
export async function readPruned(files: FileDoor, dir: string): Promise<PrunedFile | null> {
  const fd = await openIfThere(files, `${dir}/${prunedName}`)
  if (fd === null) return null
  const bytes = await (async () => readUpTo(files, fd, 0, Math.min(await files.size(fd), longest)))().finally(() =>
    files.close(fd),
  )
  const pruned = parse(bytes)
  const born = pruned?.records[0]
  if (pruned === null || born?.type !== 'log-created')
    throw new Fault('audit/suspect', { because: 'what is known of the records dropped (file pruned) is damaged' })
  return { pruned, born, sha256: hashOf(bytes) }
}

function parse(bytes: Buffer): Pruned | null {
  try {
    const { v: _, records, ...rest } = shape.parse(JSON.parse(bytes.toString('utf8')))
    const read = records.map((record) => decodeRecord(Buffer.from(canonical(record), 'utf8'), 'whole'))
    return read.some((record) => 'problem' in record) ? null : { ...rest, records: read as AuditRecord[] }
  } catch {
    return null
  }
}

function treeOf({ size, peaks }: Pruned): Tree {
  try {
    return Tree.of(
      size,
      peaks.map((peak) => Buffer.from(peak, 'base64')),
    )
  } catch {
    throw disagrees()
  }
}

const disagrees = () =>
  new Fault('audit/suspect', { because: 'what is known of the records dropped does not agree with itself' })

/** Where a walk over what is left begins. */
export function pointOf({ pruned, born }: PrunedFile): RestartPoint {
  const { mode, stationId, logId } = born.body
  const identity = { mode, stationId, logId }
  const tree = treeOf(pruned)
  const text = `${originOf(identity)}\n${pruned.size}\n${tree.root().toString('base64')}\n`
  if (!pruned.note.startsWith(`${text}\n`)) throw disagrees()
  const found = {
    identity,
    tree,
    prev: pruned.prev,
    last: null,
    recent: [],
    end: { segment: pruned.segment, offset: 0 },
    torn: 0,
    sealed: pruned.size,
    lastNote: pruned.note,
    signers: [pruned.next],
    secondPlace: 'missing',
    problem: null,
  } as const
  return { found: { ...found, signers: [...found.signers], recent: [] }, signer: pruned.signer }
}
