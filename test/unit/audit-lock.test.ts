// One station process for each data directory, and no trace of it afterwards.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { realFiles } from '../../electron/audit/files.js'
import { isLocked } from '../../electron/audit/lock.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import { born, open, recordsOf, scratch, withLog } from '../harness/audit.js'

const inUse = (error: { code?: string }) => error.code === 'station/directory-in-use'
const files = (dir: string) => fs.readdirSync(dir, { recursive: true }).map(String).sort()

async function holder(dir: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, '../harness/audit-child.js'), dir, 'idle'])
  await once(child.stdout, 'data')
  return child
}

test('a directory that is open cannot be opened again in the same process', async (t) => {
  const { dir } = await born(scratch(t))
  await withLog(dir, async () => {
    await assert.rejects(open(dir), inUse)
    await assert.rejects(open(dir), inUse)
  })
  await withLog(dir, async (log) => assert.equal(log.size, 3))
})

test('another path to the same directory does not get round the lock', async (t) => {
  const folder = scratch(t)
  const { dir } = await born(folder)
  fs.symlinkSync(dir, path.join(folder, 'other'))
  await withLog(dir, () => assert.rejects(open(path.join(folder, 'other')), inUse))
})

test('two directories are open at once', async (t) => {
  const folder = scratch(t)
  const [one, two] = [await born(folder), await born(path.join(folder, 'two'))]
  await withLog(one.dir, () => withLog(two.dir, async (log) => assert.equal(log.size, 2)))
})

test('a directory held by another process is in use, can be read, and is free once that process is killed', async (t) => {
  const { dir } = await born(scratch(t))
  const before = files(dir)
  const child = await holder(dir)
  await assert.rejects(open(dir), inUse)
  assert.equal(await isLocked(realFiles, dir), true)
  assert.equal((await verifyDirectory(dir)).verdict, 'pass')
  assert.equal((await recordsOf(dir)).length, 2)
  child.kill('SIGKILL')
  await once(child, 'exit')
  assert.equal(await isLocked(realFiles, dir), false)
  await withLog(dir, async (log) => assert.equal(log.size, 3))
  assert.deepEqual(
    files(dir).filter((file) => file !== 'reserve'),
    before,
    'no lock file is left',
  )
})

test('a log that could not be opened leaves no lock', async (t) => {
  const { dir } = await born(scratch(t))
  const keys = path.join(dir, 'keys', 'signing')
  fs.renameSync(keys, `${keys}.away`)
  await assert.rejects(open(dir), (error: { code?: string }) => error.code === 'audit/unreadable')
  fs.renameSync(`${keys}.away`, keys)
  await withLog(dir, async (log) => assert.equal(log.size, 2))
})
