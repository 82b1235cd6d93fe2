// The open log: order, what a record carries, segments, keys, clocks, listeners.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { textOf, verifierOf } from '../../electron/audit/note.js'
import { leafHash } from '../../electron/audit/tree.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import {
  app,
  born,
  by,
  framesOf,
  handClock,
  newest,
  notesOf,
  open,
  recordsOf,
  scratch,
  segment,
  simulator,
  withLog,
} from '../harness/audit.js'

test('a record carries number, link, times, who, role, station and program', async (t) => {
  const { dir } = await born(scratch(t))
  const { clock } = handClock({ wall: Date.UTC(2090, 10, 22, 8, 0, 0, 7), mono: 123_456 })
  const officer = { actors: ['wang', 'li'], role: 'custodian', session: 'ss-1' }
  await withLog(
    dir,
    async (log) => {
      const record = await log.append('simulator-started', simulator('/dev/pts/3'), officer)
      const before = (await recordsOf(dir)).at(-2)!
      const { nextVkey, prev, ...rest } = record
      assert.deepEqual(rest, {
        v: 1,
        seq: 2,
        bootId: 'boot-1',
        monoMs: 123_456,
        wall: '2090-11-22T08:00:00.007Z',
        type: 'simulator-started',
        actors: ['wang', 'li'],
        role: 'custodian',
        session: 'ss-1',
        station: log.stationId,
        app,
        body: { driver: 'newland-k21', port: '/dev/pts/3', behave: [] },
      })
      assert.equal(before.seq, 1)
      assert.equal(prev, leafHash(framesOf(dir)[1]!.subarray(8)).toString('hex').toUpperCase())
      assert.ok(verifierOf(nextVkey))
    },
    { clock },
  )
})

test('each checkpoint is signed by the key that the record before names, and by it alone', async (t) => {
  const { dir, vkey } = await born(scratch(t))
  await withLog(dir, async (log) => {
    for (let index = 0; index < 5; index += 1) await log.append('simulator-started', simulator('/dev/pts/3'), by)
  })
  const keys = [vkey, ...(await recordsOf(dir)).map((record) => record.nextVkey)]
  const notes = notesOf(dir)
  assert.equal(notes.length, 7)
  assert.equal(new Set(keys).size, 8)
  for (const [index, note] of notes.entries())
    for (const [other, key] of keys.entries())
      assert.equal(verifierOf(key)!.signed(note, textOf(note)), index === other, `note ${index}, key ${other}`)
  assert.equal(fs.readFileSync(newest(dir), 'utf8'), notes.at(-1))
})

test('appends that are not waited for are written one at a time, in the order of the calls', async (t) => {
  const { dir, vkey } = await born(scratch(t))
  await withLog(dir, async (log) => {
    const ports = Array.from({ length: 40 }, (_, index) => `/dev/pts/${index}`)
    const written = await Promise.all(ports.map((port) => log.append('simulator-started', simulator(port), by)))
    assert.deepEqual(
      written.map(({ seq, body }) => [seq, body.port]),
      ports.map((port, index) => [index + 2, port]),
    )
  })
  assert.equal((await verifyDirectory(dir, { vkey })).verdict, 'pass')
})

test('closing waits for the appends under way, and may be called twice', async (t) => {
  const { dir } = await born(scratch(t))
  const log = await open(dir)
  const under = log.append('simulator-started', simulator('/dev/pts/3'), by)
  await Promise.all([log.close(), log.close()])
  assert.equal((await under).seq, 2)
  assert.equal((await recordsOf(dir)).length, 3)
})

test('a new segment is begun at the limit, and reading goes over the border', async (t) => {
  const { dir, vkey } = await born(scratch(t))
  const before = fs.readFileSync(segment(dir))
  const more = { segmentLimit: 900 }
  await withLog(
    dir,
    async (log) => {
      for (let index = 0; index < 9; index += 1) await log.append('simulator-started', simulator(`/dev/${index}`), by)
    },
    more,
  )
  const segments = fs.readdirSync(path.join(dir, 'log')).filter((name) => name.endsWith('.seg'))
  assert.ok(segments.length >= 4, segments.join())
  assert.deepEqual(fs.readFileSync(segment(dir)).subarray(0, before.length), before, 'what is written stays as it is')
  await withLog(dir, async (log) => assert.equal(log.size, 12), more)
  assert.deepEqual(
    (await recordsOf(dir)).map(({ seq }) => seq),
    [...Array(12).keys()],
  )
  const { verdict, size } = await verifyDirectory(dir, { vkey })
  assert.deepEqual({ verdict, size }, { verdict: 'pass', size: 12 })
})

