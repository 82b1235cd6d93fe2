// Witnesses: the officer's own machine sees that an export continues what it saw, cosigns it, and the station keeps that.
import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { readAnchor } from '../../electron/audit/anchors/anchor.js'
import { readKept } from '../../electron/audit/anchors/checkpoint-file.js'
import { cosign, witnessKeyOf, witnessOf } from '../../electron/audit/anchors/cosignature.js'
import { type CosignPolicy, cosignPolicies, Freshness } from '../../electron/audit/anchors/freshness.js'
import { takeCosignature } from '../../electron/audit/anchors/take.js'
import { witnessExport } from '../../electron/audit/anchors/witness.js'
import { exportLog } from '../../electron/audit/export/export.js'
import type { AuditRecord } from '../../electron/audit/log.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import { Fault } from '../../electron/contract/fault.js'
import {
  app,
  attempt,
  born,
  by,
  copy,
  frameStarts,
  reasonCodes,
  recordsOf,
  scratch,
  simulator,
  twelve,
  withLog,
} from '../harness/audit.js'
import { failingDoor } from '../harness/audit-doors.js'

const at = 1_795_334_400
const fault = (code: string) => (error: unknown) => error instanceof Fault && error.code === code

async function seen(dir: string, folder: string, now = at, more: object = {}) {
  const out = path.join(fs.mkdtempSync(path.join(folder, 'export-')), 'log.tar')
  await exportLog(dir, out, { app })
  return witnessExport(path.join(folder, 'officer.state'), out, { now, name: 'officer', ...more })
}

/** Writes the cosigned checkpoint to a file, as the officer hands it back. */
function handedBack(folder: string, note: string | null): string {
  const file = path.join(fs.mkdtempSync(path.join(folder, 'note-')), 'cosigned')
  fs.writeFileSync(file, note!)
  return file
}

test('a cosignature is the one that C2SP describes: seed of RFC 8032 test 1, time 1679315147', () => {
  const pkcs8 = Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.from('9D61B19DEFFD5A60BA844AF492EC2CC44449C5697B326919703BAC031CAE7F60', 'hex'),
  ])
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  const vkey = witnessKeyOf('witness.example.com/w1', createPublicKey(key))
  assert.equal(vkey, 'witness.example.com/w1+7e6f4aaa+BNdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea')
  const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'
  const line = cosign(text, 1_679_315_147, vkey, key)
  const witness = witnessOf(vkey)!
  assert.equal(witness.signedAt(line, text), 1_679_315_147)
  const value = Buffer.from(line.split(' ')[2]!, 'base64')
  assert.equal(value.toString('hex', 0, 12), '7e6f4aaa00000000641850cb')
  assert.equal(witness.signedAt(line, text.replace('20852163', '20852164')), null)
  for (let bit = 0; bit < value.length * 8; bit += 1) {
    const changed = Buffer.from(value)
    changed[bit >> 3]! ^= 1 << (bit & 7)
    assert.equal(
      witness.signedAt(`\u2014 witness.example.com/w1 ${changed.toString('base64')}`, text),
      null,
      `bit ${bit}`,
    )
  }
})

test('a key of a log is no key of a witness, and none with another hash is one', () => {
  const log = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
  const other = 'witness.example.com/w1+7e6f4aab+BNdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea'
  for (const vkey of [log, other, '', 'x', `${other}+`]) assert.equal(witnessOf(vkey), null, vkey)
})

test('a witness sees a log for the first time, sees it grow, and says from where to where', async (t) => {
  const folder = scratch(t)
  const { dir, vkey } = await twelve(folder)
  const first = await seen(dir, folder)
  assert.deepEqual([first.consistent, first.from, first.to, first.reasons], [true, 0, 12, []])
  await withLog(dir, (log) => attempt(log, 'at-4', 'SN-at-4', 'injected'))
  const second = await seen(dir, folder, at + 60, { vkey })
  assert.deepEqual([second.consistent, second.from, second.to, second.witness], [true, 12, 16, first.witness])
  const kept = readKept(second.note!)!
  assert.deepEqual([kept.size, kept.lines.length], [16, 2])
  assert.equal(witnessOf(second.witness)!.signedBy(kept), at + 60)
  assert.equal(kept.lines[1], second.cosignature)
})

test('the state of a witness can be read by its owner alone', async (t) => {
  const folder = scratch(t)
  await seen((await twelve(folder)).dir, folder)
  assert.equal(fs.statSync(path.join(folder, 'officer.state')).mode & 0o777, 0o600)
  assert.deepEqual(
    fs.readdirSync(folder).filter((name) => name.startsWith('officer')),
    ['officer.state'],
  )
})

const refusals: [
  what: string,
  reason: string,
  change: (folder: string, dir: string, old: string) => Promise<string>,
][] = [
  ['rolled back', 'records-missing', async (_folder, _dir, old) => old],
  [
    'forked: two histories after one point',
    'other-root',
    async (_folder, _dir, old) => {
      await withLog(old, (log) => attempt(log, 'at-9', 'SN-at-9', 'refused'))
      await withLog(old, (log) => attempt(log, 'at-8', 'SN-at-8', 'refused'))
      return old
    },
  ],
  [
    'changed in one byte',
    'records-missing',
    async (_folder, dir) => {
      const file = path.join(dir, 'log', '000000.seg')
      const bytes = fs.readFileSync(file)
      bytes[frameStarts(bytes)[4]! + 40]! ^= 1
      fs.writeFileSync(file, bytes)
      return dir
    },
  ],
  [
    'torn at its end',
    'torn-record',
    async (_folder, dir) => {
      fs.appendFileSync(path.join(dir, 'log', '000000.seg'), Buffer.from('000002a0', 'hex'))
      return dir
    },
  ],
]
for (const [what, reason, change] of refusals)
  test(`a witness does not cosign a log that was ${what}, and remembers what it saw`, async (t) => {
    const folder = scratch(t)
    const { dir } = await twelve(folder)
    const old = copy(dir, folder)
    await withLog(dir, (log) => attempt(log, 'at-4', 'SN-at-4', 'injected'))
    assert.equal((await seen(dir, folder)).to, 16)
    const before = fs.readFileSync(path.join(folder, 'officer.state'))
    const again = await seen(await change(folder, dir, old), folder)
    assert.deepEqual([again.consistent, again.cosignature, again.note, again.from], [false, null, null, 16])
    assert.ok(reasonCodes(again.reasons).includes(reason), again.reasons.join())
    assert.ok(fs.readFileSync(path.join(folder, 'officer.state')).equals(before))
  })

