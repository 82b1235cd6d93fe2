// One station process for each data directory. The lock is a name that the kernel drops with the process, however it
// dies, and that leaves no file: on Linux an abstract unix socket, on Windows a named pipe, named by device and inode,
// so that no other path to the directory gets round it. It holds within one network namespace; the writer's look at
// the segment's length before each write is the second line.
import net from 'node:net'
import { Fault } from '../contract/fault.js'
import { errorCode, type FileDoor } from './files.js'

const names: Partial<Record<NodeJS.Platform, (id: string) => string>> = {
  linux: (id) => `\0kcv-station/${id}`,
  win32: (id) => `\\\\.\\pipe\\kcv-station-${id}`,
}

/** @throws Fault audit/not-writable where this system has no such names; audit/unreadable */
async function lockName(files: FileDoor, dir: string): Promise<string> {
  const name = names[process.platform]
  if (name === undefined) throw new Fault('audit/not-writable', { because: `no lock on ${process.platform}` })
  const id = await files.identity(dir).catch((error: unknown) => {
    throw new Fault('audit/unreadable', { because: errorCode(error) }, { cause: error })
  })
  return name(id)
}

/**
 * @returns the function that gives it back
 * @throws Fault station/directory-in-use, audit/not-writable, audit/unreadable
 */
export async function lockDirectory(files: FileDoor, dir: string): Promise<() => Promise<void>> {
  const path = await lockName(files, dir)
  const server = net.createServer((socket) => socket.destroy())
  await new Promise<void>((done, failed) => {
    server.once('error', (error) =>
      failed(
        errorCode(error) === 'EADDRINUSE'
          ? new Fault('station/directory-in-use', { path: dir })
          : new Fault('audit/not-writable', { because: `lock: ${errorCode(error)}` }, { cause: error }),
      ),
    )
    server.listen({ path, exclusive: true }, done)
  })
  // A program that has nothing else to do may end without closing its log.
  server.unref()
  return () => new Promise((done) => server.close(() => done()))
}

/** Whether a station process works on the directory now. Takes and leaves nothing. */
export async function isLocked(files: FileDoor, dir: string): Promise<boolean> {
  if (names[process.platform] === undefined) return false
  const path = await lockName(files, dir)
  return new Promise((done) => {
    const probe = net.connect({ path })
    probe.once('connect', () => done(true)).once('error', () => done(false))
    probe.once('connect', () => probe.destroy())
  })
}
