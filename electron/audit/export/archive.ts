// An export file looked at as if it were the data directory it was made of: a door to files that only reads. What walks,
// verifies and lists a directory does the same to an export.
import { relative, sep } from 'node:path'
import { Fault } from '../../contract/fault.js'
import { readUpTo } from '../durable.js'
import { errorCode, type FileDoor } from '../files.js'
import { readTarHeader, tarBlock, tarPadding } from './tar.js'

/** What an export can hold at most: bounds what a hostile file makes a reader keep. */
const mostMembers = 200_000

interface Stored {
  readonly at: number
  readonly size: number
}

export interface Archive {
  /** The one folder that all members lie in. */
  readonly folder: string
  /** Where the files are for `door`: the archive's own path. */
  readonly dir: string
  readonly door: FileDoor
  close(): Promise<void>
}

/** @throws Fault audit/no-export for a file that is none, audit/unreadable */
export async function openArchive(files: FileDoor, path: string): Promise<Archive> {
  const fd = await reading(() => files.open(path, 'read'))
  try {
    const { folder, members } = await reading(() => readMembers(files, fd, path))
    return { folder, dir: path, door: doorTo(files, fd, path, members), close: () => files.close(fd) }
  } catch (error) {
    await files.close(fd).catch(() => {})
    throw error
  }
}

async function readMembers(files: FileDoor, fd: number, path: string) {
  const size = await files.size(fd)
  const members = new Map<string, Stored>()
  let folder: string | null = null
  for (let at = 0; ; ) {
    const header = await readUpTo(files, fd, at, tarBlock)
    const member = header.length === tarBlock ? readTarHeader(header) : null
    if (member === null) throw noExport(path, `no tar header at byte ${at}`)
    if (member === 'end') {
      await endsWith(files, fd, { path, at, size })
      break
    }
    const slash = member.name.indexOf('/')
    folder ??= member.name.slice(0, slash)
    const name = member.name.slice(slash + 1)
    if (slash < 1 || member.name.slice(0, slash) !== folder) throw noExport(path, 'more than one folder')
    if (members.has(name) || members.size === mostMembers) throw noExport(path, 'a file twice, or too many')
    members.set(name, { at: at + tarBlock, size: member.size })
    at += tarBlock + member.size + tarPadding(member.size)
    if (at > size) throw noExport(path, `cut short in ${name}`)
  }
  if (folder === null) throw noExport(path, 'empty')
  return { folder, members }
}

/** Nothing may follow the two blocks of zeros: other programs would not see it. */
async function endsWith(files: FileDoor, fd: number, { path, at, size }: { path: string; at: number; size: number }) {
  const rest = await readUpTo(files, fd, at, 2 * tarBlock + 1)
  if (size !== at + 2 * tarBlock || rest.length !== 2 * tarBlock || rest.some((byte) => byte !== 0))
    throw noExport(path, 'not the end of a tar archive')
}

function doorTo(files: FileDoor, fd: number, path: string, members: ReadonlyMap<string, Stored>): FileDoor {
  const open = new Map<number, Stored>()
  let next = 1
  const inside = (name: string) => relative(path, name).split(sep).join('/')
  const at = (handle: number): Stored => open.get(handle) ?? raise('EBADF')
  const readOnly = async () => raise('EROFS')
  return {
    open: async (name, how) => {
      if (how !== 'read') raise('EROFS')
      open.set(next, members.get(inside(name)) ?? raise('ENOENT'))
      return next++
    },
    read: async (handle, into, from) => {
      const { at: start, size } = at(handle)
      const length = Math.min(into.length, Math.max(0, size - from))
      return length === 0 ? 0 : files.read(fd, into.subarray(0, length), start + from)
    },
    size: async (handle) => at(handle).size,
    close: async (handle) => void open.delete(handle),
    identity: async () => `export-${await files.identity(path)}`,
    list: async (name) => {
      const folder = inside(name) === '' ? '' : `${inside(name)}/`
      const below = [...members.keys()].filter((member) => member.startsWith(folder))
      if (below.length === 0) raise('ENOENT')
      return [...new Set(below.map((member) => member.slice(folder.length).split('/')[0]!))]
    },
    write: readOnly,
    datasync: readOnly,
    truncate: readOnly,
    makeDirectory: readOnly,
    remove: readOnly,
    removeDirectory: readOnly,
    rename: readOnly,
    syncDirectory: readOnly,
  }
}

function raise(code: string): never {
  throw Object.assign(new Error(code), { code })
}

const noExport = (file: string, because: string) => new Fault('audit/no-export', { file, because })

async function reading<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  return work().catch((error: unknown) => {
    throw error instanceof Fault
      ? error
      : new Fault('audit/unreadable', { because: errorCode(error) }, { cause: error })
  })
}
