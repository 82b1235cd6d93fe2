// Doors to the file system that fail at a chosen call, and one that remembers what a power cut would leave.
import fs from 'node:fs'
import path from 'node:path'
import { type FileDoor, realFiles } from '../../electron/audit/files.js'

export interface Failure {
  /** Which call fails, counted from 0. */
  readonly at: number
  readonly code: string
  /** A write that fails has moved half of its bytes before. */
  readonly half?: boolean
}

/** Notes the calls, and makes one fail. `failed` names it once it happened. */
export function failingDoor(failure: Failure | null) {
  const seen = { calls: [] as (keyof FileDoor)[], failed: null as keyof FileDoor | null }
  const guarded = (name: keyof FileDoor) =>
    (async (...args: unknown[]) => {
      const call = realFiles[name] as (...args: unknown[]) => Promise<unknown>
      if (seen.calls.push(name) - 1 !== failure?.at) return call(...args)
      seen.failed = name
      const [fd, bytes, at] = args as [number, Uint8Array, number]
      if (name === 'write' && failure.half) await realFiles.write(fd, bytes.subarray(0, bytes.length >> 1), at)
      // What close gives up is given up, whatever it answers.
      if (name === 'close') await realFiles.close(fd)
      throw Object.assign(new Error(`${failure.code}: ${name}`), { code: failure.code })
    }) as never
  const door = Object.fromEntries(Object.keys(realFiles).map((name) => [name, guarded(name as keyof FileDoor)]))
  return { door: door as unknown as FileDoor, seen }
}

type Event =
  | { readonly kind: 'make' | 'folder' | 'remove' | 'sync' | 'names'; readonly path: string }
  | { readonly kind: 'write'; readonly path: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'cut'; readonly path: string; readonly length: number }
  | { readonly kind: 'said'; readonly what: string }

/** Works on the real files and writes down every change, so that any cut can be replayed. */
export class Recorder {
  readonly events: Event[] = []
  readonly #paths = new Map<number, string>()

  /** Marks a moment: what was said to the caller before a cut must be true after it. */
  said(what: string): void {
    this.events.push({ kind: 'said', what })
  }

  readonly door: FileDoor = {
    ...realFiles,
    open: async (path, how) => {
      const fresh = how === 'create' || (how === 'replace' && !fs.existsSync(path))
      const fd = await realFiles.open(path, how)
      this.#paths.set(fd, path)
      if (fresh) this.events.push({ kind: 'make', path })
      else if (how === 'replace') this.events.push({ kind: 'cut', path, length: 0 })
      return fd
    },
    write: async (fd, bytes, at) => {
      this.events.push({ kind: 'write', path: this.#paths.get(fd)!, at, bytes: Buffer.from(bytes) })
      return realFiles.write(fd, bytes, at)
    },
    truncate: async (fd, length) => {
      this.events.push({ kind: 'cut', path: this.#paths.get(fd)!, length })
      return realFiles.truncate(fd, length)
    },
    datasync: async (fd) => {
      await realFiles.datasync(fd)
      this.events.push({ kind: 'sync', path: this.#paths.get(fd)! })
    },
    makeDirectory: async (path) => {
      await realFiles.makeDirectory(path)
      this.events.push({ kind: 'folder', path })
    },
    remove: async (path) => {
      await realFiles.remove(path)
      this.events.push({ kind: 'remove', path })
    },
    syncDirectory: async (path) => {
      await realFiles.syncDirectory(path)
      this.events.push({ kind: 'names', path })
    },
  }
}

/**
 * What becomes of changes that were not synced: gone, there, the last write of each file half there, or all but the first:
 * the medium takes pages in any order.
 */
export type Unsynced = 'lost' | 'kept' | 'torn' | 'holed'

interface Kept {
  synced: Buffer
  now: Buffer
  torn: Buffer
  holed: Buffer
  dirty: boolean
  named: boolean
  removed: boolean
}

/** Puts into the folder `to` what a power cut after `events` leaves of a directory that was `from` before them. */
export function afterCut(
  from: string,
  dir: string,
  events: readonly Event[],
  fate: (path: string) => Unsynced,
  to: string,
) {
  fs.cpSync(from, to, { recursive: true })
  const files = new Map<string, Kept>()
  const kept = (file: string): Kept => {
    const known = files.get(file)
    if (known !== undefined) return known
    const at = path.join(from, path.relative(dir, file))
    const bytes = fs.existsSync(at) ? fs.readFileSync(at) : Buffer.alloc(0)
    const named = fs.existsSync(at)
    const made = { synced: bytes, now: bytes, torn: bytes, holed: bytes, dirty: false, named, removed: false }
    files.set(file, made)
    return made
  }
  const folders = new Set<string>()
  for (const event of events) replay(event, kept, files, folders)
  for (const folder of folders) fs.mkdirSync(path.join(to, path.relative(dir, folder)), { recursive: true })
  for (const [file, { synced, now, torn, holed, named, removed }] of files) {
    const at = path.join(to, path.relative(dir, file))
    const what = fate(path.relative(dir, file))
    fs.rmSync(at, { force: true })
    // A name neither made nor removed for good: lost means as it was.
    if (what === 'lost' ? !named : removed) continue
    fs.writeFileSync(at, { lost: synced, kept: now, torn, holed }[what])
  }
}

function replay(event: Event, kept: (file: string) => Kept, files: Map<string, Kept>, folders: Set<string>): void {
  if (event.kind === 'said') return
  if (event.kind === 'folder') return void folders.add(event.path)
  if (event.kind === 'names') {
    for (const [file, state] of files) if (path.dirname(file) === event.path) state.named = !state.removed
    return
  }
  const file = kept(event.path)
  if (event.kind === 'sync') Object.assign(file, { synced: file.now, torn: file.now, holed: file.now, dirty: false })
  if (event.kind === 'make') Object.assign(file, { removed: false, now: nothing, torn: nothing, holed: nothing })
  if (event.kind === 'remove') file.removed = true
  if (event.kind === 'cut') file.torn = file.holed = file.now = file.now.subarray(0, event.length)
  if (event.kind === 'write') {
    file.torn = over(file.now, event.bytes.subarray(0, event.bytes.length >> 1), event.at)
    if (file.dirty) file.holed = over(file.holed, event.bytes, event.at)
    file.dirty = true
    file.now = over(file.now, event.bytes, event.at)
  }
}

const nothing = Buffer.alloc(0)
const over = (old: Buffer, bytes: Buffer, at: number): Buffer =>
  Buffer.concat([
    old.subarray(0, at),
    Buffer.alloc(Math.max(0, at - old.length)),
    bytes,
    old.subarray(at + bytes.length),
  ])
