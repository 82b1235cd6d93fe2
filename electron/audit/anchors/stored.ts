// Cosignatures as they lie beside the log: one file each in cosignatures/, written once and never again.
import { createHash } from 'node:crypto'
import { readIfThere, writeAll } from '../durable.js'
import { errorCode, type FileDoor } from '../files.js'
import { type KeptCheckpoint, longestKept, readKept } from './checkpoint-file.js'

export const cosignaturesFolder = 'cosignatures'

export interface StoredCosignature {
  /** Of its file. */
  readonly name: string
  /** Of the file's bytes, in upper-case hex, as the log's record of it says. */
  readonly sha256: string
  readonly kept: KeptCheckpoint
}

/** @returns those that are cosigned checkpoints; other files there say nothing @throws the system's error */
export async function storedCosignatures(files: FileDoor, dir: string): Promise<StoredCosignature[]> {
  const folder = `${dir}/${cosignaturesFolder}`
  const names = await files.list(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  })
  const stored: StoredCosignature[] = []
  for (const name of names.sort()) {
    const bytes = await readIfThere(files, `${folder}/${name}`, longestKept)
    const kept = bytes === null ? null : readKept(bytes.toString('utf8'))
    if (kept !== null) stored.push({ name, sha256: hashOf(bytes!), kept })
  }
  return stored
}

/** Durable when it resolves. @returns the SHA-256 of its file @throws the system's error */
export async function storeCosignature(files: FileDoor, dir: string, size: number, note: string): Promise<string> {
  const folder = `${dir}/${cosignaturesFolder}`
  const bytes = Buffer.from(note, 'utf8')
  const sha256 = hashOf(bytes)
  await files.makeDirectory(folder).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error
  })
  await files.syncDirectory(dir)
  const path = `${folder}/${String(size).padStart(12, '0')}-${sha256.slice(0, 8).toLowerCase()}.note`
  // The same one again changes nothing; what a cut left of it is written over by the same bytes.
  const fd = await files.open(path, 'create').catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error
    return files.open(path, 'write')
  })
  try {
    await writeAll(files, fd, bytes, 0)
    await files.datasync(fd)
  } finally {
    await files.close(fd)
  }
  await files.syncDirectory(folder)
  return sha256
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').toUpperCase()
