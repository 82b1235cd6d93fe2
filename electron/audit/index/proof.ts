// Inclusion proofs in a very large tree: whole chunks are known by their root, single leaves only in the one asked for.
import { nodeHash, rootOf, splitOf } from '../tree.js'
import { chunkSize } from './chunk.js'

export interface ChunkedTree {
  readonly size: number
  /** Roots of the full chunks from the left. */
  readonly roots: readonly Buffer[]
  /** Leaf hashes after the last full chunk. */
  readonly tail: readonly Buffer[]
}

export function treeRoot(tree: ChunkedTree): Buffer {
  return rangeRoot(tree, 0, tree.size)
}

/**
 * PATH(index, D[0:size]) of RFC 6962 2.1.1, leaf to root.
 * @param near leaf hashes of the chunk that `index` lies in; of the tail, `tail` itself
 */
export function inclusionPath(tree: ChunkedTree, index: number, near: readonly Buffer[]): Buffer[] {
  const first = index - (index % chunkSize)
  const root = (from: number, to: number): Buffer =>
    from >= first && to <= first + near.length ? rootOf(near, from - first, to - first) : rangeRoot(tree, from, to)
  const path = (from: number, to: number): Buffer[] => {
    if (to - from === 1) return []
    const split = from + splitOf(to - from)
    return index < split ? [...path(from, split), root(split, to)] : [...path(split, to), root(from, split)]
  }
  return path(0, tree.size)
}

// `from` and `to` fall between chunks, or lie in the tail: ranges of the tree's own splits always do.
function rangeRoot(tree: ChunkedTree, from: number, to: number): Buffer {
  const full = tree.roots.length * chunkSize
  if (from >= full) return rootOf(tree.tail, from - full, to - full)
  if (to <= full && to - from >= chunkSize) return rootOf(tree.roots, from / chunkSize, to / chunkSize)
  const split = from + splitOf(to - from)
  return nodeHash(rangeRoot(tree, from, split), rangeRoot(tree, split, to))
}
