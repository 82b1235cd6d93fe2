// Logs made and judged on a disk in memory.
import type { Body } from '../../electron/audit/bodies.js'
import { createDirectory } from '../../electron/audit/directory.js'
import type { RestartPoint } from '../../electron/audit/found.js'
import { type AuditLog, openLog } from '../../electron/audit/log.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import { walk } from '../../electron/audit/walk.js'
import { app, armed, by, intent, result, simulator } from './audit.js'
import { MemoryDisk } from './audit-memory.js'

export const at = {
  dir: '/st',
  segment: (index = 0) => `/st/log/${String(index).padStart(6, '0')}.seg`,
  newest: '/st/newest-checkpoint',
  keys: '/st/keys/signing',
}
export type Files = ReadonlyMap<string, Buffer>

export async function bornInMemory(): Promise<{ disk: MemoryDisk; vkey: string }> {
  const disk = new MemoryDisk()
  const { vkey } = await createDirectory(at.dir, { mode: 'lab', app, files: disk.door })
  return { disk, vkey }
}

export const openIn = (disk: MemoryDisk, segmentLimit = 64 * 1024 * 1024): Promise<AuditLog> =>
  openLog(at.dir, { app, files: disk.door, segmentLimit })

/** One record of a station's day, of many kinds in turn. */
export async function appendSome(log: AuditLog): Promise<void> {
  const round = Math.floor(log.size / 5)
  const id = `at-${round}`
  const serial = `SN${String(round).padStart(6, '0')}`
  const outcome = round % 7 === 3 ? 'mismatched' : 'injected'
  const known = log.attempts().find(id)
  const other = () => log.append('simulator-started', simulator('/dev/pts/3'), by)
  const steps = [
    () => log.append('attempt-intent', intent(id), by),
    // A log may be opened, which is a record too, in the middle of a round.
    () => (known?.armed === false ? log.arm(armed(id, serial), by) : other()),
    () => (known?.armed ? log.append('attempt-result', result(id, outcome, serial), by) : other()),
    other,
    () => log.append('log-verified', { verdict: 'pass', size: log.size } satisfies Body<'log-verified'>, by),
  ]
  await steps[log.size % 5]!()
}

/** The shortest record there is. */
export const appendShort = async (log: AuditLog): Promise<void> => {
  await log.append('log-verified', { verdict: 'pass', size: log.size }, by)
}

/** A log of so many records. */
export async function filled(
  size: number,
  append: (log: AuditLog) => Promise<void> = appendSome,
): Promise<{ files: Files; vkey: string }> {
  const { disk, vkey } = await bornInMemory()
  const log = await openIn(disk)
  while (log.size < size) await append(log)
  await log.close()
  return { files: disk.snapshot(), vkey }
}

/** The whole verification of these files, some of them others. */
export const verdictOf = (files: Files, vkey: string, changed: Iterable<readonly [string, Buffer]> = []) =>
  verifyDirectory(at.dir, { vkey, files: new MemoryDisk([...files, ...changed]).door })

/** The restart points of a good log, one after every checkpoint. */
export async function restartPoints(files: Files): Promise<RestartPoint[]> {
  const points: RestartPoint[] = []
  const { door } = new MemoryDisk(files)
  await walk(door, at.dir, { how: 'whole', sealed: (point) => points.push(point()) })
  return points
}

export const flipped = (bytes: Buffer, bit: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy[bit >> 3]! ^= 1 << (bit & 7)
  return copy
}

/** Numbers below 2^32 that look random and are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}
