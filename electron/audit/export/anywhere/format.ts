// Bytes of the log: frames, notes, canonical JSON, hashes.
import { createHash } from 'node:crypto'

export const LONGEST_RECORD = 256 * 1024
export const LONGEST_NOTE = 1024
/** Appends that reach the medium together. */
export const LONGEST_GROUP = 2 * (8 + LONGEST_RECORD + 1 + LONGEST_NOTE)

export type Fields = Record<string, unknown>

export const sha256 = (...parts: (Buffer | string)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()

/** RFC 8785 for what a record may hold; null for anything else. */
export function canonical(value: unknown): string | null {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const entries = Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`
}

/** @returns null for bytes that are no object in canonical form */
export function parsed(bytes: Buffer): Fields | null {
  try {
    const record: unknown = JSON.parse(bytes.toString('utf8'))
    const isObject = typeof record === 'object' && record !== null && !Array.isArray(record)
    return isObject && Buffer.from(canonical(record) ?? '').equals(bytes) ? (record as Fields) : null
  } catch {
    return null
  }
}

/** Where the record that begins at `at` ends; 0 where none does. */
export function recordEnd(bytes: Buffer, at: number): number {
  if (bytes.length - at < 8) return 0
  const length = bytes.readUInt32BE(at)
  const end = at + 8 + length
  if (length === 0 || length > LONGEST_RECORD || end > bytes.length) return 0
  const hash = sha256(bytes.subarray(at + 8, end))
  return hash.compare(bytes, at + 4, at + 8, 0, 4) === 0 ? end : 0
}

/** Where a note of five lines ends; 0 where it does not. */
export function noteEnd(bytes: Buffer, at: number): number {
  const lines = bytes.toString('latin1', at, at + LONGEST_NOTE).split('\n')
  return lines.length > 5 ? at + lines.slice(0, 5).join('\n').length + 1 : 0
}

/** The tree of RFC 6962 as it grows: the roots of its full subtrees. */
export class Tree {
  size = 0
  peaks: Buffer[] = []

  /** @param leaf its hash */
  append(leaf: Buffer): void {
    let node = leaf
    for (let rest = this.size; rest % 2 === 1; rest = (rest - 1) / 2) node = sha256('\x01', this.peaks.pop()!, node)
    this.peaks.push(node)
    this.size += 1
  }

  root(): Buffer {
    return this.size === 0 ? sha256() : this.peaks.reduceRight((right, left) => sha256('\x01', left, right))
  }
}
