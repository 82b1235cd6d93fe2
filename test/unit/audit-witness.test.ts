// Witnesses: the officer's own machine sees that an export continues what it saw, and cosigns it.
import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { readKept } from '../../electron/audit/anchors/checkpoint-file.js'
import { cosign, witnessKeyOf, witnessOf } from '../../electron/audit/anchors/cosignature.js'
import { witnessExport } from '../../electron/audit/anchors/witness.js'
import { exportLog } from '../../electron/audit/export/export.js'
import { Fault } from '../../electron/contract/fault.js'
import { app, attempt, born, copy, frameStarts, reasonCodes, scratch, twelve, withLog } from '../harness/audit.js'
import { failingDoor } from '../harness/audit-doors.js'
import { at, fault, seen } from '../harness/audit-witness.js'

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
  const folder = scratch(t, 'memory')
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
