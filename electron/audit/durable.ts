// Whole reads and writes over the door to the file system.
import { dirname, resolve } from 'node:path'
import { errorCode, type FileDoor } from './files.js'

/** Writes all of `bytes`, however many calls it takes. */
export async function writeAll(files: FileDoor, fd: number, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const count = await files.write(fd, bytes.subarray(done), at + done)
    if (count === 0) throw Object.assign(new Error('nothing was written'), { code: 'ENOSPC' })
    done += count
  }
}

/** @returns `length` bytes from `at`, or fewer where the file ends */
export async function readUpTo(files: FileDoor, fd: number, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  let done = 0
  while (done < length) {
    const count = await files.read(fd, bytes.subarray(done), at + done)
    if (count === 0) break
    done += count
  }
  return bytes.subarray(0, done)
}

/** A whole small file made durable, its name included. */
export async function writeDurably(files: FileDoor, folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const fd = await files.open(`${folder}/${name}`, 'replace')
  try {
    await writeAll(files, fd, bytes, 0)
    await files.datasync(fd)
  } finally {
    await files.close(fd)
  }
  await files.syncDirectory(folder)
}

/** A whole new file made durable. @throws the system's error: EEXIST where there is one, and it is left alone */
export async function writeNew(files: FileDoor, path: string, bytes: Uint8Array): Promise<void> {
  const fd = await files.open(path, 'create')
  try {
    await writeAll(files, fd, bytes, 0)
    await files.datasync(fd)
  } catch (error) {
    await files.remove(path).catch(() => {})
    throw error
  } finally {
    await files.close(fd)
  }
  await files.syncDirectory(dirname(resolve(path)))
}

/** @returns the file's bytes, `longest` at most, or null where there is none */
export async function readIfThere(files: FileDoor, path: string, longest: number): Promise<Buffer | null> {
  const fd = await openIfThere(files, path)
  if (fd === null) return null
  return readUpTo(files, fd, 0, longest).finally(() => files.close(fd))
}

/** @returns the file open for reading, or null where there is none */
export async function openIfThere(files: FileDoor, path: string): Promise<number | null> {
  try {
    return await files.open(path, 'read')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}

/** Does `work` with the file open. */
export async function within<Answer>(
  files: FileDoor,
  path: string,
  how: 'read' | 'write',
  work: (fd: number) => Promise<Answer>,
): Promise<Answer> {
  const fd = await files.open(path, how)
  try {
    return await work(fd)
  } finally {
    await files.close(fd)
  }
}
