// The one file outside the log that touches the file system: standard input, default places, marks, symlinks, window settings.
import {
  createReadStream,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readlinkSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { Socket } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { basename, dirname, join, sep } from 'node:path'
import { createInterface } from 'node:readline'
import { Fault } from './contract/fault.js'

export type Environment = Readonly<Record<string, string | undefined>>

/** Reads standard input into a caller's buffer, so that what came in can be overwritten; 0 at the end. */
export function readStandardInput(into: Uint8Array): number {
  for (;;) {
    try {
      return readSync(0, into, 0, into.length, null)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EOF') return 0
      if (code === 'EINTR') continue
      if (code !== 'EAGAIN') throw new Fault('input/empty', { expected: `readable standard input (${code})` })
      // The other end made the pipe non-blocking; there is nothing to read yet.
      pause()
    }
  }
}
const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)

/** Writes a line at once, so that a long run holds nothing back. @returns false where the reader has gone */
export function writeLine(descriptor: 1 | 2, line: string): boolean {
  const bytes = new TextEncoder().encode(`${line}\n`)
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EAGAIN' && code !== 'EINTR') return false
      pause()
    }
  }
  return true
}

/** The terminal this process was started from, whatever its standard input is; null where there is none. */
export function openTerminal(): { readonly input: number; readonly output: number } | null {
  try {
    return { input: openSync('/dev/tty', 'r'), output: openSync('/dev/tty', 'w') }
  } catch {
    return null
  }
}

/**
 * The lines of a file, a pipe or an open descriptor (`/dev/fd/N`) as they come. A named pipe is waited for until somebody
 * writes to it. @throws input/unreadable-file
 */
export function openLines(path: string): { readonly lines: AsyncIterator<string>; close(): void } {
  try {
    const fd = Number(/^\/dev\/fd\/(\d+)$/.exec(path)?.[1] ?? openSync(path, 'r'))
    // A pipe read as a file would keep a thread waiting, and the process with it, until its writer leaves.
    const stream = fstatSync(fd).isFile() ? createReadStream('', { fd }) : new Socket({ fd, writable: false })
    const reader = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })
    const close = () => {
      reader.close()
      stream.destroy()
    }
    return { lines: reader[Symbol.asyncIterator](), close }
  } catch (error) {
    throw new Fault('input/unreadable-file', {
      file: path,
      because: (error as NodeJS.ErrnoException).code ?? 'unknown',
    })
  }
}

export const home = (environment: Environment, name: string, fallback: string): string =>
  environment[name] || join(homedir(), fallback)

/** $XDG_DATA_HOME/kcv-station/lab */
export const defaultDataDirectory = (environment: Environment): string =>
  join(home(environment, 'XDG_DATA_HOME', '.local/share'), 'kcv-station', 'lab')

/** What this machine has seen of its logs: kept apart from their directories, so that it shows one put back from a copy. */
export const seenFolder = (environment: Environment): string =>
  join(home(environment, 'XDG_STATE_HOME', '.local/state'), 'kcv-station', 'seen')

/** Whether a production data directory exists on this machine: the file `production` in the state root. */
export const productionHere = (environment: Environment): boolean =>
  ['/var/lib/kcv-station', join(home(environment, 'XDG_STATE_HOME', '.local/state'), 'kcv-station')].some((root) =>
    existsSync(join(root, 'production')),
  )

/** False for a pseudo-terminal, whatever symlink leads to it. */
export function isRealPort(path: string): boolean {
  try {
    return !realpathSync(path).startsWith('/dev/pts/')
  } catch {
    return true
  }
}

/** Whether what is at the path can be a serial port: a character device; what is not there yet is left to the opening. */
export function mayBePort(path: string): boolean {
  try {
    return statSync(path).isCharacterDevice() && /^\/dev\/(pts\/|tty|cu|serial)/.test(realpathSync(path))
  } catch {
    return true
  }
}

/** Whether there is anything at the path. */
export const isThere = (path: string): boolean => existsSync(path)

/** Points a symlink at a target, replacing only a symlink. @throws station/cannot-create */
export function pointLink(link: string, target: string): void {
  try {
    if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() === false)
      throw new Fault('station/cannot-create', { path: link, because: 'something that is no symlink is there' })
    const fresh = join(dirname(link), `.${basename(link)}.${process.pid}`)
    symlinkSync(target, fresh)
    // rename replaces the old link in one step: a reader sees the old target or the new one, never none.
    renameSync(fresh, link)
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault('station/cannot-create', {
      path: link,
      because: (error as NodeJS.ErrnoException).code ?? 'unknown',
    })
  }
}
/** Takes the link away, if it still leads where we pointed it. */
export function removeLink(link: string, target: string): void {
  try {
    if (readlinkSync(link) === target) rmSync(link)
  } catch {
    // Gone already, or no link any more: then it is not ours.
  }
}

/** A folder of this process's own for the links to its simulated terminals. */
export const makeLinkFolder = (): string => mkdtempSync(join(tmpdir(), 'kcv-station-'))
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true })

/** The bytes of a built page's file below `root`; null where the path leads out of it or to nothing. */
export function pageFile(root: string, path: string): Uint8Array<ArrayBuffer> | null {
  const full = join(root, path)
  if (!full.startsWith(join(root, sep))) return null
  try {
    return Uint8Array.from(readFileSync(full))
  } catch {
    return null
  }
}

/** A file's bytes in a buffer of their own, which the reader overwrites. @throws input/unreadable-file */
export function readWhole(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    const because = (error as NodeJS.ErrnoException).code ?? 'unknown'
    throw new Fault('input/unreadable-file', { file: path, because })
  }
}

/** Writes a file that a person named, whole or not at all. @throws station/cannot-create */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const fresh = `${path}.${process.pid}.new`
  try {
    writeFileSync(fresh, content, { flag: 'wx' })
    renameSync(fresh, path)
  } catch (error) {
    rmSync(fresh, { force: true })
    throw new Fault('station/cannot-create', { path, because: (error as NodeJS.ErrnoException).code ?? 'unknown' })
  }
}

/** What the window remembers from one start to the next; nothing of a key, nothing that decides anything. */
export function readSettings(file: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  } catch {
    return {}
  }
}
/** Changes some of it and leaves the rest. */
export function writeSettings(file: string, change: Readonly<Record<string, unknown>>): void {
  const settings = { ...readSettings(file), ...change }
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, `${JSON.stringify(settings)}\n`)
  renameSync(`${file}.new`, file)
}
