// Retention: old segments are dropped once an archive holds them; what is left verifies, blocks what was blocked, and issues
// no key serial number anew.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { readAnchor } from '../../electron/audit/anchors/anchor.js'
import { witnessOf } from '../../electron/audit/anchors/cosignature.js'
import { takeCosignature } from '../../electron/audit/anchors/take.js'
import { witnessExport } from '../../electron/audit/anchors/witness.js'
import { type Archive, openArchive } from '../../electron/audit/export/archive.js'
import { realFiles } from '../../electron/audit/files.js'
import { pruneLog } from '../../electron/audit/retention/prune.js'
import { prunedName } from '../../electron/audit/retention/pruned.js'
import { type VerifyOptions, verifyDirectory } from '../../electron/audit/verify.js'
import { attempt, by, copy, newest, open, reasonCodes, recordsOf, scratch, segment, withLog } from '../harness/audit.js'
import { failingDoor } from '../harness/audit-doors.js'
import { archived, day, ksn, pruned, segmentLimit, start, thirty } from '../harness/audit-pruned.js'
import { at, fault, handedBack } from '../harness/audit-witness.js'

async function judged(dir: string, options: VerifyOptions = {}, archives: readonly string[] = []) {
  const open: Archive[] = []
  for (const file of archives) open.push(await openArchive(realFiles, file))
  try {
    const { verdict, reasons, trust, size } = await verifyDirectory(dir, { ...options, archives: open })
    return { said: [verdict, ...reasonCodes(reasons)].join(' '), trust, size }
  } finally {
    for (const one of open) await one.close()
  }
}
const said = async (...words: Parameters<typeof judged>) => (await judged(...words)).said
const segments = (dir: string) => fs.readdirSync(path.join(dir, 'log')).sort()

test('old segments go, the log stays whole, and its verdict says what it rests on', async (t) => {
  const folder = scratch(t)
  const { dir, vkey } = await thirty(folder)
  const whole = segments(dir)
  const archive = await archived(dir, folder)
  const before = await verifyDirectory(dir, { vkey })
  const done = await pruned(dir, archive, 5)
  assert.ok(done.segment > 2 && done.size > 20, JSON.stringify(done))
  assert.deepEqual(segments(dir), whole.slice(done.segment))
  const alone = await judged(dir)
  assert.deepEqual([alone.said, alone.trust.vkey, alone.trust.dropped], ['pass', 'self-asserted', done.size])
  assert.ok(alone.size > before.size)
  assert.equal(await said(dir, { vkey }), 'incomplete pruned', 'nothing leads from the pinned key to what is left')
  const both = await judged(dir, { vkey }, [archive])
  assert.deepEqual([both.said, both.trust.vkey], ['pass', 'pinned'])
  const anchors = [await readAnchor(newest(dir))]
  assert.equal(await said(dir, { vkey, anchors }), 'pass')
  const told = (await recordsOf(dir, { type: 'log-pruned' }))[0]!.body as unknown as {
    archive: object
    warnings: string[]
  }
  assert.deepEqual([told.archive, told.warnings], [{ sha256: done.sha256, size: before.size }, ['one-person']])
  assert.equal((await recordsOf(dir))[0]!.seq, done.size)
})

test('after it a blocked device stays blocked, and a key serial number stays issued', async (t) => {
  const folder = scratch(t)
  const { dir } = await thirty(folder)
  await pruned(dir, await archived(dir, folder), 5)
  await withLog(dir, async (log) => {
    assert.deepEqual(
      log
        .attempts()
        .open()
        .map(({ attempt }) => attempt),
      ['at-lost'],
    )
    assert.equal(log.attempts().blockedBy('SN-lost')?.attempt, 'at-lost')
    await assert.rejects(attempt(log, 'at-again', 'SN-lost', 'injected'), fault('injection/blocked'))
    assert.ok(log.attempts().issued().has(ksn) && log.attempts().named().has(ksn))
    await log.append('attempt-closed', { attempt: 'at-lost', serial: 'SN-lost', reason: 'destroyed' }, by)
    assert.equal(log.attempts().blockedBy('SN-lost'), null)
  })
  assert.equal(await said(dir), 'pass')
})

