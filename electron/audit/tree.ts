// The Merkle tree of RFC 6962 section 2.1: the hashes, and the root of a list that grows.
import { hash } from 'node:crypto'

const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer')

// One shot over a kept buffer takes a fraction of a hash object's time.
let prefixed = Buffer.alloc(4096)
export function leafHash(entry: Uint8Array): Buffer {
  if (entry.length >= prefixed.length) prefixed = Buffer.alloc(2 * entry.length)
  prefixed.set(entry, 1)
  return sha256(prefixed.subarray(0, 1 + entry.length))
}

const pair = Buffer.alloc(65)
pair[0] = 1
/** @throws RangeError where one is no hash: bytes of the pair before must not stand in for it */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  if (!isHash(left) || !isHash(right)) throw new RangeError('a node has two hashes of 32 bytes below it')
  pair.set(left, 1)
  pair.set(right, 33)
  return sha256(pair)
}
export const isHash = (bytes: Uint8Array): boolean => bytes.length === 32
export const emptyRoot = () => sha256(Buffer.alloc(0))

/** The tree as it grows: holds one hash for each full subtree, so memory is the logarithm of its size. */
export class Tree {
  #size = 0
  readonly #peaks: Buffer[] = []

  get size(): number {
    return this.#size
  }

  /** The roots of its full subtrees, largest first: all that its growth depends on. */
  get peaks(): readonly Buffer[] {
    return [...this.#peaks]
  }

  /** A tree of which only this is known. @param peaks as `peaks` gave them @throws RangeError where they are not of that size */
  static of(size: number, peaks: readonly Buffer[]): Tree {
    const full = [...size.toString(2)].filter((bit) => bit === '1').length
    if (peaks.length !== full || !peaks.every(isHash)) throw new RangeError(`no ${full} hashes for ${size} leaves`)
    const tree = new Tree()
    tree.#size = size
    tree.#peaks.push(...peaks)
    return tree
  }

  /** A tree that grows from here on its own. */
  copy(): Tree {
    const twin = new Tree()
    twin.#size = this.#size
    twin.#peaks.push(...this.#peaks)
    return twin
  }

  append(leaf: Buffer): void {
    let node = leaf
    // Each trailing 1 bit of the size is a full subtree that this leaf completes to one twice as large.
    for (let rest = this.#size; rest % 2 === 1; rest = Math.floor(rest / 2)) node = nodeHash(this.#peaks.pop()!, node)
    this.#peaks.push(node)
    this.#size += 1
  }

  root(): Buffer {
    if (this.#size === 0) return emptyRoot()
    return this.#peaks.reduceRight((right, left) => nodeHash(left, right))
  }
}

/** MTH(D[from:to]) over leaf hashes. */
export function rootOf(leaves: readonly Buffer[], from = 0, to = leaves.length): Buffer {
  if (to === from) return emptyRoot()
  if (to - from === 1) return leaves[from]!
  const split = from + splitOf(to - from)
  return nodeHash(rootOf(leaves, from, split), rootOf(leaves, split, to))
}

/** Largest power of two below `size`. */
export const splitOf = (size: number): number => 2 ** Math.floor(Math.log2(size - 1))
