// A log of very many records, written in seconds for figures and for the index: records, links and tree are right, of the
// checkpoints only the last. `verify` refuses it; what reads only records and the newest checkpoint cannot tell.
import { createHash, generateKeyPairSync } from 'node:crypto'
import fs from 'node:fs'
import type { Body, RecordType } from '../../electron/audit/bodies.js'
import { frame } from '../../electron/audit/frame.js'
import { canonical } from '../../electron/audit/jcs.js'
import { originOf, places, segmentLimit } from '../../electron/audit/layout.js'
import { checkpointText, sealed, signNote, vkeyOf } from '../../electron/audit/note.js'
import { noLeaf } from '../../electron/audit/record.js'
import { leafHash, Tree } from '../../electron/audit/tree.js'
import { armed, device, intent, result } from './audit.js'

export interface LargeLog {
  readonly records: number
  /** Bytes of all segments. */
  readonly bytes: number
  readonly root: Buffer
}

const began = Date.UTC(2026, 0, 5, 0, 0, 0)
/** Three seconds a record: a million of them are five weeks of a busy centre. */
const step = 3_000
const models = ['K21', 'P180', 'D200', 'ZT598', 'IPP320']
const labels = ['TMK', 'TPK', 'TAK', 'TDK', 'BDK-IK']
const endings: readonly Body<'attempt-result'>['outcome'][] = [
  ...Array<'injected'>(90).fill('injected'),
  ...(['mismatched', 'mismatched', 'refused', 'refused', 'unverified', 'unverified'] as const),
  ...(['attested', 'abandoned', 'indeterminate', 'already-present'] as const),
]

/** What record `seq` says: runs of 3,000 records, each begun by its job, in them attempts of three records each. */
export function largeRecord(seq: number): { type: RecordType; body: unknown; actors: string[] } {
  const actors = [`tech-${String(1 + (Math.floor(seq / 3_001) % 12)).padStart(2, '0')}`]
  if (seq % 3_001 === 0) return { type: 'job-drafted', body: job(seq), actors }
  const attempt = Math.floor((seq - 1 - Math.floor(seq / 3_001)) / 3)
  const id = `at-${createHash('md5').update(String(attempt)).digest('hex').slice(0, 10)}`
  const key = { label: labels[attempt % 5]!, slot: 1 + (attempt % 9) }
  const serial = `SN${String(7_000_000 + Math.floor(attempt / 5)).padStart(10, '0')}`
  const unit = { ...device(serial), model: models[Math.floor(attempt / 5) % 5]! }
  const stage = (seq - 1 - Math.floor(seq / 3_001)) % 3
  if (stage === 0)
    return { type: 'attempt-intent', body: { ...intent(id), ...key, port: `/dev/ttyUSB${attempt % 16}` }, actors }
  if (stage === 1) return { type: 'attempt-armed', body: { ...armed(id, serial), device: unit }, actors }
  const ended = result(id, endings[(attempt * 37) % 100]!, serial)
  return {
    type: 'attempt-result',
    body: { ...ended, ...key, device: unit, kcv: ended.kcv && { ...ended.kcv, ...key } },
    actors,
  }
}

const job = (seq: number): Body<'job-drafted'> => ({
  run: `2026/run-${Math.floor(seq / 3_001)}`,
  lab: true,
  ports: Array.from({ length: 16 }, (_, port) => `/dev/ttyUSB${port}`),
  keys: [],
  inventory: { size: 210, sha256: 'AB'.repeat(32) },
  jobHash: 'CD'.repeat(32),
})

/** @param limit bytes at which a segment is closed */
export function writeLargeLog(dir: string, records: number, limit = segmentLimit): LargeLog {
  fs.mkdirSync(places(dir).log, { recursive: true })
  const identity = { mode: 'lab', stationId: 'st-large', logId: 'log-large' } as const
  const origin = originOf(identity)
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const vkey = vkeyOf(origin, publicKey)
  const tree = new Tree()
  const unsigned = sealed(signNote(checkpointText({ origin, size: 1, root: Buffer.alloc(32) }), vkey, privateKey))
  let [prev, segment, bytes, note] = [noLeaf, 0, 0, '']
  let held: Buffer[] = []
  let room = 0
  const flush = () => {
    fs.appendFileSync(places(dir).segment(segment), Buffer.concat(held))
    held = []
  }
  for (let seq = 0; seq < records; seq += 1) {
    const made = seq === 0 ? { type: 'log-created', body: { ...identity, vkey }, actors: [] } : largeRecord(seq)
    const wall = new Date(began + seq * step).toISOString()
    const record = {
      ...{ v: 1, seq, prev, nextVkey: vkey, bootId: 'boot-1', monoMs: seq * step, wall, ...made },
      ...{ role: 'lab', session: null, station: identity.stationId, app: 'kcv-station large' },
    }
    const content = Buffer.from(canonical(record), 'utf8')
    const leaf = leafHash(content)
    tree.append(leaf)
    prev = leaf.toString('hex').toUpperCase()
    if (seq === records - 1)
      note = signNote(checkpointText({ origin, size: records, root: tree.root() }), vkey, privateKey)
    const appended = [frame(content), note === '' ? unsigned : sealed(note)]
    held.push(...appended)
    const length = appended[0]!.length + appended[1]!.length
    room += length
    bytes += length
    if (held.length >= 4_096) flush()
    if (room >= limit && seq < records - 1) {
      flush()
      segment += 1
      room = 0
    }
  }
  flush()
  fs.writeFileSync(places(dir).newest, note)
  return { records, bytes, root: tree.root() }
}
