// The birth of a data directory, and what is no data directory.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { createDirectory } from '../../electron/audit/directory.js'
import { verifierOf } from '../../electron/audit/note.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import { app, born, open, recordsOf, scratch, withLog } from '../harness/audit.js'

const fault = (code: string) => (error: { code?: string }) => error.code === code

test('a directory is born with one sealed record that names station, log, mode and first key', async (t) => {
  const dir = path.join(scratch(t), 'station')
  const { stationId, logId, mode, vkey } = await createDirectory(dir, {
    mode: 'lab',
    app,
    now: () => Date.UTC(2026, 10, 22, 8),
  })
  assert.equal(mode, 'lab')
  assert.equal(verifierOf(vkey)?.name, `kcv-station/lab/${stationId}/${logId}`)
  const [record, ...others] = await recordsOf(dir)
  assert.deepEqual(others, [])
  assert.deepEqual([record!.type, record!.body], ['log-created', { mode, stationId, logId, vkey }])
  assert.equal(record!.wall, '2026-11-22T08:00:00.000Z')
  assert.deepEqual(await verifyDirectory(dir, { vkey }), {
    verdict: 'pass',
    size: 1,
    root: fs.readFileSync(path.join(dir, 'newest-checkpoint'), 'utf8').split('\n')[2],
    mode: 'lab',
    trust: { vkey: 'pinned', anchoredTo: null, anchors: [] },
    firstBad: null,
    reasons: [],
  })
  await withLog(dir, async (log) => assert.deepEqual([log.stationId, log.logId, log.mode], [stationId, logId, 'lab']))
})

test('two births have nothing in common', async (t) => {
  const folder = scratch(t)
  const make = (name: string) => createDirectory(path.join(folder, name), { mode: 'lab', app })
  const [one, two] = [await make('one'), await make('two')]
  for (const name of ['stationId', 'logId', 'vkey'] as const) assert.notEqual(one[name], two[name])
})

test('missing folders above are made, and an empty folder is taken', async (t) => {
  const folder = scratch(t)
  await createDirectory(path.join(folder, 'a', 'b', 'c'), { mode: 'lab', app })
  fs.mkdirSync(path.join(folder, 'empty'))
  await createDirectory(path.join(folder, 'empty'), { mode: 'lab', app })
  for (const dir of ['a/b/c', 'empty']) assert.equal((await verifyDirectory(path.join(folder, dir))).verdict, 'pass')
})

test('a folder that holds anything is refused and left as it was', async (t) => {
  const folder = scratch(t)
  fs.writeFileSync(path.join(folder, 'note.txt'), 'mine')
  await assert.rejects(createDirectory(folder, { mode: 'lab', app }), fault('station/cannot-create'))
  assert.deepEqual(fs.readdirSync(folder), ['note.txt'])
})

test('a data directory is never born twice', async (t) => {
  const { dir, vkey } = await born(scratch(t))
  await assert.rejects(createDirectory(dir, { mode: 'lab', app }), fault('station/cannot-create'))
  assert.equal((await verifyDirectory(dir, { vkey })).verdict, 'pass')
})

test('a file in the way is said to be in the way', async (t) => {
  const file = path.join(scratch(t), 'file')
  fs.writeFileSync(file, '')
  for (const dir of [file, path.join(file, 'below')])
    await assert.rejects(createDirectory(dir, { mode: 'lab', app }), fault('station/cannot-create'))
})

test('what is no data directory is said to be none, whatever is asked of it', async (t) => {
  const folder = scratch(t)
  const file = path.join(folder, 'file')
  fs.writeFileSync(file, '')
  for (const dir of [folder, path.join(folder, 'absent'), file])
    for (const ask of [open, verifyDirectory, (at: string) => recordsOf(at)])
      await assert.rejects(ask(dir), fault('station/no-data-directory'))
})
