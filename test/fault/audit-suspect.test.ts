// A log that failed, was touched from outside, or lost its keys: it stops, says why, and the next opening tells it.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { mostInGroup } from '../../electron/audit/append.js'
import type { Body } from '../../electron/audit/bodies.js'
import { realFiles } from '../../electron/audit/files.js'
import { frame } from '../../electron/audit/frame.js'
import { canonical } from '../../electron/audit/jcs.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import {
  appendsIn,
  born,
  by,
  copy,
  doorWith,
  frameStarts,
  framesOf,
  joined,
  newest,
  notesOf,
  open,
  recordsOf,
  scratch,
  segment,
  simulator,
  withLog,
} from '../harness/audit.js'

const code = (expected: string, because?: RegExp) => (error: { code?: string; facts?: { because?: string } }) =>
  error.code === expected && (because === undefined || because.test(String(error.facts?.because)))
const signing = (dir: string) => path.join(dir, 'keys', 'signing')
const append = (log: Awaited<ReturnType<typeof open>>) => log.append('simulator-started', simulator('/dev/pts/3'), by)

test('after a failed fsync the log is closed and marked, and the next opening verifies all of it and says so', async (t) => {
  const { dir, vkey } = await born(scratch(t))
  let failing = false
  const files = doorWith({
    datasync: async (fd) => {
      if (failing) throw Object.assign(new Error(), { code: 'EIO' })
      return realFiles.datasync(fd)
    },
  })
  const log = await open(dir, { files })
  await append(log)
  failing = true
  await assert.rejects(append(log), code('audit/not-writable', /^EIO$/))
  failing = false
  await assert.rejects(append(log), code('audit/suspect', /^EIO$/))
  assert.equal(log.size, 3)
  await log.close()
  assert.deepEqual(
    (await verifyDirectory(dir)).reasons.map((reason) => reason.split(':')[0]),
    ['second-place', 'unsettled'],
  )
  await withLog(dir, append)
  const [recovered] = await recordsOf(dir, { type: 'recovered' })
  assert.deepEqual(
    (recovered!.body as Body<'recovered'>).steps.map((step) => [step.what, step.seq, step.because]),
    [
      ['write-failed', 3, 'EIO'],
      ['key-rolled', 3, null],
      ['second-place', null, 'behind'],
    ],
  )
  assert.equal((await verifyDirectory(dir, { vkey })).verdict, 'pass')
})

test('a failed write is marked in the directory where that can still be done', async (t) => {
  const { dir, vkey } = await born(scratch(t))
  let full = false
  const files = doorWith({
    write: async (fd, bytes, at) => {
      if (full && bytes.length > 300) {
        full = false
        throw Object.assign(new Error(), { code: 'EFBIG' })
      }
      return realFiles.write(fd, bytes, at)
    },
  })
  const log = await open(dir, { files })
  full = true
  await assert.rejects(append(log), code('audit/not-writable', /^EFBIG$/))
  await log.close()
  const { verdict, reasons } = await verifyDirectory(dir, { vkey })
  assert.equal(verdict, 'incomplete')
  assert.match(reasons.join(), /^unsettled: /)
  await withLog(dir, async () => {})
  const [recovered] = await recordsOf(dir, { type: 'recovered' })
  assert.deepEqual(recovered?.body, {
    steps: [{ what: 'write-failed', seq: 2, bytes: null, sha256: null, file: null, because: 'EFBIG' }],
  })
  assert.equal((await verifyDirectory(dir, { vkey })).verdict, 'pass')
})

test('a marked log is verified whole: a bad signature in the middle, else not looked at, stops the opening', async (t) => {
  const { dir } = await born(scratch(t))
  await withLog(dir, append)
  const notes = notesOf(dir)
  const forged = notes.with(1, `${notes[1]!.split('\n\n')[0]}\n\n${notes[0]!.split('\n\n')[1]}`)
  fs.writeFileSync(segment(dir), joined(framesOf(dir), forged))
  fs.writeFileSync(path.join(dir, 'unsettled'), 'not what it should be')
  await assert.rejects(open(dir), code('audit/suspect', /^bad-checkpoint/))
})

const outside: [what: string, because: RegExp, touch: (dir: string) => void][] = [
  ['cut', /not as it was left/, (dir) => fs.truncateSync(segment(dir), frameStarts(fs.readFileSync(segment(dir)))[1])],
  ['added to', /not as it was left/, (dir) => fs.appendFileSync(segment(dir), 'x')],
]
for (const [what, because, touch] of outside)
  test(`a segment ${what} from outside ends the open log at the next append`, async (t) => {
    const { dir } = await born(scratch(t))
    const log = await open(dir)
    touch(dir)
    await assert.rejects(append(log), code('audit/not-writable', because))
    await assert.rejects(append(log), code('audit/suspect', because))
    await log.close()
  })

