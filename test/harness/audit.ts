// Data directories to try the log on: born in a temporary folder, filled with records, copied, damaged.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Body } from '../../electron/audit/bodies.js'
import type { AuditClock } from '../../electron/audit/clock.js'
import { createDirectory } from '../../electron/audit/directory.js'
import { type FileDoor, realFiles } from '../../electron/audit/files.js'
import { listRecords, type RecordFilter } from '../../electron/audit/list.js'
import { type Actor, type AuditLog, type AuditRecord, openLog } from '../../electron/audit/log.js'

export const app = 'kcv-station test'
export const by: Actor = { actors: ['lab'], role: 'lab', session: null }

/** A folder that is gone when the test ends; in memory where a test makes hundreds of directories and needs no disk. */
export function scratch(t: { after(fn: () => void): void }, where: 'disk' | 'memory' = 'disk'): string {
  const root = where === 'memory' && fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir()
  const folder = fs.mkdtempSync(path.join(root, 'kcv-audit-'))
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }))
  return folder
}

export async function born(folder: string, mode: 'lab' | 'production' = 'lab'): Promise<{ dir: string; vkey: string }> {
  const dir = path.join(folder, 'station')
  const { vkey } = await createDirectory(dir, { mode, app })
  return { dir, vkey }
}

export const open = (dir: string, more: { files?: FileDoor; clock?: AuditClock; segmentLimit?: number } = {}) =>
  openLog(dir, { app, ...more })

/** Does `work` on the open log and closes it. */
export async function withLog<Answer>(
  dir: string,
  work: (log: AuditLog) => Promise<Answer>,
  more: Parameters<typeof open>[1] = {},
): Promise<Answer> {
  const log = await open(dir, more)
  try {
    return await work(log)
  } finally {
    await log.close()
  }
}

export const copy = (dir: string, folder: string): string => {
  const to = fs.mkdtempSync(path.join(folder, 'copy-'))
  fs.cpSync(dir, to, { recursive: true })
  return to
}

export const segment = (dir: string, index = 0) => path.join(dir, 'log', `${String(index).padStart(6, '0')}.seg`)
export const newest = (dir: string) => path.join(dir, 'newest-checkpoint')

/** What one append left in a segment: the frame of its record, and the signed checkpoint behind it. */
export interface Appended {
  readonly frame: Uint8Array
  readonly note: string
}

/** The appends of a segment's bytes; the last may lack its checkpoint. */
export function appendsIn(bytes: Buffer): Appended[] {
  return frameStarts(bytes)
    .slice(0, -1)
    .map((start, index, starts) => {
      const end = start + 8 + bytes.readUInt32BE(start)
      return { frame: bytes.subarray(start, end), note: bytes.toString('utf8', end + 1, starts[index + 1]) }
    })
}

/** A segment of these frames, each with the checkpoint of the same place behind it as far as there are both. */
export const joined = (frames: readonly Uint8Array[], notes: readonly string[]): Buffer =>
  Buffer.concat(
    Array.from({ length: Math.max(frames.length, notes.length) }, (_, index) => [
      frames[index] ?? Buffer.alloc(0),
      Buffer.from(notes[index] ? `\n${notes[index]}` : ''),
    ]).flat(),
  )

/** The signed checkpoints of the first segment, five lines each. */
export const notesOf = (dir: string): string[] =>
  appendsIn(fs.readFileSync(segment(dir))).flatMap(({ note }) => (note === '' ? [] : [note]))

export async function recordsOf(dir: string, filter: RecordFilter = {}): Promise<AuditRecord[]> {
  const records: AuditRecord[] = []
  for await (const record of listRecords(dir, filter)) records.push(record)
  return records
}

/** Where each frame of the segment begins, and where the last checkpoint ends. */
export function frameStarts(bytes: Buffer): number[] {
  const starts = [0]
  while (starts.at(-1)! < bytes.length) {
    const end = starts.at(-1)! + 8 + bytes.readUInt32BE(starts.at(-1)!)
    let after = end
    for (let lines = bytes[end] === 0x0a ? 6 : 0; lines > 0; lines -= 1) after = bytes.indexOf(0x0a, after) + 1
    starts.push(after)
  }
  return starts
}

export const device = (serial: string | null): Body<'attempt-armed'>['device'] => ({
  family: 'newland-k21',
  serial,
  serialSource: serial === null ? null : 'read',
  model: 'K21',
  firmware: '1.0.3',
  tampered: null,
})

