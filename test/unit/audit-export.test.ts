// The export: one tar file with everything that proves what happened, that verifies anywhere.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { readTarHeader, tarHeader } from '../../electron/audit/export/tar.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import { Fault } from '../../electron/contract/fault.js'
import {
  attempt,
  born,
  by,
  frameStarts,
  newest,
  scratch,
  segment,
  simulator,
  twelve,
  withLog,
} from '../harness/audit.js'
import { failingDoor } from '../harness/audit-doors.js'
import { exported, script, unpacked, verified } from '../harness/audit-export.js'

test('a tar header is the one that the standard describes', () => {
  const header = tarHeader({ name: 'kcv-export-log-1/log/000000.seg', size: 1234 }, 1_795_334_400)
  assert.equal(header.length, 512)
  assert.equal(header.toString('latin1', 0, 32), 'kcv-export-log-1/log/000000.seg\0')
  assert.equal(
    header.toString('latin1', 100, 156),
    '0000644\x000000000\x000000000\x0000000002322\x0015300520400\x00013007\x00 ',
  )
  assert.equal(header.toString('latin1', 156, 157), '0')
  assert.equal(header.toString('latin1', 257, 265), 'ustar\x0000')
  assert.deepEqual(readTarHeader(header), { name: 'kcv-export-log-1/log/000000.seg', size: 1234 })
  for (const name of ['', '/etc/passwd', '../x', 'a/../b', 'a//b', 'a b', 'a'.repeat(101)])
    assert.throws(() => tarHeader({ name, size: 1 }, 0), RangeError, name)
})

test('an export holds what proves the log, no key, and verifies like the directory it was made of', async (t) => {
  const folder = scratch(t)
  const { dir, vkey } = await twelve(folder)
  const out = path.join(folder, 'log.tar')
  const done = await exported(dir, out)
  const view = await verifyDirectory(dir, { vkey })
  assert.deepEqual([done.size, done.root, done.reasons], [12, view.root, []])
  assert.equal(done.sha256, createHash('sha256').update(fs.readFileSync(out)).digest('hex').toUpperCase())
  assert.deepEqual(await verified(out, { vkey }), view)
  assert.equal(view.verdict, 'pass')
  const plain = unpacked(out, folder)
  assert.deepEqual(fs.readdirSync(plain, { recursive: true }).sort(), [
    'README.txt',
    'log',
    'log/000000.seg',
    'newest-checkpoint',
    'verify.mjs',
    'vkeys',
  ])
  assert.ok(fs.readFileSync(path.join(plain, 'log/000000.seg')).equals(fs.readFileSync(segment(dir))))
  assert.equal(fs.readFileSync(path.join(plain, 'vkeys'), 'utf8'), `${vkey}\n`)
  assert.equal((await verifyDirectory(plain, { vkey })).verdict, 'pass')
  assert.match(fs.readFileSync(path.join(plain, 'README.txt'), 'utf8'), /实验 LAB/)
})

