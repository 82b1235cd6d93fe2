// Inclusion proofs in a very large tree: whole chunks are known by their root, single leaves only in the one asked for, and
// of records that were dropped only the roots of the full subtrees over them.
import { nodeHash, rootOf, splitOf, type Tree } from '../tree.js'
import { chunkSize } from './chunk.js'

export interface ChunkedTree {
  readonly size: number
  /** Over the records that are no longer here. */
  readonly dropped: Tree
  /** Roots of the full chunks, from the one on that the first record here lies in. */
  readonly roots: readonly Buffer[]
  readonly tail: Leaves
}
/** Leaf hashes of records that follow each other. */
export interface Leaves {
  readonly from: number
  readonly hashes: readonly Buffer[]
}

export const treeRoot = (tree: ChunkedTree): Buffer => rangeRoot(tree, [tree.tail], 0, tree.size)

/**
 * PATH(index, D[0:size]) of RFC 6962 2.1.1, leaf to root.
 * @param near leaf hashes of the chunk that `index` lies in
 */
export function inclusionPath(tree: ChunkedTree, index: number, near: Leaves): Buffer[] {
  const root = (from: number, to: number): Buffer => rangeRoot(tree, [near, tree.tail], from, to)
  const path = (from: number, to: number): Buffer[] => {
    if (to - from === 1) return []
    const split = from + splitOf(to - from)
    return index < split ? [...path(from, split), root(split, to)] : [...path(split, to), root(from, split)]
  }
  return path(0, tree.size)
}

/** The root over a full chunk, or less than one, by its own leaves and what was dropped before them. */
export const chunkRoot = (dropped: Tree, leaves: Leaves, from: number, to: number): Buffer =>
  rangeRoot({ size: to, dropped, roots: [], tail: leaves }, [leaves], from, to)

// A range of the tree's own splits is known, or its two halves are: below what was dropped there are no other splits than
// those into the full subtrees whose roots were kept.
function rangeRoot(tree: ChunkedTree, known: readonly Leaves[], from: number, to: number): Buffer {
  if (to <= tree.dropped.size) return peakOf(tree.dropped, from, to)
  for (const { from: first, hashes } of known)
    if (from >= first && to <= first + hashes.length) return rootOf(hashes, from - first, to - first)
  if (to - from === chunkSize && from % chunkSize === 0) {
    const root = tree.roots[from / chunkSize - Math.floor(tree.dropped.size / chunkSize)]
    if (root !== undefined) return root
  }
  if (to - from === 1) throw new RangeError(`leaf ${from} is not known`)
  const split = from + splitOf(to - from)
  return nodeHash(rangeRoot(tree, known, from, split), rangeRoot(tree, known, split, to))
}

function peakOf({ size, peaks }: Tree, from: number, to: number): Buffer {
  let at = 0
  for (const peak of peaks) {
    const length = splitOf(size - at + 1)
    if (at === from && at + length === to) return peak
    at += length
  }
  throw new RangeError(`no root over records ${from} to ${to}`)
}
