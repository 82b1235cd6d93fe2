// A checkpoint kept outside the log, with whatever signatures stand under it: read, nothing believed yet.
import type { Checkpoint } from '../note.js'

export interface KeptCheckpoint extends Checkpoint {
  /** The signed part: origin, size and root, each with its newline. */
  readonly text: string
  /** Signature lines, without their newlines. */
  readonly lines: readonly string[]
}

/** Bytes of the longest file that is looked at: a checkpoint with the cosignatures of many witnesses. */
export const longestKept = 64 * 1024

/** @returns null for anything that is no signed checkpoint */
export function readKept(note: string): KeptCheckpoint | null {
  const parts = /^((\S+)\n([1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n)\n((?:\u2014 \S+ [A-Za-z0-9+/]+={0,2}\n)+)$/.exec(
    note,
  )
  if (parts === null) return null
  const [, text, origin, size, root, lines] = parts as unknown as [string, string, string, string, string, string]
  const hash = Buffer.from(root, 'base64')
  // Another spelling of the same root would be another text.
  if (hash.toString('base64') !== root || !Number.isSafeInteger(Number(size))) return null
  return { text, origin, size: Number(size), root: hash, lines: lines.trimEnd().split('\n') }
}