test('a log that was born again under another key is another log to the witness, and fails against the pinned key', async (t) => {
  const folder = scratch(t)
  const { vkey } = await twelve(folder)
  const { dir } = await born(path.join(folder, 'again'))
  const refused = await seen(dir, folder, at, { vkey })
  assert.deepEqual([refused.consistent, reasonCodes(refused.reasons)], [false, ['other-key']])
})

test('what a witness cosigned is on its disk before it is told: any call that fails gives no cosignature it forgot', async (t) => {
  const folder = scratch(t)
  const { dir } = await twelve(folder)
  const out = path.join(folder, 'log.tar')
  await exportLog(dir, out, { app })
  const { seen: whole, door } = failingDoor(null)
  await witnessExport(path.join(folder, 'whole.state'), out, { now: at, name: 'officer', files: door })
  for (let call = 0; call < whole.calls.length; call += 1) {
    const state = path.join(fs.mkdtempSync(path.join(folder, 'state-')), 'state')
    const { door: failing } = failingDoor({ at: call, code: 'EIO', half: true })
    const cosigned = await witnessExport(state, out, { now: at, name: 'officer', files: failing }).then(
      ({ cosignature }) => cosignature !== null,
      (error) => assert.ok(error instanceof Fault, String(error)),
    )
    if (!cosigned) continue
    const remembered = await witnessExport(state, out, { now: at, name: 'officer' })
    assert.equal(remembered.from, 12, `call ${call}: ${whole.calls[call]}`)
  }
})

test('two witnesses at work on one state: the second is told to try again', async (t) => {
  const folder = scratch(t)
  const { dir } = await twelve(folder)
  const results = await Promise.allSettled([seen(dir, folder), seen(dir, folder)])
  const refused = results.filter((one) => one.status === 'rejected')
  assert.ok(refused.length <= 1)
  for (const { reason } of refused) assert.ok(fault('station/directory-in-use')(reason), String(reason))
})

test('a state file that is none is refused and left as it is', async (t) => {
  const folder = scratch(t)
  const { dir } = await twelve(folder)
  const file = path.join(folder, 'officer.state')
  await seen(dir, folder)
  const good = fs.readFileSync(file, 'utf8')
  for (const text of [
    '',
    '{}',
    good.replace('"v":1', '"v":2'),
    good.replace('officer+', 'officer2+'),
    good.slice(0, -9),
  ]) {
    fs.writeFileSync(file, text)
    await assert.rejects(seen(dir, folder), fault('audit/witness-state'))
    assert.equal(fs.readFileSync(file, 'utf8'), text)
  }
})

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

const hour = 3_600_000
const start = Date.parse('2026-11-22T08:00:00.000Z')
const record = (type: string, seq: number, body: object = {}) =>
  ({ type, seq, wall: '2026-11-22T08:00:00.000Z', body }) as unknown as AuditRecord
const policy: CosignPolicy = { attempts: 2, hours: 24 }

const fresh: [what: string, records: AuditRecord[], now: number, asked: CosignPolicy | null, due: boolean][] = [
  ['a young log without attempts', [record('log-created', 0)], start + hour, policy, false],
  ['a log that no witness saw for a day', [record('log-created', 0)], start + 25 * hour, policy, true],
  ['one attempt', [record('log-created', 0), record('attempt-intent', 1)], start, policy, false],
  ['two attempts that nobody saw', [1, 2].map((seq) => record('attempt-intent', seq)), start, policy, true],
  [
    'two attempts, one of them seen',
    [
      ...[1, 2].map((seq) => record('attempt-intent', seq)),
      record('checkpoint-cosigned', 3, { size: 2, witness: 'w', at: '2026-11-22T08:00:00.000Z' }),
    ],
    start + 23 * hour,
    policy,
    false,
  ],
  [
    'an old cosignature that comes late',
    [
      record('checkpoint-cosigned', 3, { size: 3, witness: 'w', at: '2026-11-22T09:00:00.000Z' }),
      record('checkpoint-cosigned', 4, { size: 2, witness: 'w', at: '2026-11-22T08:00:00.000Z' }),
    ],
    start + 24.5 * hour,
    policy,
    false,
  ],
  [
    'lab, whatever happened',
    [1, 2, 3].map((seq) => record('attempt-intent', seq)),
    start + 999 * hour,
    cosignPolicies.lab,
    false,
  ],
]
for (const [what, records, now, asked, due] of fresh)
  test(`${what}: a new run ${due ? 'waits for a witness' : 'may begin'}`, () => {
    const freshness = new Freshness()
    for (const one of records) freshness.heard(one)
    const asking = () => freshness.assertFresh(asked, now)
    if (due) assert.throws(asking, fault('audit/cosignature-due'))
    else assert.doesNotThrow(asking)
  })
