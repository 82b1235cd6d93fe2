// Where a log begins that one can read here: at its first record, or where it goes on after old ones were archived and dropped.
import type { FileDoor } from '../files.js'
import type { Place } from '../read-records.js'
import { type AuditRecord, noLeaf } from '../record.js'
import { pointOf, readPruned } from '../retention/pruned.js'
import { Tree } from '../tree.js'

export interface Base {
  /** Number of records that are no longer here: that of the first one that is. */
  readonly size: number
  readonly start: Place
  /** Leaf hash of the record before. */
  readonly prev: string
  /** Keys that the two records before name for the checkpoints to come. */
  readonly signers: readonly string[]
  /** Over the records before. */
  readonly tree: Tree
  /** Records before that still decide something; the birth of the log among them. */
  readonly carried: readonly AuditRecord[]
  /** What a `log-pruned` record must say of them; null where none were dropped. */
  readonly sha256: string | null
}

export const fromBirth: Base = {
  size: 0,
  start: { segment: 0, offset: 0 },
  prev: noLeaf,
  signers: [],
  tree: new Tree(),
  carried: [],
  sha256: null,
}

/** @throws Fault audit/suspect where what is known of dropped records is damaged; the system's error */
export async function baseOf(files: FileDoor, dir: string): Promise<Base> {
  const dropped = await readPruned(files, dir)
  if (dropped === null) return fromBirth
  const { found, signer } = pointOf(dropped)
  return {
    size: dropped.pruned.size,
    start: found.end,
    prev: found.prev,
    signers: [signer, ...found.signers],
    tree: found.tree,
    carried: dropped.pruned.records,
    sha256: dropped.sha256,
  }
}