test('a record that reads back differently is not signed', async (t) => {
  const { dir } = await born(scratch(t))
  let lying = false
  const files = doorWith({
    read: async (fd, into, at) => {
      const count = await realFiles.read(fd, into, at)
      if (lying) into[count >> 1]! ^= 1
      return count
    },
  })
  const log = await open(dir, { files })
  const sealed = notesOf(dir).length
  lying = true
  await assert.rejects(append(log), code('audit/not-writable', /reads back differently/))
  assert.equal(notesOf(dir).length, sealed)
  await log.close()
})

const keys: [what: string, because: RegExp, change: (dir: string, older: string) => void][] = [
  ['of a copy from more than a group ago', /older/, (dir, older) => fs.copyFileSync(signing(older), signing(dir))],
  ['emptied', /not those/, (dir) => fs.truncateSync(signing(dir))],
  [
    'with the next one damaged',
    /not those/,
    (dir) => {
      const bytes = fs.readFileSync(signing(dir))
      for (let at = 0; at < bytes.length; at += 4096) bytes[at + 20]! ^= 1
      fs.writeFileSync(signing(dir), bytes)
    },
  ],
]
for (const [what, because, change] of keys)
  test(`signing keys ${what} stop the opening`, async (t) => {
    const folder = scratch(t)
    const { dir } = await born(folder)
    const older = copy(dir, folder)
    await withLog(dir, async (log) => {
      while (log.size < 2 + mostInGroup) await append(log)
    })
    change(dir, older)
    await assert.rejects(open(dir), code('audit/suspect', because))
  })

test('a log set back to an older copy under its present keys stops the opening', async (t) => {
  const folder = scratch(t)
  const { dir, vkey } = await born(folder)
  const older = copy(dir, folder)
  await withLog(dir, append)
  fs.copyFileSync(signing(dir), signing(older))
  await assert.rejects(open(older), code('audit/suspect', /further/))
  assert.equal(
    (await verifyDirectory(older, { vkey })).verdict,
    'pass',
    'without an anchor the public files show nothing',
  )
})

test('a record put at the end by someone without the keys is not sealed', async (t) => {
  const folder = scratch(t)
  const { dir, vkey } = await born(folder)
  const other = copy(dir, folder)
  await withLog(other, append)
  const bytes = fs.readFileSync(segment(other))
  const { frame: next } = appendsIn(bytes)[1]!
  // Right in every respect, but the key that it names is not the one waiting in the directory.
  const record = { ...JSON.parse(Buffer.from(next).toString('utf8', 8)), nextVkey: vkey }
  fs.appendFileSync(segment(dir), frame(Buffer.from(canonical(record))))
  assert.equal((await verifyDirectory(dir)).verdict, 'incomplete')
  await assert.rejects(open(dir), code('audit/suspect', /not those/))
})

test('a half-made birth is said to be one', async (t) => {
  const { dir } = await born(scratch(t))
  fs.truncateSync(segment(dir), 100)
  fs.truncateSync(newest(dir))
  assert.equal((await verifyDirectory(dir)).verdict, 'incomplete')
  await assert.rejects(open(dir), code('audit/suspect', /birth/))
})

const bodiless: [what: string, change: (record: Record<string, unknown>) => void][] = [
  ['a last record without body', (record) => Object.assign(record, { body: null })],
  [
    'an armed record without device',
    (record) => Object.assign(record, { type: 'attempt-armed', body: { attempt: 'a' } }),
  ],
]
for (const [what, change] of bodiless)
  test(`${what} is a fault of the log, sealed or not`, async (t) => {
    const { dir } = await born(scratch(t))
    await withLog(dir, append)
    const bytes = fs.readFileSync(segment(dir))
    const appends = appendsIn(bytes)
    const record = JSON.parse(Buffer.from(appends.at(-1)!.frame).toString('utf8', 8))
    change(record)
    const frames = appends.map(({ frame }) => frame).with(-1, frame(Buffer.from(canonical(record))))
    const notes = appends.map(({ note }) => note)
    fs.writeFileSync(segment(dir), joined(frames, notes))
    await assert.rejects(open(dir), code('audit/suspect', /^bad-checkpoint/))
    fs.writeFileSync(segment(dir), joined(frames, notes.slice(0, -1)))
    await assert.rejects(open(dir), code('audit/suspect', /^bad-record/))
  })

for (const refusal of ['EROFS', 'EACCES', 'EPERM'])
  test(`a directory that may only be read (${refusal}) is said to be one, and can still be verified`, async (t) => {
    const { dir, vkey } = await born(scratch(t))
    const files = doorWith({
      open: async (file, how) => {
        if (how !== 'read') throw Object.assign(new Error(), { code: refusal })
        return realFiles.open(file, how)
      },
    })
    await assert.rejects(open(dir, { files }), code('audit/read-only', new RegExp(refusal)))
    assert.equal((await verifyDirectory(dir, { vkey, files })).verdict, 'pass')
  })
