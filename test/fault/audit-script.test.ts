// The script in an export against the station's own verifier: the same verdict and the same first bad record for every attack,
// for records whose fields are not those of their type, for cosignatures, and for logs whose old records were dropped.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { anchorIn, readAnchor } from '../../electron/audit/anchors/anchor.js'
import { witnessOf } from '../../electron/audit/anchors/cosignature.js'
import { takeCosignature } from '../../electron/audit/anchors/take.js'
import { openArchive } from '../../electron/audit/export/archive.js'
import { realFiles } from '../../electron/audit/files.js'
import { receiptWord } from '../../electron/audit/receipts/receipt-text.js'
import { receiptsOf } from '../../electron/audit/receipts/receipts.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import { prepared, target as theTarget } from '../harness/attacks/case.js'
import { edited, type Fields } from '../harness/attacks/forger.js'
import { takenOver } from '../harness/attacks/moves.js'
import { onCheckpoints } from '../harness/attacks/on-checkpoints.js'
import { onFiles } from '../harness/attacks/on-files.js'
import { onRecords } from '../harness/attacks/on-records.js'
import { tails } from '../harness/attacks/tails.js'
import { unseen } from '../harness/attacks/unseen.js'
import { by, copy, newest, scratch, twelve, withLog } from '../harness/audit.js'
import { exported } from '../harness/audit-export.js'
import { archived, pruned, thirty } from '../harness/audit-pruned.js'
import { scriptIn, written } from '../harness/audit-script.js'
import { handedBack, seen } from '../harness/audit-witness.js'

const folder = scratch({ after }, 'memory')
const script = await scriptIn(folder)
const target = await theTarget()

interface With {
  readonly vkey?: string
  readonly anchors?: readonly string[]
  readonly witnesses?: readonly string[]
  readonly archives?: readonly string[]
}

/** Both verifiers on a directory; @returns what both say, once they agree */
async function both(dir: string, { vkey, anchors = [], witnesses = [], archives = [] }: With = {}) {
  const open = await Promise.all(archives.map((file) => openArchive(realFiles, file)))
  const view = await verifyDirectory(dir, {
    ...(vkey === undefined ? {} : { vkey }),
    anchors: await Promise.all(anchors.map((file) => readAnchor(file))),
    witnesses: witnesses.map((key) => witnessOf(key)!),
    archives: open,
  }).catch((error: { code: string }) => ({ verdict: error.code, firstBad: null, trust: null, reasons: [] }))
  await Promise.all(open.map((archive) => archive.close()))
  const words = [
    ...(vkey === undefined ? [] : ['--vkey', vkey]),
    ...anchors.flatMap((file) => ['--anchor', file]),
    ...witnesses.flatMap((key) => ['--witness', key]),
    ...archives.flatMap((file) => ['--archive', file]),
  ]
  const said = await script(dir, ...words)
  const ours = `${view.reasons.join('; ')} | ${said.reasons.join('; ')}`
  if (view.trust === null) assert.equal(said.verdict, 'none', ours)
  else {
    assert.deepEqual([said.verdict, said.firstBad], [view.verdict, view.firstBad], ours)
    if (view.verdict !== 'fail')
      assert.deepEqual([said.trust.vkey, said.trust.anchoredTo], [view.trust.vkey, view.trust.anchoredTo], ours)
  }
  return said
}

const attacks = [...onRecords, ...onCheckpoints, ...onFiles, ...tails, ...unseen]
for (const { what, unpinned, do: attack } of attacks)
  test(`${what}: the script says what the station says`, async () => {
    const made = prepared(target)
    await attack(made)
    await both(written(made.disk.snapshot(), folder), unpinned ? {} : { vkey: target.vkey })
  })

