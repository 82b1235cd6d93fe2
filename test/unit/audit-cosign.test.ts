// Cosignatures at the station, and anchors: kept beside the log, and what they show that the log alone cannot.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { readAnchor } from '../../electron/audit/anchors/anchor.js'
import { witnessOf } from '../../electron/audit/anchors/cosignature.js'
import { takeCosignature } from '../../electron/audit/anchors/take.js'
import { witnessExport } from '../../electron/audit/anchors/witness.js'
import { exportLog } from '../../electron/audit/export/export.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import {
  app,
  attempt,
  born,
  by,
  copy,
  reasonCodes,
  recordsOf,
  scratch,
  simulator,
  twelve,
  withLog,
} from '../harness/audit.js'
import { at, fault, handedBack, seen } from '../harness/audit-witness.js'

test('the station keeps a cosignature beside the log, tells it in a record, and verifying says who saw how much', async (t) => {
  const folder = scratch(t)
  const { dir, vkey } = await twelve(folder)
  const { note, witness } = await seen(dir, folder)
  const file = handedBack(folder, note)
  const accept = witnessOf(witness)!
  await withLog(dir, async (log) => {
    await assert.rejects(takeCosignature(dir, log, file, { by }), fault('audit/unknown-witness'))
    const taken = await takeCosignature(dir, log, file, { by, accept })
    assert.deepEqual(taken, { seq: 11, by: [{ witness: 'officer', at: '2026-11-22T08:00:00.000Z' }] })
    await takeCosignature(dir, log, file, { by })
    assert.equal(log.freshness().last?.seq, 11)
  })
  const told = (await recordsOf(dir)).filter(({ type }) => /^(witness|checkpoint)-/.test(type))
  assert.deepEqual(
    told.map(({ type }) => type),
    ['witness-accepted', 'checkpoint-cosigned'],
    'once, however often it comes',
  )
  assert.deepEqual(told[0]!.body, { name: 'officer', vkey: witness, warnings: ['one-person'] })
  const stored = fs.readdirSync(path.join(dir, 'cosignatures'))
  assert.equal(stored.length, 1)
  assert.match(stored[0]!, /^000000000012-[0-9a-f]{8}\.note$/)
  const seenBy = { seq: 11, by: 'officer', at: '2026-11-22T08:00:00.000Z' }
  const view = await verifyDirectory(dir, { vkey })
  assert.deepEqual([view.verdict, view.trust.anchoredTo], ['pass', null])
  assert.deepEqual(view.trust.anchors, [{ ...seenBy, how: 'named-by-log' }])
  const pinned = await verifyDirectory(dir, { vkey, witnesses: [accept] })
  assert.deepEqual([pinned.trust.anchoredTo, pinned.trust.anchors], [11, [{ ...seenBy, how: 'witness' }]])
  const given = await verifyDirectory(dir, { vkey, anchors: [await readAnchor(file)] })
  assert.deepEqual([given.verdict, given.trust.anchoredTo], ['pass', 11])
  const out = path.join(folder, 'with.tar')
  await exportLog(dir, out, { app })
  const again = await witnessExport(path.join(folder, 'officer.state'), out, { now: at + 1, name: 'officer' })
  assert.deepEqual([again.consistent, again.from, again.to], [true, 12, 15])
})

test('a cosignature of another history, another log or another size is refused and not stored', async (t) => {
  const folder = scratch(t)
  const { dir } = await twelve(folder)
  const fork = copy(dir, folder)
  await withLog(fork, (log) => attempt(log, 'at-9', 'SN-9', 'refused'))
  await withLog(dir, (log) => attempt(log, 'at-4', 'SN-4', 'injected'))
  const ofFork = await seen(fork, folder)
  const other = await twelve(path.join(folder, 'other'))
  const ofOther = await seen(other.dir, path.join(folder, 'other'))
  const ahead = copy(dir, folder)
  await withLog(ahead, (log) => log.append('simulator-started', simulator('/dev/pts/3'), by))
  const ofAhead = await witnessAlone(ahead, folder)
  await withLog(dir, async (log) => {
    for (const { note, witness } of [ofFork, ofOther, ofAhead]) {
      const taking = takeCosignature(dir, log, handedBack(folder, note), { by, accept: witnessOf(witness) })
      await assert.rejects(taking, fault('audit/not-cosigned'))
    }
    const noNote = takeCosignature(dir, log, handedBack(folder, 'no note'), { by })
    await assert.rejects(noNote, fault('audit/no-anchor'))
    await assert.rejects(takeCosignature(dir, log, path.join(folder, 'none'), { by }), fault('audit/no-file'))
  })
  assert.ok(!fs.existsSync(path.join(dir, 'cosignatures')))
  assert.equal((await verifyDirectory(dir)).verdict, 'pass')
})

