// Writes a tar archive, and reads it back before anybody relies on it.
import { createHash } from 'node:crypto'
import { dirname, resolve } from 'node:path'
import { Fault } from '../../contract/fault.js'
import { readUpTo, within, writeAll } from '../durable.js'
import { errorCode, type FileDoor } from '../files.js'
import { tarEnd, tarHeader, tarPadding } from './tar.js'

/** One file of an archive: bytes at hand, or so many of a file on the disk. */
export interface Part {
  readonly name: string
  readonly content: Buffer | { readonly path: string; readonly size: number }
}

const chunk = 1024 * 1024

export interface Making {
  /** The one folder in it. */
  readonly folder: string
  /** Time of its files, since 1970. */
  readonly seconds: number
  readonly signal?: AbortSignal | undefined
}

/** @returns the SHA-256 of the file, in hex @throws Fault station/cannot-create; the signal's reason: nothing is left then */
export async function writeArchive(
  files: FileDoor,
  out: string,
  parts: readonly Part[],
  { folder, seconds, signal }: Making,
): Promise<string> {
  const fd = await files.open(out, 'create').catch((error: unknown) => cannotCreate(out, error))
  try {
    const hash = createHash('sha256')
    let at = 0
    const put = async (bytes: Buffer) => {
      signal?.throwIfAborted()
      await writeAll(files, fd, bytes, at)
      hash.update(bytes)
      at += bytes.length
    }
    for (const { name, content } of parts) {
      const size = Buffer.isBuffer(content) ? content.length : content.size
      await put(tarHeader({ name: `${folder}/${name}`, size }, seconds))
      if (Buffer.isBuffer(content)) await put(content)
      else await copied(files, content, put)
      await put(Buffer.alloc(tarPadding(size)))
    }
    await put(tarEnd)
    await files.datasync(fd)
    const written = hash.digest('hex')
    // Segments may be dropped on the strength of this file: what the medium gives back is what counts.
    if ((await hashOf(files, fd, at)) !== written)
      throw Object.assign(new Error(), { code: 'it reads back differently' })
    await files.close(fd)
    await files.syncDirectory(dirname(resolve(out)))
    return written.toUpperCase()
  } catch (error) {
    await files.close(fd).catch(() => {})
    await files.remove(out).catch(() => {})
    if (signal?.aborted) throw error
    return cannotCreate(out, error)
  }
}

/** As writeArchive, over a file that may be there: it stays until the new one is whole. */
export async function replaceArchive(
  files: FileDoor,
  out: string,
  parts: readonly Part[],
  making: Making,
): Promise<string> {
  const draft = `${out}.part`
  await files.remove(draft).catch(() => {})
  const sha256 = await writeArchive(files, draft, parts, making)
  await files.rename(draft, out).catch((error: unknown) => cannotCreate(out, error))
  await files.syncDirectory(dirname(resolve(out))).catch((error: unknown) => cannotCreate(out, error))
  return sha256
}

async function copied(
  files: FileDoor,
  { path, size }: { readonly path: string; readonly size: number },
  put: (bytes: Buffer) => Promise<void>,
): Promise<void> {
  await within(files, path, 'read', async (fd) => {
    for (let at = 0; at < size; at += chunk) {
      const bytes = await readUpTo(files, fd, at, Math.min(chunk, size - at))
      if (bytes.length < Math.min(chunk, size - at)) throw new Fault('audit/unreadable', { because: `${path} shrank` })
      await put(bytes)
    }
  })
}

async function hashOf(files: FileDoor, fd: number, length: number): Promise<string> {
  const hash = createHash('sha256')
  for (let at = 0; at < length; at += chunk) hash.update(await readUpTo(files, fd, at, Math.min(chunk, length - at)))
  return hash.digest('hex')
}

function cannotCreate(path: string, error: unknown): never {
  if (error instanceof Fault) throw error
  throw new Fault('station/cannot-create', { path, because: errorCode(error) }, { cause: error })
}
