// Opening a log beside what this machine remembers of it.
import { Fault } from '../contract/fault.js'
import type { Body } from './bodies.js'
import { errorCode, type FileDoor } from './files.js'
import type { RestartPoint } from './found.js'
import { readPieces } from './read-records.js'
import { decodeRecord } from './record.js'
import type { PrunedFile } from './retention/pruned.js'
import { Seen } from './seen.js'

export interface Remembered {
  readonly seen: Seen
  /** To be told of every good checkpoint, in order. */
  readonly sealed: (point: () => RestartPoint) => void
  /** What is to be recorded of a log of that size; null where nothing was lost. */
  readonly lost: (size: number) => Body<'directory-restored'> | null
}

/**
 * @param folder where marks lie; null for whoever keeps none
 * @returns null without one, and in lab where it cannot be written
 * @throws Fault audit/not-writable
 */
export async function remembered(
  files: FileDoor,
  dir: string,
  folder: string | null,
  dropped: PrunedFile | null,
): Promise<Remembered | null> {
  const born = folder === null ? null : (dropped?.born.body ?? (await birthOf(files, dir)))
  if (folder === null || born === null) return null
  const seen = await Seen.open(files, folder, born.logId).catch((error: unknown) => {
    if (born.mode === 'lab') return null
    throw new Fault('audit/not-writable', { because: errorCode(error) }, { cause: error })
  })
  if (seen === null) return null
  let size = dropped?.pruned.size ?? 0
  let root: string | null = null
  return {
    seen,
    sealed: (point) => {
      size += 1
      if (size === seen.mark?.size) root = point().found.tree.root().toString('base64')
    },
    lost: (now) => {
      const lost = seen.lost(now, root)
      return lost && { ...lost, blocked: seen.mark!.blocked, more: seen.mark!.more }
    },
  }
}

/** Whose log it says it is: only to find the mark by. */
async function birthOf(files: FileDoor, dir: string): Promise<Body<'log-created'> | null> {
  for await (const piece of readPieces(files, dir)) {
    const record = piece.kind === 'record' ? decodeRecord(piece.bytes, 'whole') : null
    return record !== null && 'type' in record && record.type === 'log-created' && isName(record.body.logId)
      ? record.body
      : null
  }
  return null
}
const isName = (logId: string): boolean => /^[a-z0-9-]+$/.test(logId)
