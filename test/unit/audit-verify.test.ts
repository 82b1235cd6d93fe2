// Verifying: what it answers for a good log, for the tails a power cut leaves, and while the log is being written.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { type VerifyProgress, verifyDirectory } from '../../electron/audit/verify.js'
import {
  born,
  by,
  framesOf,
  newest,
  notesOf,
  reasonCodes,
  scratch,
  segment,
  simulator,
  twelve,
  withLog,
} from '../harness/audit.js'

const incomplete: [what: string, reason: string, tamper: (dir: string) => void][] = [
  [
    'a frame begun after the last record',
    'torn-record',
    (dir) => fs.appendFileSync(segment(dir), framesOf(dir)[4]!.subarray(0, 9)),
  ],
  ['zeros after the last record', 'torn-record', (dir) => fs.appendFileSync(segment(dir), Buffer.alloc(700))],
  ['newest-checkpoint gone', 'second-place', (dir) => fs.rmSync(newest(dir))],
  ['newest-checkpoint empty', 'second-place', (dir) => fs.truncateSync(newest(dir))],
  ['newest-checkpoint one behind', 'second-place', (dir) => fs.writeFileSync(newest(dir), notesOf(dir)[10]!)],
  [
    'newest-checkpoint half overwritten',
    'second-place',
    (dir) => fs.writeFileSync(newest(dir), notesOf(dir)[11]!.slice(0, 90) + notesOf(dir)[10]!.slice(90)),
  ],
]
for (const [what, reason, tamper] of incomplete)
  test(`${what}: incomplete, until the station was opened again and has told it`, async (t) => {
    const { dir, vkey } = await twelve(scratch(t))
    tamper(dir)
    const view = await verifyDirectory(dir)
    assert.deepEqual([view.verdict, reasonCodes(view.reasons)], ['incomplete', [reason]])
    await withLog(dir, async (log) => assert.equal(log.size, 14, 'recovered, station-opened'))
    assert.equal((await verifyDirectory(dir, { vkey })).verdict, 'pass')
  })

test('a log rebuilt under another key passes by itself and fails against the pinned one', async (t) => {
  const folder = scratch(t)
  const { dir } = await twelve(folder)
  const other = await born(path.join(folder, 'other'))
  assert.deepEqual((await verifyDirectory(dir)).trust, { vkey: 'self-asserted', anchoredTo: null, anchors: [] })
  const { verdict, reasons, trust } = await verifyDirectory(dir, { vkey: other.vkey })
  assert.deepEqual([verdict, reasonCodes(reasons), trust.vkey], ['fail', ['other-key'], 'pinned'])
})

test('a pinned key that is no key is a mistake of the caller', async (t) => {
  const { dir } = await born(scratch(t))
  for (const vkey of ['', 'a+b+c', `${(await born(path.join(dir, '..', 'x'))).vkey}A`])
    await assert.rejects(verifyDirectory(dir, { vkey }), (error: { code?: string }) => error.code === 'station/usage')
})

test('verifying writes nothing, needs no signing key, and answers the same for a copy', async (t) => {
  const folder = scratch(t)
  const { dir, vkey } = await twelve(folder)
  const state = () =>
    fs
      .readdirSync(dir, { recursive: true })
      .map((name) => [
        name,
        fs.statSync(path.join(dir, String(name))).mtimeMs,
        fs.statSync(path.join(dir, String(name))).size,
      ])
  const before = state()
  const view = await verifyDirectory(dir, { vkey })
  assert.deepEqual(state(), before)
  const to = path.join(folder, 'elsewhere')
  fs.cpSync(dir, to, { recursive: true, filter: (source) => path.basename(source) !== 'keys' })
  assert.deepEqual(await verifyDirectory(to, { vkey }), view)
  assert.equal(view.verdict, 'pass')
})

test('a log is verified while it is being written', async (t) => {
  const { dir, vkey } = await born(scratch(t))
  await withLog(
    dir,
    async (log) => {
      let verified = 0
      let done = false
      const verifying = (async () => {
        while (!done) {
          const view = await verifyDirectory(dir, { vkey })
          assert.deepEqual([view.verdict, view.reasons], ['pass', []])
          verified += 1
        }
      })()
      for (let index = 0; index < 150; index += 1) await log.append('simulator-started', simulator('/dev/pts/3'), by)
      done = true
      await verifying
      assert.ok(verified > 0)
    },
    { segmentLimit: 10_000 },
  )
})

test('verifying says how far it is and can be stopped', async (t) => {
  const { dir } = await born(scratch(t))
  await withLog(dir, async (log) => {
    for (let index = 0; index < 130; index += 1) await log.append('simulator-started', simulator('/dev/pts/3'), by)
  })
  const told: VerifyProgress[] = []
  const stop = new AbortController()
  const onProgress = (progress: VerifyProgress) => void told.push(progress)
  assert.equal((await verifyDirectory(dir, { onProgress, signal: stop.signal })).verdict, 'pass')
  assert.deepEqual(
    told.map(({ records }) => records),
    [64, 128],
  )
  assert.ok(told.every(({ bytes, ofBytes }) => bytes < ofBytes && ofBytes === fs.statSync(segment(dir)).size))
  const stopping = verifyDirectory(dir, { signal: stop.signal, onProgress: () => stop.abort() })
  await assert.rejects(stopping, { name: 'AbortError' })
})
