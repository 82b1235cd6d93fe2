// Records of a log that fit a filter, streamed from front to back. Reads only, and also while a station works on it.
import { Fault } from '../contract/fault.js'
import { readIfThere } from './durable.js'
import { errorCode, type FileDoor, realFiles } from './files.js'
import { fitting, type RecordFilter } from './filter.js'
import { places, requireDirectory } from './layout.js'
import { statedSize } from './note.js'
import { type Piece, readPieces } from './read-records.js'
import { type AuditRecord, decodeRecord } from './record.js'
import { pointOf, readPruned } from './retention/pruned.js'

export type { RecordFilter } from './filter.js'

/**
 * @returns records in the log's order
 * @throws Fault station/no-data-directory, station/usage for a time that is none, audit/unreadable; audit/suspect where
 *   records are missing or broken: what was given until then is good
 */
export async function* listRecords(
  dir: string,
  filter: RecordFilter = {},
  files: FileDoor = realFiles,
): AsyncGenerator<AuditRecord, void, undefined> {
  const fits = fitting(filter)
  await requireDirectory(files, dir)
  const held: AuditRecord[] = []
  let given = 0
  for await (const record of allRecords(files, dir)) {
    if (
      given === (filter.limit ?? Number.POSITIVE_INFINITY) ||
      record.seq >= (filter.before ?? Number.POSITIVE_INFINITY)
    )
      break
    if (!fits(record)) continue
    given += 1
    if (filter.last === undefined) yield record
    else if (held.push(record) > filter.last) held.shift()
  }
  yield* held
}

async function* allRecords(files: FileDoor, dir: string): AsyncGenerator<AuditRecord, void, undefined> {
  let next = 0
  try {
    // Read first: a log that grows meanwhile only has more.
    const newest = (await readIfThere(files, places(dir).newest, 2048))?.toString('utf8') ?? ''
    // What an earlier archive holds is not listed.
    const dropped = await readPruned(files, dir)
    next = dropped?.pruned.size ?? 0
    const from = dropped === null ? undefined : pointOf(dropped).found.end
    for await (const piece of readPieces(files, dir, 0, from)) {
      if (piece.kind === 'note') continue
      if (piece.kind !== 'record') return whole(piece, next, statedSize(newest) ?? 0)
      const record = decodeRecord(piece.bytes, 'looked')
      if ('problem' in record) throw suspect(next, record.problem)
      if (record.seq !== next) throw suspect(next, 'not the one that follows')
      next += 1
      yield record
    }
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault('audit/unreadable', { because: errorCode(error) }, { cause: error })
  }
}

// A tail cut short ends the list in peace only where no sealed record is missing.
function whole(end: Piece, size: number, sealed: number): void {
  if (end.kind === 'broken') throw suspect(size, 'no whole frame')
  if (size < sealed) throw suspect(size, `${sealed} records were sealed`)
}

const suspect = (seq: number, problem: string) => new Fault('audit/suspect', { because: `record ${seq}: ${problem}` })
