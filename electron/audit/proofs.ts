// Proofs over the Merkle tree: that a record is in it, and that a later tree begins with an earlier one (RFC 6962 2.1).
import { emptyRoot, isHash, nodeHash, rootOf, splitOf } from './tree.js'

/** PATH(index, D[0:size]), leaf to root. */
export function inclusionProof(leaves: readonly Buffer[], index: number, size = leaves.length): Buffer[] {
  const path = (from: number, to: number): Buffer[] => {
    if (to - from === 1) return []
    const split = from + splitOf(to - from)
    return index < split
      ? [...path(from, split), rootOf(leaves, split, to)]
      : [...path(split, to), rootOf(leaves, from, split)]
  }
  return path(0, size)
}

/** PROOF(first, D[0:size]). */
export function consistencyProof(leaves: readonly Buffer[], first: number, size = leaves.length): Buffer[] {
  const proof = (from: number, to: number, known: boolean): Buffer[] => {
    if (first === to) return known ? [] : [rootOf(leaves, from, to)]
    const split = from + splitOf(to - from)
    return first <= split
      ? [...proof(from, split, known), rootOf(leaves, split, to)]
      : [...proof(split, to, false), rootOf(leaves, from, split)]
  }
  return first === 0 || first === size ? [] : proof(0, size, true)
}

/** Whether `leaf` is entry `index` of the tree of `size` with that `root` (RFC 9162 section 2.1.3.2). */
export function verifyInclusion(
  leaf: Buffer,
  index: number,
  size: number,
  proof: readonly Buffer[],
  root: Buffer,
): boolean {
  if (!isSize(index) || !isSize(size) || index >= size || ![leaf, ...proof].every(isHash)) return false
  let position = index
  let last = size - 1
  let node = leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (position % 2 === 1 || position === last) {
      node = nodeHash(sibling, node)
      while (position % 2 === 0 && position !== 0) [position, last] = [half(position), half(last)]
    } else {
      node = nodeHash(node, sibling)
    }
    position = half(position)
    last = half(last)
  }
  return last === 0 && node.equals(root)
}

/** Whether the tree of `size` with `root` begins with the tree of `first` with `firstRoot` (RFC 9162 section 2.1.4.2). */
export function verifyConsistency(
  first: number,
  size: number,
  proof: readonly Buffer[],
  firstRoot: Buffer,
  root: Buffer,
): boolean {
  if (!isSize(first) || !isSize(size) || first > size || ![firstRoot, ...proof].every(isHash)) return false
  if (first === size) return proof.length === 0 && firstRoot.equals(root)
  // Every tree begins with the empty one; there is nothing to prove and nothing to compare but the empty root.
  if (first === 0) return proof.length === 0 && firstRoot.equals(emptyRoot())
  const path = isPowerOfTwo(first) ? [firstRoot, ...proof] : proof
  let position = first - 1
  let last = size - 1
  while (position % 2 === 1) [position, last] = [half(position), half(last)]
  let [oldNode, newNode] = [path[0], path[0]]
  if (oldNode === undefined || newNode === undefined) return false
  for (const sibling of path.slice(1)) {
    if (last === 0) return false
    if (position % 2 === 1 || position === last) {
      oldNode = nodeHash(sibling, oldNode)
      newNode = nodeHash(sibling, newNode)
      while (position % 2 === 0 && position !== 0) [position, last] = [half(position), half(last)]
    } else {
      newNode = nodeHash(newNode, sibling)
    }
    position = half(position)
    last = half(last)
  }
  return last === 0 && oldNode.equals(firstRoot) && newNode.equals(root)
}

const half = (value: number): number => Math.floor(value / 2)
const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0
const isPowerOfTwo = (value: number): boolean => value > 0 && 2 ** Math.round(Math.log2(value)) === value
