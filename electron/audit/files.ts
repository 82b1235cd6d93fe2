// The one door to the file system: every call this room makes on files goes through it, so that a test can make any fail.
import fs from 'node:fs'
import { promisify } from 'node:util'

export interface FileDoor {
  /** `create` refuses an existing file, `replace` empties it; new files are readable by their owner only. */
  open(path: string, how: 'read' | 'write' | 'create' | 'replace'): Promise<number>
  /** Answer the number of bytes moved, which may be fewer than asked for; reading 0 is the end of the file. */
  read(fd: number, into: Uint8Array, at: number): Promise<number>
  write(fd: number, bytes: Uint8Array, at: number): Promise<number>
  /** fdatasync: content and length are on the medium. */
  datasync(fd: number): Promise<void>
  truncate(fd: number, length: number): Promise<void>
  size(fd: number): Promise<number>
  close(fd: number): Promise<void>
  /** Names the file or directory itself, by whichever path: device and inode. */
  identity(path: string): Promise<string>
  makeDirectory(path: string): Promise<void>
  list(path: string): Promise<string[]>
  remove(path: string): Promise<void>
  removeDirectory(path: string): Promise<void>
  /** In one step: a reader sees the old file of that name or the new one. */
  rename(from: string, to: string): Promise<void>
  /** fsync of a directory: names made or removed in it are on the medium. */
  syncDirectory(path: string): Promise<void>
}

const flags = { read: 'r', write: 'r+', create: 'wx+', replace: 'w+' } as const
const call = {
  open: promisify(fs.open),
  fdatasync: promisify(fs.fdatasync),
  fsync: promisify(fs.fsync),
  ftruncate: promisify(fs.ftruncate),
  close: promisify(fs.close),
  stat: promisify(fs.stat),
  mkdir: promisify(fs.mkdir),
  readdir: promisify(fs.readdir),
  unlink: promisify(fs.unlink),
  rmdir: promisify(fs.rmdir),
  rename: promisify(fs.rename),
}

// A record goes to the page cache, and comes from it, in microseconds: through the thread pool each such call would cost a
// hop of ten times that. What waits for the medium (opening, syncing, long reads) goes through the pool.
const quick = 64 * 1024
const read: FileDoor['read'] = async (fd, into, at) =>
  into.length <= quick ? fs.readSync(fd, into, 0, into.length, at) : readPooled(fd, into, at)
const readPooled = (fd: number, into: Uint8Array, at: number): Promise<number> =>
  new Promise((done, failed) => {
    fs.read(fd, into, 0, into.length, at, (error, count) => (error === null ? done(count) : failed(error)))
  })

export const realFiles: FileDoor = {
  open: (path, how) => call.open(path, flags[how], 0o600),
  read,
  write: async (fd, bytes, at) => fs.writeSync(fd, bytes, 0, bytes.length, at),
  datasync: call.fdatasync,
  truncate: call.ftruncate,
  size: async (fd) => fs.fstatSync(fd).size,
  close: call.close,
  identity: async (path) => {
    const { dev, ino } = await call.stat(path, { bigint: true })
    return `${dev}-${ino}`
  },
  makeDirectory: (path) => call.mkdir(path, 0o700),
  list: (path) => call.readdir(path),
  remove: call.unlink,
  removeDirectory: call.rmdir,
  rename: call.rename,
  async syncDirectory(path) {
    const fd = await call.open(path, 'r')
    try {
      await call.fsync(fd)
    } finally {
      await call.close(fd)
    }
  },
}

/** The system's name of an error (ENOSPC), for a fault's facts. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown error'