test('a second time, from what the first has left; both archives lead to the pinned key', async (t) => {
  const folder = scratch(t)
  const { dir, vkey } = await thirty(folder)
  const first = await archived(dir, folder)
  const one = await pruned(dir, first, 3)
  const second = await archived(dir, folder, 'second.tar')
  const two = await pruned(dir, second, 7)
  assert.ok(two.size > one.size)
  assert.equal(await said(dir, { vkey }, [second, first]), 'pass')
  assert.equal(await said(dir, { vkey }, [second]), 'incomplete pruned')
  assert.equal(await said(dir, { vkey }, [first]), 'pass', 'the first holds all that was dropped, too')
  await withLog(dir, async (log) => {
    assert.equal(log.attempts().blockedBy('SN-lost')?.attempt, 'at-lost')
    assert.ok(log.attempts().issued().has(ksn))
  })
})

test('a witness follows a log over the dropping, and its cosignature goes on to count', async (t) => {
  const folder = scratch(t)
  const { dir, vkey } = await thirty(folder)
  const archive = await archived(dir, folder)
  const see = (file: string) => witnessExport(path.join(folder, 'state'), file, { now: at, name: 'officer' })
  const { note, witness } = await see(archive)
  const accept = witnessOf(witness)!
  await withLog(dir, (log) => takeCosignature(dir, log, handedBack(folder, note), { by, accept }), { segmentLimit })
  await pruned(dir, archive, 5)
  const again = await see(await archived(dir, folder, 'again.tar'))
  assert.deepEqual([again.consistent, again.reasons], [true, []])
  const view = await judged(dir, { vkey, witnesses: [accept] })
  assert.deepEqual([view.said, view.trust.anchoredTo], ['pass', 91])
  await withLog(dir, (log) => takeCosignature(dir, log, handedBack(folder, again.note), { by }), { segmentLimit })
  assert.equal(await said(dir, { vkey, witnesses: [accept] }), 'pass')
})

const edits: [what: string, edit: (told: Record<string, unknown>) => object, expected: RegExp][] = [
  ['unblocks a device', (told) => ({ records: (told.records as object[]).slice(0, 1) }), /^fail pruned-unsaid/],
  ['forgets a key serial number', () => ({ issued: [], named: [] }), /^fail pruned-unsaid/],
  ['names another key', (told) => ({ next: told.signer }), /^fail bad-checkpoint/],
  ['begins a segment later', (told) => ({ segment: (told.segment as number) + 1 }), /^fail (bad-link|broken)/],
  ['tells another root', (told) => ({ peaks: [...(told.peaks as string[])].reverse() }), /^audit\/suspect/],
  ['tells another size', (told) => ({ size: (told.size as number) - 1 }), /^audit\/suspect|^fail/],
  ['has a field more', () => ({ more: 1 }), /^audit\/suspect/],
]
for (const [what, edit, expected] of edits)
  test(`a file of what was dropped that ${what} is found`, async (t) => {
    const folder = scratch(t)
    const { dir } = await thirty(folder)
    await pruned(dir, await archived(dir, folder), 5)
    const file = path.join(dir, prunedName)
    const told = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>
    fs.writeFileSync(file, JSON.stringify({ ...told, ...edit(told) }))
    assert.match(await said(dir).catch((error: { code: string }) => error.code), expected)
    await assert.rejects(open(dir), fault('audit/suspect'))
  })

test('segments that go without a word, or with the file that speaks of them, are missed', async (t) => {
  const folder = scratch(t)
  const { dir } = await thirty(folder)
  const bare = copy(dir, folder)
  fs.rmSync(segment(bare, 0))
  assert.equal(await said(bare), 'fail broken')
  const archive = await archived(dir, folder)
  const { segment: first } = await pruned(dir, archive, 5)
  const more = copy(dir, folder)
  fs.rmSync(segment(more, first))
  assert.equal(await said(more), 'fail broken')
  const unspoken = copy(dir, folder)
  fs.rmSync(path.join(unspoken, prunedName))
  assert.equal(await said(unspoken), 'fail broken')
})

