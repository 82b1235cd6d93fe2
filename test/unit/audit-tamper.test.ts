// Every way of tampering with a log that needs no signing key: verifying says what is wrong and where, opening stops.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { frame } from '../../electron/audit/frame.js'
import { canonical } from '../../electron/audit/jcs.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import {
  type Appended,
  appendsIn,
  born,
  frameStarts,
  framesOf,
  joined,
  notesOf,
  open,
  reasonCodes,
  scratch,
  segment,
  twelve,
  withLog,
} from '../harness/audit.js'

type Tamper = (dir: string, other: string) => void
type Fields = Record<string, unknown> & { body: Record<string, unknown> }

const parse = (framed: Uint8Array) => JSON.parse(Buffer.from(framed.subarray(8)).toString()) as Fields
const records =
  (change: (frames: Uint8Array[]) => Uint8Array[]): Tamper =>
  (dir) =>
    fs.writeFileSync(segment(dir), joined(change(framesOf(dir)), notesOf(dir)))
const notes =
  (change: (notes: string[]) => string[]): Tamper =>
  (dir) =>
    fs.writeFileSync(segment(dir), joined(framesOf(dir), change(notesOf(dir))))
/** One record changed, and its frame made anew. */
const edit = (seq: number, change: (record: Fields, first: Fields) => void): Tamper =>
  records((frames) => {
    const record = parse(frames[seq]!)
    change(record, parse(frames[0]!))
    return frames.with(seq, frame(Buffer.from(canonical(record))))
  })
const appends =
  (change: (appended: Appended[]) => Appended[]): Tamper =>
  (dir) => {
    const changed = change(appendsIn(fs.readFileSync(segment(dir))))
    const parts = { frames: changed.map(({ frame }) => frame), notes: changed.map(({ note }) => note) }
    fs.writeFileSync(segment(dir), joined(parts.frames, parts.notes))
  }
const exchanged = <Item>(list: Item[], at: number): Item[] => list.with(at, list[at + 1]!).with(at + 1, list[at]!)

/** Opening checks every root, but no signature except the last. */
const seenByVerifyAlone = 'a signature of another checkpoint'
const foreignKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'

const failing: [what: string, reason: string, firstBad: number, tamper: Tamper][] = [
  ['a number edited', 'bad-checkpoint', 4, edit(4, ({ body }) => Object.assign(body, { ms: 1 }))],
  ['who did it edited', 'bad-checkpoint', 4, edit(4, (record) => Object.assign(record, { actors: ['li'] }))],
  ['a record taken out', 'bad-link', 4, records((frames) => frames.toSpliced(4, 1))],
  ['a record and its checkpoint taken out', 'bad-link', 4, appends((all) => all.toSpliced(4, 1))],
  ['two records exchanged', 'bad-link', 4, records((frames) => exchanged(frames, 4))],
  ['a record twice', 'bad-link', 5, records((frames) => frames.toSpliced(4, 0, frames[4]!))],
  ['the first record gone', 'bad-link', 0, records((frames) => frames.slice(1))],
  ['the mode changed at birth', 'bad-record', 0, edit(0, ({ body }) => Object.assign(body, { mode: 'production' }))],
  ['a second birth', 'bad-record', 5, edit(5, (to, { type, body }) => Object.assign(to, { type, body }))],
  ['another station named', 'bad-record', 5, edit(5, (record) => Object.assign(record, { station: 'st-else' }))],
  ['a key of another log named', 'bad-record', 5, edit(5, (record) => Object.assign(record, { nextVkey: foreignKey }))],
  ['a record of a later version', 'bad-record', 5, edit(5, (record) => Object.assign(record, { v: 2 }))],
  ['a field added', 'bad-record', 5, edit(5, (record) => Object.assign(record, { note: 'x' }))],
  [
    'key material written in',
    'bad-record',
    5,
    edit(5, (record) => Object.assign(record, { app: '0123456789ABCDEFFEDCBA9876543210' })),
  ],
  ['the last record gone', 'records-missing', 11, records((frames) => frames.slice(0, -1))],
  ['the last record and its checkpoint gone', 'records-missing', 11, appends((all) => all.slice(0, -1))],
  ['the last ten and their checkpoints gone', 'records-missing', 2, appends((all) => all.slice(0, 2))],
  ['the segment gone', 'records-missing', 0, (dir) => fs.rmSync(segment(dir))],
  ['the segment emptied', 'records-missing', 0, (dir) => fs.truncateSync(segment(dir))],
  ['the segment called the second', 'broken', 0, (dir) => fs.renameSync(segment(dir), segment(dir, 1))],
  ['a third segment without a second', 'broken', 12, (dir) => fs.writeFileSync(segment(dir, 2), '')],
  [
    'a segment more, with a record again',
    'bad-link',
    12,
    (dir) => fs.writeFileSync(segment(dir, 1), framesOf(dir)[5]!),
  ],
  [
    'bytes in the middle overwritten',
    'records-missing',
    3,
    (dir) => {
      const bytes = fs.readFileSync(segment(dir))
      const from = frameStarts(bytes)[3]! + 40
      fs.writeFileSync(segment(dir), bytes.fill(0, from, from + 20))
    },
  ],
  ['the last checkpoint gone', 'records-missing', 11, notes((all) => all.slice(0, -1))],
  ['all checkpoints gone', 'no-checkpoint', 0, notes(() => [])],
  ['a checkpoint in the middle gone', 'bad-checkpoint', 4, notes((all) => all.toSpliced(4, 1))],
  ['a checkpoint twice', 'bad-checkpoint', 5, notes((all) => all.toSpliced(4, 0, all[4]!))],
  ['two checkpoints exchanged', 'bad-checkpoint', 4, notes((all) => exchanged(all, 4))],
  ['a checkpoint too many', 'bad-checkpoint', 12, notes((all) => [...all, all[11]!])],
  ['half a checkpoint too many', 'broken', 12, notes((all) => [...all, 'kcv-station/'])],
  [
    seenByVerifyAlone,
    'bad-checkpoint',
    4,
    notes((all) => all.with(4, `${all[4]!.split('\n\n')[0]}\n\n${all[5]!.split('\n\n')[1]}`)),
  ],
  ['a signature line more', 'records-missing', 5, notes((all) => all.with(4, `${all[4]}${all[4]!.split('\n')[4]}\n`))],
  [
    'the log of another station under this newest-checkpoint',
    'records-missing',
    2,
    (dir, other) => fs.copyFileSync(segment(other), segment(dir)),
  ],
]
for (const [what, reason, firstBad, tamper] of failing)
  test(`${what}: ${reason}`, async (t) => {
    const folder = scratch(t)
    const { dir } = await twelve(folder)
    const other = await born(path.join(folder, 'other'))
    await withLog(other.dir, async () => {})
    tamper(dir, other.dir)
    const view = await verifyDirectory(dir)
    assert.deepEqual([view.verdict, reasonCodes(view.reasons), view.firstBad], ['fail', [reason], firstBad])
    if (what !== seenByVerifyAlone)
      await assert.rejects(open(dir), (error: { code?: string }) => error.code === 'audit/suspect')
  })