type Bend = (record: Fields) => void
/** A log that is whole but for one record, all of it signed by keys of the forger: only what the record says is wrong. */
const bent: readonly (readonly [what: string, bend: Bend])[] = [
  ['of an unknown type', (record) => Object.assign(record, { type: 'attempt-forgotten' })],
  ['with a field more in its body', ({ body }) => Object.assign(body, { more: 1 })],
  ['with a field more beside its body', (record) => Object.assign(record, { more: 1 })],
  ['without a field of its body', ({ body }) => delete body[Object.keys(body)[0]!]],
  ['without the one who acted', (record) => delete record.role],
  ['with a number where text belongs', ({ body }) => Object.assign(body, { [Object.keys(body)[0]!]: 1 })],
  ['with an object for a body that is none', (record) => Object.assign(record, { body: [] })],
  ['with a time that is none', (record) => Object.assign(record, { wall: '2026-11-22' })],
  ['with five people', (record) => Object.assign(record, { actors: ['a', 'b', 'c', 'd', 'e'] })],
  ['with a control character', (record) => Object.assign(record, { role: 'lab\u0007' })],
  ['with text that is not NFC', (record) => Object.assign(record, { role: 'e\u0301' })],
  ['with what looks like a key', (record) => Object.assign(record, { role: '0123456789ABCDEFFEDCBA9876543210' })],
  ['with text longer than any', (record) => Object.assign(record, { role: 'x'.repeat(201) })],
]
for (const [what, bend] of bent)
  test(`a record ${what}, signed well, is found by the script as by the station`, async () => {
    const attack = prepared(target)
    const born = edited(attack.draft, 0, ({ body }) => Object.assign(body, { vkey: attack.own(1).vkey }))
    attack.put(takenOver(attack, edited(born, 7, bend), 0))
    const said = await both(written(attack.disk.snapshot(), folder))
    assert.deepEqual([said.verdict, said.firstBad, said.bodies], ['fail', 7, 'looked at'])
  })

test('the same log without such a record passes both, where no key is pinned', async () => {
  const attack = prepared(target)
  const born = edited(attack.draft, 0, ({ body }) => Object.assign(body, { vkey: attack.own(1).vkey }))
  attack.put(takenOver(attack, born, 0))
  assert.equal((await both(written(attack.disk.snapshot(), folder))).verdict, 'pass')
})

test('cosignatures count where their key is brought along; one that is gone, or of another log, is found', async () => {
  const { dir, vkey } = await twelve(fs.mkdtempSync(path.join(folder, 'cosigned-')))
  const place = path.dirname(dir)
  const { note, witness } = await seen(dir, place)
  const accept = witnessOf(witness)!
  await withLog(dir, (log) => takeCosignature(dir, log, handedBack(place, note), { by, accept }))
  assert.deepEqual((await both(dir, { vkey })).trust.anchoredTo, null)
  assert.equal((await both(dir, { vkey, witnesses: [witness] })).trust.anchoredTo, 11)
  const cosigned = (at: string) => path.join(at, 'cosignatures', fs.readdirSync(path.join(at, 'cosignatures'))[0]!)
  const gone = copy(dir, place)
  fs.rmSync(cosigned(gone))
  assert.match((await both(gone, { vkey })).reasons.join(), /^cosignature-missing/)
  const spoilt = copy(dir, place)
  fs.writeFileSync(cosigned(spoilt), note!.replace(/.{8}\n$/, 'AAAAAAA=\n'))
  assert.equal((await both(spoilt, { vkey, witnesses: [witness] })).verdict, 'incomplete')
  const other = await twelve(path.join(place, 'other'))
  const theirs = await seen(other.dir, place)
  const foreign = copy(dir, place)
  fs.writeFileSync(path.join(foreign, 'cosignatures', 'foreign.note'), theirs.note!)
  assert.match((await both(foreign, { vkey, witnesses: [theirs.witness] })).reasons.join(), /^other-log/)
  // The witness has seen a longer log than this one, or another of its length.
  const long = copy(dir, place)
  await withLog(long, (log) => log.append('log-verified', { verdict: 'pass', size: 12 }, by))
  const ahead = await seen(long, place)
  fs.writeFileSync(path.join(dir, 'cosignatures', 'ahead.note'), ahead.note!)
  assert.match((await both(dir, { vkey, witnesses: [witness] })).reasons.join(), /^records-missing/)
})