const kcvOf = (verdict: Body<'attempt-read-back'>['kcv']['verdict'], reported: string | null) => ({
  label: 'TMK',
  slot: 1,
  expected: '08D7B4',
  expectedSource: 'letter' as const,
  station: '08D7B4',
  reported,
  method: 'tdes-zeros' as const,
  bytes: 3,
  provenance: 'computed' as const,
  verdict,
})

export const intent = (attempt: string): Body<'attempt-intent'> => ({
  attempt,
  port: '/dev/pts/3',
  label: 'TMK',
  slot: 1,
  usage: 'TMK',
  algorithm: 'tdes',
  form: 'components',
  under: { label: 'TLK', slot: 1, usage: 'TLK', kcv: '82E136' },
  ksn: null,
  kcv: { method: 'tdes-zeros', bytes: 3, expected: '08D7B4', expectedSource: 'letter', station: '08D7B4' },
  warnings: ['clear-load'],
})
export const armed = (attempt: string, serial: string | null): Body<'attempt-armed'> => ({
  attempt,
  device: device(serial),
  slotsBefore: [{ slot: 1, usage: 'TMK', state: 'empty', kcv: null }],
  erases: null,
})
export const result = (
  attempt: string,
  outcome: Body<'attempt-result'>['outcome'],
  serial: string | null,
): Body<'attempt-result'> => ({
  attempt,
  outcome,
  label: 'TMK',
  slot: 1,
  usage: 'TMK',
  device: device(serial),
  kcv: outcome === 'injected' ? kcvOf('match', '08D7B4') : null,
  slotsAfter: [{ slot: 1, usage: 'TMK', state: 'filled', kcv: '08D7B4' }],
  code: '00',
  codeMeaning: 'done',
  fault: null,
  line: { txBytes: 61, rxBytes: 14, garbageBytes: 0, badChecksums: 0, retries: 0, timeouts: 0 },
  ms: 412,
  warnings: [],
})
export const readBack = (
  attempt: string,
  serial: string | null,
  verdict: Body<'attempt-read-back'>['kcv']['verdict'],
): Body<'attempt-read-back'> => ({
  attempt,
  serial,
  state: verdict === 'none' ? 'unknown' : 'filled',
  kcv: kcvOf(verdict, { match: '08D7B4', mismatch: 'AAAAAA', incomparable: '08', none: null }[verdict]),
})
export const simulator = (port: string): Body<'simulator-started'> => ({ driver: 'newland-k21', port, behave: [] })

/** A whole attempt on a device. */
export async function attempt(log: AuditLog, id: string, serial: string, outcome: Body<'attempt-result'>['outcome']) {
  await log.append('attempt-intent', intent(id), by)
  const { ticket } = await log.arm(armed(id, serial), by)
  log.spend(ticket)
  await log.append('attempt-result', result(id, outcome, serial), by)
}

/** A clock that stands where it is put. */
export const handClock = (start: { wall: number; mono: number; bootId?: string }) => {
  const now = { bootId: 'boot-1', ...start }
  const clock: AuditClock = {
    wall: () => now.wall,
    mono: () => now.mono,
    get bootId() {
      return now.bootId
    },
  }
  return { now, clock }
}

/** The real door with some calls replaced. */
export const doorWith = (changed: Partial<FileDoor>): FileDoor => ({ ...realFiles, ...changed })

/** A log of 12 records: log-created, station-opened, three attempts, a device refused. */
export async function twelve(
  folder: string,
  mode: 'lab' | 'production' = 'lab',
): Promise<{ dir: string; vkey: string }> {
  const { dir, vkey } = await born(folder, mode)
  await withLog(dir, async (log) => {
    for (const id of ['at-1', 'at-2', 'at-3']) await attempt(log, id, `SN-${id}`, 'injected')
    await log.append('device-refused', { port: '/dev/pts/3', device: null, because: 'not listed' }, by)
  })
  return { dir, vkey }
}

/** The codes of a verdict's reasons, without their sentences. */
export const reasonCodes = (reasons: readonly string[]) => reasons.map((reason) => reason.split(':')[0])

/** The frames of the first segment, header and record. */
export const framesOf = (dir: string): Uint8Array[] =>
  appendsIn(fs.readFileSync(segment(dir))).map(({ frame }) => frame)
