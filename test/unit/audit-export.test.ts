// The export: one tar file with everything that proves what happened, and every change to it found, by the station's verifier
// and by the script in it alike.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { openArchive } from '../../electron/audit/export/archive.js'
import { exportLog } from '../../electron/audit/export/export.js'
import { readTarHeader, tarHeader } from '../../electron/audit/export/tar.js'
import { realFiles } from '../../electron/audit/files.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import { Fault } from '../../electron/contract/fault.js'
import type { VerifyView } from '../../electron/contract/views.js'
import {
  app,
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

const now = Date.UTC(2026, 10, 22, 8)
const exported = (dir: string, out: string, more: object = {}) => exportLog(dir, out, { app, now, ...more })

async function verified(file: string, options: object = {}): Promise<VerifyView> {
  const archive = await openArchive(realFiles, file)
  try {
    return await verifyDirectory(archive.dir, { files: archive.door, ...options })
  } finally {
    await archive.close()
  }
}

function unpacked(file: string, folder: string): string {
  const to = fs.mkdtempSync(path.join(folder, 'unpacked-'))
  const { status, stderr } = spawnSync('tar', ['-xf', file, '-C', to])
  assert.equal(status, 0, String(stderr))
  return path.join(to, fs.readdirSync(to)[0]!)
}

/** The script of the export, as its reader runs it. */
function script(
  verifier: string,
  ...words: string[]
): Pick<VerifyView, 'verdict' | 'firstBad'> & { code: number | null } {
  const { stdout, status } = spawnSync(process.execPath, [verifier, ...words, '--json'], { encoding: 'utf8' })
  if (status !== 0 && status !== 1) return { verdict: 'fail', firstBad: null, code: status }
  const { verdict, firstBad = null } = JSON.parse(stdout)
  return { verdict, firstBad, code: status }
}

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
      for (let round = 0; round < 5; round += 1) {
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
  const folder = scratch(t)
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

// Every byte of the proof, and every header: the words for people and the script are no part of it.
test('every byte changed in the proof of an export is found, and both verifiers name the same place', async (t) => {
  const folder = scratch(t, 'memory')
  const { dir, vkey } = await born(folder)
  await withLog(dir, async (log) => attempt(log, 'at-1', 'SN0001', 'injected'))
  const out = path.join(folder, 'log.tar')
  await exported(dir, out)
  const whole = fs.readFileSync(out)
  const verifier = path.join(unpacked(out, folder), 'verify.mjs')
  const starts = whole.indexOf('ustar', whole.indexOf('/log/000000.seg')) - 257
  const changed = path.join(folder, 'changed.tar')
  let compared = 0
  for (let at = starts; at < whole.length; at += 7) {
    const bytes = Buffer.from(whole)
    bytes[at]! ^= 1 << (at % 8)
    fs.writeFileSync(changed, bytes)
    const view = await verified(changed, { vkey }).catch((error: unknown) => (error as Fault).code)
    if (typeof view === 'string') assert.equal(view, 'audit/no-export', `byte ${at}`)
    else assert.ok(view.verdict !== 'pass' || isPadding(whole, at), `byte ${at}`)
    if (at % 61 !== 0 || typeof view === 'string') continue
    compared += 1
    const said = script(verifier, changed, '--vkey', vkey)
    assert.deepEqual([said.verdict, said.firstBad], [view.verdict, view.firstBad], `byte ${at}: ${view.reasons}`)
  }
  assert.ok(compared > 10)
})

/** Zeros between a file's end and the next header belong to nothing. */
function isPadding(tar: Buffer, at: number): boolean {
  for (let header = 0; header < tar.length; ) {
    const member = readTarHeader(tar.subarray(header, header + 512))
    if (member === 'end' || member === null) return false
    const end = header + 512 + member.size
    const next = Math.ceil(end / 512) * 512
    if (at >= end && at < next) return true
    header = next
  }
  return false
}

const broken: [what: string, change: (tar: Buffer) => Buffer][] = [
  ['an empty file', () => Buffer.alloc(0)],
  ['cut in the middle', (tar) => tar.subarray(0, tar.length >> 1)],
  ['without its end', (tar) => tar.subarray(0, -512)],
  ['with something behind its end', (tar) => Buffer.concat([tar, Buffer.from('more')])],
  ['two archives in one', (tar) => Buffer.concat([tar, tar])],
  ['a member twice', (tar) => Buffer.concat([tar.subarray(0, -1024), tar])],
  ['no archive at all', () => Buffer.from('PK\x03\x04'.padEnd(2000, 'x'))],
]
for (const [what, change] of broken)
  test(`${what} is no export`, async (t) => {
    const folder = scratch(t)
    const { dir } = await twelve(folder)
    const out = path.join(folder, 'log.tar')
    await exported(dir, out)
    fs.writeFileSync(out, change(fs.readFileSync(out)))
    await assert.rejects(verified(out), (error) => error instanceof Fault && error.code === 'audit/no-export')
  })
