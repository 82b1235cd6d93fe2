// Listing records: each filter, all of them together, and a log that is damaged.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import { test } from 'node:test'
import { listRecords, type RecordFilter } from '../../electron/audit/list.js'
import {
  attempt,
  born,
  by,
  frameStarts,
  handClock,
  newest,
  recordsOf,
  scratch,
  segment,
  simulator,
  withLog,
} from '../harness/audit.js'

const start = Date.UTC(2090, 0, 1)

async function filled(t: { after(fn: () => void): void }) {
  const { dir } = await born(scratch(t))
  const { now, clock } = handClock({ wall: start, mono: 0 })
  await withLog(
    dir,
    async (log) => {
      const later = () => Object.assign(now, { wall: now.wall + 60_000, mono: now.mono + 60_000 })
      await attempt(log, 'at-1', 'SN0001', 'injected')
      later()
      await attempt(log, 'at-2', 'SN0002', 'mismatched')
      later()
      await log.append('simulator-started', simulator('/dev/pts/3'), {
        actors: ['wang', 'li'],
        role: 'lab',
        session: null,
      })
      await log.append('device-refused', { port: '/dev/pts/3', device: null, because: 'no serial number' }, by)
    },
    { clock },
  )
  return dir
}

const cases: [what: string, filter: RecordFilter, seqs: number[]][] = [
  ['nothing asked', {}, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ['a type', { type: 'attempt-armed' }, [3, 6]],
  ['a type that is none', { type: 'toString' }, []],
  ['a device', { device: 'SN0002' }, [6, 7]],
  ['one of two who acted', { operator: 'li' }, [8]],
  ['an outcome', { outcome: 'mismatched' }, [7]],
  ['a time from', { since: '2090-01-01T00:02:00Z' }, [8, 9]],
  ['a time until', { until: '2090-01-01T00:01:00Z' }, [0, 1, 2, 3, 4]],
  ['a time in another zone', { since: '2090-01-01T08:01:00+08:00', until: '2090-01-01T00:02:00Z' }, [5, 6, 7]],
  ['the first two that fit', { operator: 'lab', limit: 2 }, [2, 3]],
  ['none', { limit: 0 }, []],
  ['the last two that fit', { type: 'attempt-result', last: 1 }, [7]],
  ['the last three before one', { last: 3, before: 5 }, [2, 3, 4]],
  ['all at once', { type: 'attempt-result', device: 'SN0001', operator: 'lab', outcome: 'injected', limit: 5 }, [4]],
]
for (const [what, filter, seqs] of cases)
  test(`listing by ${what}`, async (t) => {
    const dir = await filled(t)
    assert.deepEqual(
      (await recordsOf(dir, filter)).map(({ seq }) => seq),
      seqs,
    )
  })

test('a time that is none is refused before anything is read', async (t) => {
  const { dir } = await born(scratch(t))
  await assert.rejects(
    recordsOf(dir, { since: 'yesterday' }),
    (error: { code?: string }) => error.code === 'station/usage',
  )
})

test('a list that is not read to its end closes its files', async (t) => {
  const dir = await filled(t)
  const open = () => fs.readdirSync('/proc/self/fd').length
  const before = open()
  for await (const { seq } of listRecords(dir)) if (seq === 2) break
  assert.equal(open(), before)
})

const suspect = (error: { code?: string }) => error.code === 'audit/suspect'

test('a list of a log with a broken record gives those before it and then says so', async (t) => {
  const dir = await filled(t)
  const bytes = fs.readFileSync(segment(dir))
  bytes[frameStarts(bytes)[4]! + 20]! ^= 1
  fs.writeFileSync(segment(dir), bytes)
  const seen: number[] = []
  await assert.rejects(async () => {
    for await (const { seq } of listRecords(dir)) seen.push(seq)
  }, suspect)
  assert.deepEqual(seen, [0, 1, 2, 3])
})

test('a list of a log cut at a border says that records are missing', async (t) => {
  const dir = await filled(t)
  fs.truncateSync(segment(dir), frameStarts(fs.readFileSync(segment(dir)))[5])
  await assert.rejects(recordsOf(dir), suspect)
})

test('a list of a log whose last write was cut short gives the sealed ones', async (t) => {
  const dir = await filled(t)
  fs.appendFileSync(segment(dir), Buffer.from('000002a0', 'hex'))
  assert.equal((await recordsOf(dir)).length, 10)
  assert.ok(fs.existsSync(newest(dir)))
})
