// `audit export`: everything that proves what happened, in one tar file: segments, cosignatures, public keys, a verifier.
// Reads only, and also while a station works: then it takes the log as far as it had come.
import { basename, resolve, sep } from 'node:path'
import { Fault } from '../../contract/fault.js'
import { openIfThere, within } from '../durable.js'
import { errorCode, type FileDoor, realFiles } from '../files.js'
import type { Found } from '../found.js'
import { originOf, places, requireDirectory, segmentName, segmentsAmong } from '../layout.js'
import { isLocked } from '../lock.js'
import type { AuditRecord } from '../record.js'
import { walkKept } from '../retention/kept-walk.js'
import type { PrunedFile } from '../retention/pruned.js'
import { carriedFiles, carriedFolders, readme, vkeysText } from './contents.js'
import { verifierScript } from './verifier-script.js'
import { type Part, replaceArchive, writeArchive } from './write-archive.js'

export interface ExportOptions {
  /** Name and version of the program. */
  readonly app: string
  /** Milliseconds since 1970, for the times of the files in it. */
  readonly now?: number
  readonly files?: FileDoor
  readonly signal?: AbortSignal
  /** Called as the log is read: records so far. */
  readonly onProgress?: (records: number) => void
  /** A file that is there gives way to the new one once that is whole. */
  readonly replace?: boolean
}

export interface Exported {
  readonly file: string
  /** Records, and the root over them. */
  readonly size: number
  readonly root: string
  /** Of the whole file, in hex: to be noted where the file is handed over. */
  readonly sha256: string
  /** What is wrong with the log; an export of a damaged log holds the damage as it is. */
  readonly reasons: readonly string[]
}

const patience = 100

/**
 * @param out a file that is not there yet, unless `replace`
 * @throws Fault station/no-data-directory, station/cannot-create, audit/unreadable; the signal's reason
 */
export async function exportLog(dir: string, out: string, options: ExportOptions): Promise<Exported> {
  const files = options.files ?? realFiles
  await requireDirectory(files, dir)
  if (resolve(out).startsWith(`${resolve(dir)}${sep}`))
    throw new Fault('station/cannot-create', { path: out, because: 'it would lie in the data directory' })
  const read = await readLog(files, dir, options)
  const { found } = read
  const size = found.tree.size
  const root = found.tree.root().toString('base64')
  const parts = await unreadable(() => partsOf(files, dir, read, options))
  const made = {
    folder: `kcv-export-${found.identity?.logId ?? basename(dir).replace(/[^A-Za-z0-9]/g, '')}`,
    seconds: Math.floor((options.now ?? Date.now()) / 1000),
    signal: options.signal,
  }
  const sha256 = await (options.replace ? replaceArchive : writeArchive)(files, out, parts, made)
  return { file: out, size, root, sha256, reasons: found.problem === null ? [] : [found.problem.reason] }
}

interface ReadLog {
  readonly found: Found
  readonly first: string | null
  readonly witnesses: readonly string[]
}

async function readLog(files: FileDoor, dir: string, { onProgress, signal }: ExportOptions): Promise<ReadLog> {
  let first: string | null = null
  const witnesses: string[] = []
  const heard = (record: AuditRecord) => {
    if (record.type === 'log-created') first = record.body.vkey
    if (record.type === 'witness-accepted') witnesses.push(record.body.vkey)
    if (record.seq % 1024 === 1023) onProgress?.(record.seq + 1)
  }
  const how = { how: 'looked', patience: (await isLocked(files, dir)) ? patience : 0, signal, heard } as const
  const { found, dropped } = await unreadable(() => walkKept(files, dir, how))
  return { found, first: dropped?.born.body.vkey ?? first, witnesses: [...carriedWitnesses(dropped), ...witnesses] }
}

const carriedWitnesses = (dropped: PrunedFile | null): string[] =>
  (dropped?.pruned.records ?? []).flatMap((record) => (record.type === 'witness-accepted' ? [record.body.vkey] : []))

/** A good log is taken to where it was found good; a damaged one with everything that lies there. */
async function partsOf(files: FileDoor, dir: string, read: ReadLog, options: ExportOptions): Promise<Part[]> {
  const { found, first, witnesses } = read
  const facts = {
    origin: found.identity === null ? '–' : originOf(found.identity),
    mode: found.identity?.mode ?? '–',
    size: found.tree.size,
    root: found.tree.root().toString('base64'),
    made: new Date(options.now ?? Date.now()).toISOString(),
    app: options.app,
  }
  const newest =
    found.problem === null
      ? [{ name: 'newest-checkpoint', content: Buffer.from(found.lastNote!) }]
      : await asItLies(files, dir, 'newest-checkpoint')
  return [
    { name: 'README.txt', content: Buffer.from(readme(facts)) },
    { name: 'vkeys', content: Buffer.from(vkeysText(first, witnesses)) },
    { name: 'verify.mjs', content: await verifierScript(files) },
    ...(await segmentsOf(files, dir, found)),
    ...newest,
    ...(await Promise.all(carriedFiles.map((name) => asItLies(files, dir, name)))).flat(),
    ...(await Promise.all(carriedFolders.map((name) => folderOf(files, dir, name)))).flat(),
  ]
}

async function segmentsOf(files: FileDoor, dir: string, { problem, end }: Found): Promise<Part[]> {
  const parts: Part[] = []
  for (const index of segmentsAmong(await files.list(places(dir).log))) {
    if (problem === null && index > end.segment) break
    const path = places(dir).segment(index)
    const size =
      problem === null && index === end.segment ? end.offset : await within(files, path, 'read', (fd) => files.size(fd))
    parts.push({ name: `log/${segmentName(index)}`, content: { path, size } })
  }
  return parts
}

async function asItLies(files: FileDoor, dir: string, name: string): Promise<Part[]> {
  const path = `${dir}/${name}`
  const fd = await openIfThere(files, path)
  if (fd === null) return []
  const size = await files.size(fd).finally(() => files.close(fd))
  return [{ name, content: { path, size } }]
}

async function folderOf(files: FileDoor, dir: string, folder: string): Promise<Part[]> {
  const names = await namesIn(files, `${dir}/${folder}`)
  return (await Promise.all(names.map((name) => asItLies(files, dir, `${folder}/${name}`)))).flat()
}

const namesIn = (files: FileDoor, folder: string): Promise<string[]> =>
  files.list(folder).then(
    (names) => names.filter((name) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,50}$/.test(name)).sort(),
    (error: unknown) => {
      if (errorCode(error) === 'ENOENT') return []
      throw error
    },
  )

async function unreadable<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  return work().catch((error: unknown) => {
    if (error instanceof Fault || (error instanceof Error && error.name === 'AbortError')) throw error
    throw new Fault('audit/unreadable', { because: errorCode(error) }, { cause: error })
  })
}
