// A disk in memory for data directories: hundreds of logs in the time that one takes on a medium, and files to damage.
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { FileDoor } from '../../electron/audit/files.js'

const failure = (code: string, what: string) => Object.assign(new Error(`${code}: ${what}`), { code })

/** A file that grows: `bytes` has room to spare. */
interface Grown {
  bytes: Buffer
  length: number
}

export class MemoryDisk {
  readonly #files = new Map<string, Grown>()
  readonly #folders = new Set<string>(['/'])
  readonly #open = new Map<number, Grown>()
  readonly #id = randomUUID()
  #next = 1

  constructor(files: Iterable<readonly [path: string, bytes: Buffer]> = []) {
    for (const [file, bytes] of files) this.put(file, bytes)
  }

  put(file: string, bytes: Buffer): void {
    for (let up = path.dirname(file); !this.#folders.has(up); up = path.dirname(up)) this.#folders.add(up)
    this.#files.set(file, { bytes, length: bytes.length })
  }

  remove(file: string): void {
    this.#files.delete(file)
  }

  /** A copy of a file's bytes. */
  bytes(file: string): Buffer {
    return Buffer.from(content(this.#file(file)))
  }

  /** Every file as it stands now, for another disk. */
  snapshot(): Map<string, Buffer> {
    return new Map([...this.#files].map(([file, grown]) => [file, Buffer.from(content(grown))]))
  }

  #file(file: string): Grown {
    const found = this.#files.get(file)
    if (found === undefined) throw failure(this.#folders.has(file) ? 'EISDIR' : 'ENOENT', file)
    return found
  }

  #made(file: string): Grown {
    if (!this.#folders.has(path.dirname(file))) throw failure('ENOENT', file)
    const made = { bytes: Buffer.alloc(4096), length: 0 }
    this.#files.set(file, made)
    return made
  }

  readonly door: FileDoor = {
    open: async (file, how) => {
      const there = this.#files.has(file)
      if (how === 'create' && there) throw failure('EEXIST', file)
      const grown = how === 'create' || (how === 'replace' && !there) ? this.#made(file) : this.#file(file)
      if (how === 'replace') grown.length = 0
      this.#open.set(this.#next, grown)
      this.#next += 1
      return this.#next - 1
    },
    read: async (fd, into, at) => {
      const { bytes, length } = this.#open.get(fd)!
      return at >= length ? 0 : bytes.copy(into, 0, at, Math.min(length, at + into.length))
    },
    write: async (fd, bytes, at) => {
      const grown = this.#open.get(fd)!
      reserve(grown, at + bytes.length)
      if (at > grown.length) grown.bytes.fill(0, grown.length, at)
      grown.bytes.set(bytes, at)
      grown.length = Math.max(grown.length, at + bytes.length)
      return bytes.length
    },
    datasync: async () => {},
    truncate: async (fd, length) => {
      const grown = this.#open.get(fd)!
      reserve(grown, length)
      if (length > grown.length) grown.bytes.fill(0, grown.length, length)
      grown.length = length
    },
    size: async (fd) => this.#open.get(fd)!.length,
    close: async (fd) => void this.#open.delete(fd),
    identity: async (at) => `memory-${this.#id}-${at}`,
    makeDirectory: async (at) => {
      if (this.#folders.has(at)) throw failure('EEXIST', at)
      if (!this.#folders.has(path.dirname(at))) throw failure('ENOENT', at)
      this.#folders.add(at)
    },
    list: async (at) => {
      if (!this.#folders.has(at)) throw failure(this.#files.has(at) ? 'ENOTDIR' : 'ENOENT', at)
      const all = [...this.#files.keys(), ...this.#folders]
      return all.filter((one) => one !== at && path.dirname(one) === at).map((one) => path.basename(one))
    },
    remove: async (file) => {
      this.#file(file)
      this.#files.delete(file)
    },
    rename: async (from, to) => {
      this.#files.set(to, this.#file(from))
      this.#files.delete(from)
    },
    removeDirectory: async (at) => void this.#folders.delete(at),
    syncDirectory: async () => {},
  }
}

const content = ({ bytes, length }: Grown): Buffer => bytes.subarray(0, length)

/** Bytes put in from outside are never written into: whoever grows or changes them has a copy. */
function reserve(grown: Grown, needed: number): void {
  if (needed <= grown.bytes.length && grown.bytes.length > grown.length) return
  const roomier = Buffer.alloc(Math.max(needed, grown.length) * 2 + 1)
  content(grown).copy(roomier)
  grown.bytes = roomier
}