test('a retired signing key is in no file of the directory, in no spelling', async (t) => {
  const { dir } = await born(scratch(t))
  const slots = () => {
    const bytes = fs.readFileSync(path.join(dir, 'keys', 'signing'))
    return Array.from({ length: bytes.length / 4096 }, (_, slot) => slot * 4096).map((at) =>
      bytes.subarray(at + 12, at + 44).toString('hex'),
    )
  }
  const seen = new Set(slots())
  await withLog(dir, async (log) => {
    for (let index = 0; index < 30; index += 1) {
      await log.append('simulator-started', simulator('/dev/pts/3'), by)
      for (const seed of slots()) seen.add(seed)
    }
  })
  const held = new Set(slots())
  assert.equal(seen.size, 32 + 31)
  const files = fs.readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const content = files.map((file) => fs.readFileSync(path.join(file.parentPath, file.name)))
  assert.ok(content.length >= 3)
  for (const seed of seen) {
    const raw = Buffer.from(seed, 'hex')
    // Base64 of the middle of the seed, at each of the three alignments.
    const coded = [0, 1, 2].map((skip) => raw.subarray(skip, skip + 27).toString('base64'))
    const spellings = [raw, seed, seed.toUpperCase(), ...coded].map((one) => Buffer.from(one))
    const found = content.some((bytes) => spellings.some((one) => bytes.includes(one)))
    assert.equal(found, held.has(seed))
  }
})

test('only the owner may read the files', async (t) => {
  const { dir } = await born(scratch(t))
  await withLog(dir, async () => {})
  for (const entry of ['.', 'log', 'keys']) assert.equal(fs.statSync(path.join(dir, entry)).mode & 0o777, 0o700, entry)
  for (const entry of ['log/000000.seg', 'keys/signing', 'newest-checkpoint'])
    assert.equal(fs.statSync(path.join(dir, entry)).mode & 0o777, 0o600, entry)
})

const jumps: [what: string, wall: number, mono: number, boot: string, byMs: number | null][] = [
  ['an hour forwards', 3_600_000 + 500, 500, 'boot-1', 3_600_000],
  ['an hour back', -3_600_000 + 500, 500, 'boot-1', -3_600_000],
  ['two seconds and a bit', 2_501, 500, 'boot-1', 2_001],
  ['two seconds', 2_500, 500, 'boot-1', null],
  ['a day passing by both clocks', 86_400_000, 86_400_000, 'boot-1', null],
  ['a day forwards over a boot', 86_400_000, 5, 'boot-2', null],
  ['a day back over a boot', -86_400_000, 5, 'boot-2', -86_400_000],
]
for (const [what, wall, mono, boot, byMs] of jumps)
  test(`the clock going ${what} is ${byMs === null ? 'no jump' : 'recorded before the next record'}`, async (t) => {
    const { dir } = await born(scratch(t))
    const start = Date.now() + 1_000_000
    const { now, clock } = handClock({ wall: start, mono: 1_000_000 })
    await withLog(
      dir,
      async (log) => {
        const { size } = log
        Object.assign(now, { wall: start + wall, mono: boot === 'boot-1' ? 1_000_000 + mono : mono, bootId: boot })
        await log.append('simulator-started', simulator('/dev/pts/3'), by)
        await log.append('simulator-started', simulator('/dev/pts/3'), by)
        const told = (await recordsOf(dir)).slice(size).filter(({ type }) => type === 'clock-jumped')
        assert.deepEqual(
          told.map(({ body }) => (body as { byMs: number }).byMs),
          byMs === null ? [] : [byMs],
        )
      },
      { clock },
    )
  })

test('a clock that creeps by less than the tolerance at a time is noticed all the same', async (t) => {
  const { dir } = await born(scratch(t))
  const { now, clock } = handClock({ wall: Date.now() + 1_000_000, mono: 0 })
  await withLog(
    dir,
    async (log) => {
      for (let step = 0; step < 4; step += 1) {
        now.wall -= 900
        await log.append('simulator-started', simulator('/dev/pts/3'), by)
      }
    },
    { clock },
  )
  assert.equal((await recordsOf(dir)).filter(({ type }) => type === 'clock-jumped').length, 1)
})

test('listeners hear each record once it is durable, until they stop listening', async (t) => {
  const { dir } = await born(scratch(t))
  await withLog(dir, async (log) => {
    const heard: number[] = []
    const stop = log.onAppend((record) => heard.push(record.seq))
    const { seq } = await log.append('simulator-started', simulator('/dev/pts/3'), by)
    await new Promise(setImmediate)
    stop()
    await log.append('simulator-started', simulator('/dev/pts/3'), by)
    await new Promise(setImmediate)
    assert.deepEqual(heard, [seq])
  })
})