test('nothing is dropped that no good archive of this very log holds', async (t) => {
  const folder = scratch(t)
  const { dir } = await thirty(folder)
  const other = await thirty(path.join(folder, 'other'))
  const whole = segments(dir)
  const archive = await archived(dir, folder)
  const bad = path.join(folder, 'bad.tar')
  const bytes = fs.readFileSync(archive)
  // The last one: the verifier's script in front of the records names the type, too.
  bytes[bytes.lastIndexOf('"attempt-result"')]! ^= 1
  fs.writeFileSync(bad, bytes)
  const fork = copy(dir, folder)
  await withLog(fork, (log) => attempt(log, 'at-fork', 'SN-fork', 'injected'), { segmentLimit })
  await withLog(dir, (log) => attempt(log, 'at-own', 'SN-own', 'injected'), { segmentLimit })
  const refused = [bad, await archived(other.dir, folder, 'other.tar'), await archived(fork, folder, 'fork.tar')]
  for (const file of refused) await assert.rejects(pruned(dir, file, 5), fault('audit/cannot-prune'), file)
  await assert.rejects(pruned(dir, archive, -1), fault('audit/cannot-prune'), 'nothing is that old')
  assert.deepEqual(segments(dir).slice(0, whole.length), whole)
  assert.equal(await said(dir), 'pass')
})

test('an archive that ends before what is to be dropped is not enough', async (t) => {
  const folder = scratch(t)
  const { dir } = await thirty(folder)
  const early = await archived(dir, folder)
  await withLog(
    dir,
    async (log) => {
      for (let index = 0; index < 9; index += 1) await attempt(log, `late-${index}`, 'SN-late', 'injected')
    },
    { segmentLimit },
  )
  await assert.rejects(pruned(dir, early, 99 * 365), fault('audit/cannot-prune'))
})

test('in production it takes two people, and a witness who saw all that goes', async (t) => {
  const folder = scratch(t)
  const { dir, vkey } = await thirty(folder, 'production')
  const archive = await archived(dir, folder)
  await assert.rejects(pruned(dir, archive, 5), fault('audit/two-people'))
  const two = { actors: ['li', 'wang'], role: 'security-officer', session: null }
  await assert.rejects(pruned(dir, archive, 5, { by: two }), fault('audit/cannot-prune'))
  const { note, witness } = await witnessExport(path.join(folder, 'state'), archive, { now: at, name: 'officer' })
  const taking = { by: two, accept: witnessOf(witness)! }
  await withLog(dir, (log) => takeCosignature(dir, log, handedBack(folder, note), taking), { segmentLimit })
  await pruned(dir, archive, 5, { by: two })
  assert.equal(await said(dir, { vkey }, [archive]), 'pass')
  assert.deepEqual((await recordsOf(dir, { type: 'log-pruned' }))[0]!.actors, ['li', 'wang'])
})

test('a call on files that fails on the way leaves a log that verifies with its archive, and opens again', async (t) => {
  const folder = scratch(t, 'memory')
  const { dir, vkey } = await thirty(folder)
  const archive = await archived(dir, folder)
  const options = { archive, before: start + 5 * day, by }
  const counted = failingDoor(null)
  const dry = copy(dir, folder)
  await withLog(dry, (log) => pruneLog(dry, log, { ...options, files: counted.door }), { segmentLimit })
  const changing = counted.seen.calls.flatMap((call, index) =>
    /write|sync|rename|remove|truncate/i.test(call) ? [index] : [],
  )
  assert.ok(changing.length > 10)
  for (const call of changing) {
    const here = copy(dir, folder)
    const { door } = failingDoor({ at: call, code: 'EIO', half: true })
    await withLog(here, (log) => pruneLog(here, log, { ...options, files: door }), { segmentLimit }).catch((error) =>
      assert.ok(fault('audit/not-writable')(error) || fault('audit/cannot-prune')(error), String(error)),
    )
    assert.equal(await said(here, { vkey }, [archive]), 'pass', `call ${call}: ${counted.seen.calls[call]}`)
    await withLog(here, async (log) => assert.equal(log.attempts().blockedBy('SN-lost')?.attempt, 'at-lost'))
    const left = segments(here)
    assert.ok(left[0] === '000000.seg' || !fs.existsSync(segment(here, 0)))
    fs.rmSync(here, { recursive: true })
  }
})