test('the script in the export needs nothing beside it, and says what its verdict rests on', async (t) => {
  const folder = scratch(t)
  const { dir, vkey } = await twelve(folder)
  const out = path.join(folder, 'log.tar')
  await exported(dir, out)
  const verifier = path.join(unpacked(out, folder), 'verify.mjs')
  const source = fs.readFileSync(verifier, 'utf8')
  assert.deepEqual(
    [...source.matchAll(/from ['"]([^'"]+)['"]/g)].map(([, from]) => from),
    ['node:crypto', 'node:fs', 'node:path'],
  )
  const alone = path.join(folder, 'alone')
  fs.mkdirSync(alone)
  fs.copyFileSync(verifier, path.join(alone, 'verify.mjs'))
  const run = (...words: string[]) =>
    spawnSync(process.execPath, [path.join(alone, 'verify.mjs'), ...words], { encoding: 'utf8', cwd: alone })
  const { root } = await verifyDirectory(dir)
  assert.deepEqual(run(out, '--vkey', vkey).stdout.split('\n'), [
    'PASS  12 records, lab; first key pinned; not anchored',
    `root ${root}`,
    '',
  ])
  assert.match(run(out).stdout, /the log's own word/)
  assert.match(
    run(dir, '--vkey', vkey, '--anchor', newest(dir)).stdout,
    /^PASS {2}12 records, lab; first key pinned; anchored to record 11\n/,
  )
  const other = await born(path.join(folder, 'other'))
  assert.deepEqual([run(out, '--vkey', other.vkey).status, run(out, '--anchor', newest(other.dir)).status], [1, 1])
  assert.deepEqual([run().status, run('nothing-there').status], [74, 74])
})

test('an export is made while the log is being written, and is whole', async (t) => {
  const folder = scratch(t)
  const { dir, vkey } = await born(folder)
  await withLog(
    dir,
    async (log) => {
      let done = false
      const writing = (async () => {
        while (!done) await log.append('simulator-started', simulator('/dev/pts/3'), by)
      })()
      for (let round = 0; round < 3; round += 1) {
        const out = path.join(folder, `${round}.tar`)
        const { size } = await exported(dir, out)
        const view = await verified(out, { vkey })
        assert.deepEqual([view.verdict, view.size], ['pass', size])
      }
      done = true
      await writing
    },
    { segmentLimit: 6_000 },
  )
})

test('an export of several segments verifies, and a file that is there already is left alone', async (t) => {
  const folder = scratch(t)
  const { dir, vkey } = await born(folder)
  await withLog(
    dir,
    async (log) => {
      for (let index = 0; index < 40; index += 1) await attempt(log, `at-${index}`, 'SN0001', 'injected')
    },
    { segmentLimit: 20_000 },
  )
  const out = path.join(folder, 'log.tar')
  await exported(dir, out)
  assert.ok(fs.readdirSync(path.join(dir, 'log')).length > 3)
  assert.deepEqual([(await verified(out, { vkey })).verdict, (await verified(out)).size], ['pass', 122])
  const before = fs.readFileSync(out)
  await assert.rejects(exported(dir, out), (error) => error instanceof Fault && error.code === 'station/cannot-create')
  assert.ok(fs.readFileSync(out).equals(before))
  const inside = exported(dir, path.join(dir, 'log.tar'))
  await assert.rejects(inside, (error) => error instanceof Fault && error.code === 'station/cannot-create')
})

test('a damaged log is exported with its damage, and with its torn tail', async (t) => {
  const folder = scratch(t)
  const { dir, vkey } = await twelve(folder)
  const torn = path.join(folder, 'torn.tar')
  fs.appendFileSync(segment(dir), Buffer.from('000002a0', 'hex'))
  assert.match((await exported(dir, torn)).reasons[0]!, /^torn-record/)
  assert.equal((await verified(torn, { vkey })).verdict, 'incomplete')
  const bytes = fs.readFileSync(segment(dir))
  bytes[frameStarts(bytes)[4]! + 40]! ^= 1
  fs.writeFileSync(segment(dir), bytes)
  const bad = path.join(folder, 'bad.tar')
  assert.match((await exported(dir, bad)).reasons[0]!, /^records-missing/)
  const view = await verified(bad, { vkey })
  assert.deepEqual([view.verdict, view.firstBad], ['fail', 4])
  const verifier = path.join(unpacked(bad, folder), 'verify.mjs')
  assert.deepEqual(script(verifier, bad, '--vkey', vkey), { verdict: 'fail', firstBad: 4, code: 1 })
  assert.deepEqual(script(verifier, torn, '--vkey', vkey), { verdict: 'incomplete', firstBad: 12, code: 1 })
})

test('a call on files that fails while exporting leaves no file behind, and no success', async (t) => {
  const folder = scratch(t, 'memory')
  const { dir } = await twelve(folder)
  const { door, seen } = failingDoor(null)
  await exported(dir, path.join(folder, 'whole.tar'), { files: door })
  for (let at = 0; at < seen.calls.length; at += 1) {
    const out = path.join(folder, `${at}.tar`)
    const failing = failingDoor({ at, code: 'EIO' })
    const done = await exported(dir, out, { files: failing.door }).then(
      () => 'done',
      (error) => (error instanceof Fault ? error.code : String(error)),
    )
    const isOut = failing.seen.failed === 'close' || failing.seen.failed === 'syncDirectory'
    if (done === 'done') assert.equal((await verified(out)).verdict, 'pass', `${at} ${failing.seen.failed}`)
    else {
      assert.match(done, /^(audit\/unreadable|station\/cannot-create)$/, `${at} ${failing.seen.failed}`)
      assert.ok(!fs.existsSync(out) || isOut, `${at} ${failing.seen.failed}`)
    }
  }
})
