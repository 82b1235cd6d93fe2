// `audit cosign`: a cosigned checkpoint comes back to the station and is kept beside the log.
import { Fault } from '../../contract/fault.js'
import { readIfThere } from '../durable.js'
import { errorCode, type FileDoor, realFiles } from '../files.js'
import type { RestartPoint } from '../found.js'
import { type Identity, originOf } from '../layout.js'
import type { Actor, AuditLog } from '../log.js'
import { textOf } from '../note.js'
import type { AuditRecord } from '../record.js'
import { walkKept } from '../retention/kept-walk.js'
import { type KeptCheckpoint, longestKept, readKept } from './checkpoint-file.js'
import { type Witness, witnessOf } from './cosignature.js'
import { storeCosignature } from './stored.js'

export interface TakeOptions {
  /** A witness that counts from now on. */
  readonly accept?: Witness | null
  readonly by: Actor
  readonly files?: FileDoor
}

export interface Taken {
  /** The last record that was seen. */
  readonly seq: number
  readonly by: readonly { readonly witness: string; readonly at: string }[]
}

/** The log as it stood when it was compared with a note. */
export type ComparedLog = Identity & { readonly size: number }

export interface CompareOptions {
  readonly files?: FileDoor
  readonly signal?: AbortSignal
  /** Called as the log is read: records so far. */
  readonly onProgress?: (records: number) => void
}

/** A note that fits the log, with what the log says of witnesses: plain values, so that another thread may find it. */
export interface Compared {
  readonly path: string
  readonly note: string
  /** Keys of the witnesses that the log names. */
  readonly witnesses: readonly string[]
  /** Cosignatures that it was told of: witness, and hash of the file. */
  readonly told: readonly string[]
}

/**
 * @param log open for writing on `dir`
 * @param path of the note that `audit witness` made
 * @throws as compareNote and takeCompared
 */
export async function takeCosignature(dir: string, log: AuditLog, path: string, options: TakeOptions): Promise<Taken> {
  const { mode, stationId, logId, size } = log
  const reading = options.files === undefined ? {} : { files: options.files }
  return takeCompared(dir, log, await compareNote(dir, path, { mode, stationId, logId, size }, reading), options)
}

/**
 * Reads the log once: its own checkpoint of that size, whose cosignatures count, and what it was told before.
 * @throws Fault audit/no-anchor, audit/no-file; audit/not-cosigned where it is of another log, or another history
 */
export async function compareNote(
  dir: string,
  path: string,
  log: ComparedLog,
  options: CompareOptions = {},
): Promise<Compared> {
  const files = options.files ?? realFiles
  const note = await noteAt(files, path)
  const kept = readKept(note)
  if (kept === null) throw new Fault('audit/no-anchor', { file: path, because: 'no signed checkpoint' })
  return { path, note, ...(await compare(files, dir, log, kept, options)) }
}

/**
 * Keeps a note that was compared, and records it.
 * @throws Fault audit/unknown-witness; audit/two-people; audit/not-writable
 */
export async function takeCompared(
  dir: string,
  log: AuditLog,
  { path, note, ...compared }: Compared,
  options: TakeOptions,
): Promise<Taken> {
  const files = options.files ?? realFiles
  const { accept = null, by } = options
  const kept = readKept(note)!
  const known = {
    witnesses: compared.witnesses.map(witnessOf).filter((witness) => witness !== null),
    told: new Set(compared.told),
  }
  if (accept !== null && accept.signedBy(kept) === null) throw new Fault('audit/unknown-witness', { file: path })
  const witnesses = accept === null ? known.witnesses : [...known.witnesses, accept]
  const signers = witnesses.flatMap((witness) => {
    const seconds = witness.signedBy(kept)
    return seconds === null ? [] : [{ witness: witness.name, at: new Date(seconds * 1000).toISOString() }]
  })
  if (signers.length === 0) throw new Fault('audit/unknown-witness', { file: path })
  if (accept !== null && !known.witnesses.some(({ vkey }) => vkey === accept.vkey)) await accepted(log, accept, by)
  const sha256 = await storeCosignature(files, dir, kept.size, note).catch((error: unknown) => {
    throw new Fault('audit/not-writable', { because: errorCode(error) }, { cause: error })
  })
  const distinct = [...new Map(signers.map((signer) => [signer.witness, signer])).values()]
  for (const signer of distinct)
    if (!known.told.has(`${signer.witness} ${sha256}`))
      await log.append('checkpoint-cosigned', { ...signer, size: kept.size, sha256 }, by)
  return { seq: kept.size - 1, by: distinct }
}

async function accepted(log: AuditLog, { name, vkey }: Witness, by: Actor): Promise<void> {
  if (log.mode === 'production' && new Set(by.actors).size < 2)
    throw new Fault('audit/two-people', { what: 'accepting a witness' })
  const warnings = new Set(by.actors).size < 2 ? ['one-person'] : []
  await log.append('witness-accepted', { name, vkey, warnings }, by)
}

async function noteAt(files: FileDoor, path: string): Promise<string> {
  const unreadable = (because: string) => new Fault('audit/no-file', { file: path, because })
  const bytes = await readIfThere(files, path, longestKept).catch((error: unknown) => {
    throw unreadable(errorCode(error))
  })
  if (bytes === null) throw unreadable('ENOENT')
  return bytes.toString('utf8')
}

async function compare(
  files: FileDoor,
  dir: string,
  log: ComparedLog,
  kept: KeptCheckpoint,
  { signal, onProgress }: CompareOptions,
) {
  const witnesses: string[] = []
  const told: string[] = []
  let ours: string | null = null
  let heardOf = 0
  const heard = (record: AuditRecord) => {
    heardOf = record.seq + 1
    if (heardOf % 1024 === 0) onProgress?.(heardOf)
    if (record.type === 'checkpoint-cosigned') told.push(`${record.body.witness} ${record.body.sha256}`)
    if (record.type === 'witness-accepted') witnesses.push(record.body.vkey)
  }
  const sealed = (point: () => RestartPoint) => {
    if (heardOf === kept.size) ours = textOf(point().found.lastNote!)
  }
  const refuse = (because: string) => new Fault('audit/not-cosigned', { because })
  if (kept.origin !== originOf(log)) throw refuse(`it is of ${kept.origin}`)
  if (kept.size > log.size) throw refuse(`it is of ${kept.size} records, the log has ${log.size}`)
  const { dropped } = await walkKept(files, dir, { how: 'looked', heard, sealed, signal })
  if (dropped !== null && kept.size <= dropped.pruned.size) throw refuse('the records that it covers were dropped')
  for (const record of dropped?.pruned.records ?? []) heard(record)
  if (ours !== kept.text) throw refuse(`at ${kept.size} records the witness has seen another log`)
  return { witnesses, told }
}
