// A long log made fast: the station's own writer over files that wait for no medium.
import type { Body } from '../../electron/audit/bodies.js'
import { createDirectory } from '../../electron/audit/directory.js'
import { realFiles } from '../../electron/audit/files.js'
import { openLog } from '../../electron/audit/log.js'
import { textOf } from '../../electron/audit/note.js'
import { readPieces } from '../../electron/audit/read-records.js'
import { app, attempt, by } from './audit.js'

const unwaited = { ...realFiles, datasync: async () => {}, syncDirectory: async () => {} }
const sampled = 2_000

export interface Grown {
  readonly dir: string
  readonly vkey: string
  /** The first so many records with their checkpoints, taken apart. */
  readonly sample: readonly { record: Buffer; text: Buffer; signature: Buffer; vkey: string }[]
}

/** @returns a log of exactly so many records: attempts on many devices, as a station writes them */
export async function grown(folder: string, records: number): Promise<Grown> {
  const dir = `${folder}/station`
  const { vkey } = await createDirectory(dir, { mode: 'lab', app, files: unwaited })
  const log = await openLog(dir, { app, files: unwaited })
  while (log.size + 3 <= records) await attempt(log, `at-${log.size}`, `SN${log.size}`, 'injected')
  while (log.size < records)
    await log.append('log-verified', { verdict: 'pass', size: log.size } satisfies Body<'log-verified'>, by)
  await log.close()
  return { dir, vkey, sample: await sample(dir, vkey) }
}

async function sample(dir: string, first: string): Promise<Grown['sample']> {
  const taken: Grown['sample'][number][] = []
  const vkeys = [first]
  let record: Buffer = Buffer.alloc(0)
  for await (const piece of readPieces(realFiles, dir)) {
    if (taken.length === sampled) break
    if (piece.kind === 'record') {
      record = piece.bytes
      vkeys.push((JSON.parse(record.toString('utf8')) as { nextVkey: string }).nextVkey)
    }
    if (piece.kind !== 'note') continue
    const signature = Buffer.from(piece.note.slice(piece.note.lastIndexOf(' ') + 1, -1), 'base64').subarray(4)
    taken.push({ record, text: Buffer.from(textOf(piece.note)), signature, vkey: vkeys[taken.length]! })
  }
  return taken
}
