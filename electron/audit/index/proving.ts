// The proof of one record: its hash, the way from there to the root, and the signed checkpoint that states this root.
import type { InclusionView } from '../../contract/audit-views.js'
import type { FileDoor } from '../files.js'
import { checkpointText, textOf, verifierOf } from '../note.js'
import { verifyInclusion } from '../proofs.js'
import { leafHash } from '../tree.js'
import type { Book } from './book.js'
import { chunkSize } from './chunk.js'
import { inclusionPath, type Leaves, treeRoot } from './proof.js'
import type { Found } from './record-at.js'
import { readSealed } from './sealed.js'

export type Proof = InclusionView

/** Leaves beside it are hashed from the log itself; of chunks farther off the roots are known. */
export async function proofOf(files: FileDoor, dir: string, book: Book, { record, bytes }: Found): Promise<Proof> {
  // The book goes on growing while the log is read.
  const { size, head, note, dropped } = book
  const tail = { from: book.tail.from, hashes: [...book.tail.hashes] }
  const tree = { size, dropped, roots: [...book.roots], tail }
  const near = record.seq < tail.from ? await leavesOf(files, dir, book, record.seq) : tail
  const leaf = leafHash(bytes)
  const path = inclusionPath(tree, record.seq, near)
  const root = treeRoot(tree)
  return {
    leaf: hex(leaf),
    size,
    path: path.map(hex),
    root: hex(root),
    leads: verifyInclusion(leaf, record.seq, size, path, root),
    signed: isSigned(note, size, root, head.signers),
  }
}

/** Of the records of its chunk that are here. */
async function leavesOf(files: FileDoor, dir: string, book: Book, seq: number): Promise<Leaves> {
  const start = seq - (seq % chunkSize)
  const from = Math.max(start, book.first)
  const hashes: Buffer[] = []
  for await (const { records } of readSealed(files, dir, book.place(from))) {
    for (const { bytes } of records) if (from + hashes.length < start + chunkSize) hashes.push(leafHash(bytes))
    if (from + hashes.length === start + chunkSize) break
  }
  return { from, hashes }
}

/**
 * Whether `note` states this size and root and is signed by the one key that may: record n names the key for size n + 2,
 * and of a log of one record its birth names it, which `verify` looks at.
 * @param signers keys that the last two records name
 */
export function isSigned(note: string, size: number, root: Buffer, signers: readonly string[]): boolean {
  const vkey = signers.at(-2)
  const origin = vkey?.split('+')[0]
  if (vkey === undefined || origin === undefined) return false
  const text = checkpointText({ origin, size, root })
  return textOf(note) === text && verifierOf(vkey)?.signed(note, text) === true
}

const hex = (bytes: Buffer): string => bytes.toString('hex').toUpperCase()