test('a receipt is an anchor for the script, and one that says another outcome is found', async () => {
  const { dir, vkey } = await twelve(fs.mkdtempSync(path.join(folder, 'receipt-')), 'production')
  const [one] = await receiptsOf(dir, ({ body }) => body.attempt === 'at-2')
  const file = path.join(path.dirname(dir), 'receipt.txt')
  fs.writeFileSync(
    file,
    `回执\n${receiptWord(one!.receipt)
      .toLowerCase()
      .replace(/(.{64})/g, '$1\n')}\n`,
  )
  assert.equal(anchorIn(fs.readFileSync(file, 'utf8'), file).receipt?.seq, 7)
  assert.equal((await both(dir, { vkey, anchors: [file, newest(dir)] })).trust.anchoredTo, 11)
  assert.equal((await both(dir, { vkey, anchors: [file] })).trust.anchoredTo, 7)
  fs.writeFileSync(file, receiptWord({ ...one!.receipt, outcome: 'refused' }))
  assert.match((await both(dir, { vkey, anchors: [file] })).reasons.join(), /^other-record/)
  fs.writeFileSync(file, receiptWord({ ...one!.receipt, serial: null }))
  assert.match((await both(dir, { vkey, anchors: [file] })).reasons.join(), /^other-record/)
})

test('a log whose old records were dropped is followed through its archives', async () => {
  const place = fs.mkdtempSync(path.join(folder, 'pruned-'))
  const { dir, vkey } = await thirty(place)
  const first = await archived(dir, place)
  await pruned(dir, first, 3)
  const second = await archived(dir, place, 'second.tar')
  await pruned(dir, second, 7)
  assert.equal((await both(dir)).verdict, 'pass')
  assert.equal((await both(dir, { vkey })).verdict, 'incomplete')
  assert.equal((await both(dir, { vkey, anchors: [newest(dir)] })).verdict, 'pass')
  assert.equal((await both(dir, { vkey, archives: [second, first] })).trust.vkey, 'pinned')
  assert.equal((await both(dir, { vkey, archives: [second] })).verdict, 'incomplete')
  assert.equal((await both(dir, { archives: [second, first] })).verdict, 'pass')
  const other = await thirty(path.join(place, 'other'))
  assert.equal((await both(dir, { vkey, archives: [await archived(other.dir, place, 'other.tar')] })).verdict, 'fail')
  assert.equal((await both(dir, { vkey: other.vkey })).verdict, 'fail')
  const out = path.join(place, 'after.tar')
  await exported(dir, out)
  assert.equal((await script(out, '--vkey', vkey, '--archive', second, '--archive', first)).verdict, 'pass')
  const edits: ((told: Record<string, unknown>) => object)[] = [
    (told) => ({ records: (told.records as object[]).slice(0, 1) }),
    () => ({ issued: [], named: [] }),
    (told) => ({ next: told.signer }),
    (told) => ({ segment: (told.segment as number) + 1 }),
    (told) => ({ peaks: [...(told.peaks as string[])].reverse() }),
    (told) => ({ size: (told.size as number) - 1 }),
  ]
  for (const edit of edits) {
    const here = copy(dir, place)
    const told = JSON.parse(fs.readFileSync(path.join(here, 'pruned'), 'utf8')) as Record<string, unknown>
    fs.writeFileSync(path.join(here, 'pruned'), `${JSON.stringify({ ...told, ...edit(told) })}\n`)
    const { verdict } = await both(here)
    assert.ok(verdict === 'fail' || verdict === 'none', verdict)
  }
  const unspoken = copy(dir, place)
  fs.rmSync(path.join(unspoken, 'pruned'))
  assert.equal((await both(unspoken)).verdict, 'fail')
})