async function witnessAlone(dir: string, folder: string) {
  const own = fs.mkdtempSync(path.join(folder, 'witness-'))
  return seen(dir, own)
}

test('accepting a witness in production takes two people', async (t) => {
  const folder = scratch(t)
  const { dir } = await twelve(folder, 'production')
  const { note, witness } = await seen(dir, folder)
  const file = handedBack(folder, note)
  await withLog(dir, async (log) => {
    const accept = witnessOf(witness)!
    const person = { actors: ['li'], role: 'security-officer', session: null }
    await assert.rejects(takeCosignature(dir, log, file, { by: person, accept }), fault('audit/two-people'))
    const same = { ...person, actors: ['li', 'li'] }
    await assert.rejects(takeCosignature(dir, log, file, { by: same, accept }), fault('audit/two-people'))
    await takeCosignature(dir, log, file, { by: { ...person, actors: ['li', 'wang'] }, accept })
  })
  assert.deepEqual((await recordsOf(dir, { type: 'witness-accepted' }))[0]!.body, {
    name: 'officer',
    vkey: witness,
    warnings: [],
  })
})

const attacks: [
  what: string,
  verdict: string,
  code: string,
  attack: (dir: string, old: string, file: string) => void,
][] = [
  [
    'the cosignature that a record tells of is taken away',
    'incomplete',
    'cosignature-missing',
    (dir) => fs.rmSync(path.join(dir, 'cosignatures'), { recursive: true }),
  ],
  [
    'the directory is rolled back, its cosignatures are left',
    'fail',
    'records-missing',
    (dir, old) => {
      fs.rmSync(path.join(dir, 'log'), { recursive: true })
      for (const name of ['log', 'newest-checkpoint', 'keys'])
        fs.cpSync(path.join(old, name), path.join(dir, name), { recursive: true })
    },
  ],
]
for (const [what, verdict, code, attack] of attacks)
  test(`${what}: ${code}`, async (t) => {
    const folder = scratch(t)
    const { dir, vkey } = await born(folder)
    const old = copy(dir, folder)
    await withLog(dir, (log) => attempt(log, 'at-1', 'SN-1', 'injected'))
    const { note, witness } = await seen(dir, folder)
    const file = handedBack(folder, note)
    const accept = witnessOf(witness)!
    await withLog(dir, (log) => takeCosignature(dir, log, file, { by, accept }))
    attack(dir, old, file)
    const view = await verifyDirectory(dir, { vkey, witnesses: [accept] })
    assert.deepEqual([view.verdict, reasonCodes(view.reasons)], [verdict, [code]])
  })

test('an anchor shows what the log alone cannot: a roll-back of the whole directory, and a fork', async (t) => {
  const folder = scratch(t)
  const { dir, vkey } = await twelve(folder)
  const old = copy(dir, folder)
  await withLog(dir, (log) => attempt(log, 'at-4', 'SN-4', 'injected'))
  const kept = path.join(folder, 'kept')
  fs.copyFileSync(path.join(dir, 'newest-checkpoint'), kept)
  const anchors = [await readAnchor(kept)]
  assert.deepEqual((await verifyDirectory(dir, { vkey, anchors })).trust.anchoredTo, 15)
  assert.equal((await verifyDirectory(old, { vkey })).verdict, 'pass', 'the log alone shows nothing')
  const rolled = await verifyDirectory(old, { vkey, anchors })
  assert.deepEqual([rolled.verdict, rolled.firstBad, reasonCodes(rolled.reasons)], ['fail', 12, ['records-missing']])
  await withLog(old, (log) => attempt(log, 'at-5', 'SN-5', 'injected'))
  const forked = await verifyDirectory(old, { vkey, anchors })
  assert.deepEqual([forked.verdict, forked.firstBad, reasonCodes(forked.reasons)], ['fail', 15, ['other-root']])
  const { dir: another } = await born(path.join(folder, 'another'))
  const other = await verifyDirectory(another, { anchors })
  assert.deepEqual([other.verdict, reasonCodes(other.reasons), other.trust.anchoredTo], ['fail', ['other-log'], null])
})

test('a file that is no anchor is refused before anything is read', async (t) => {
  const folder = scratch(t)
  const { dir } = await twelve(folder)
  const note = fs.readFileSync(path.join(dir, 'newest-checkpoint'), 'utf8')
  for (const text of [
    '',
    'KCVR1:AAAA',
    note.slice(0, 40),
    `x${note}y`,
    note.replace('=', ''),
    note.replace('\n12\n', '\n012\n'),
  ]) {
    fs.writeFileSync(path.join(folder, 'anchor'), text)
    await assert.rejects(readAnchor(path.join(folder, 'anchor')), fault('audit/no-anchor'), text)
  }
  await assert.rejects(readAnchor(path.join(folder, 'none')), fault('audit/no-file'))
})
