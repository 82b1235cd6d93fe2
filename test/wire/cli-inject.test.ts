// The command line end to end: real processes, a real serial line (pty), the simulated terminal in a process of its own.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { at, behave, job, kcvOf, Lab, last, names, tmk, tpk } from '../harness/lab.js'

let lab: Lab
before(async () => {
  lab = await Lab.create()
})
after(() => lab.close())

test('a TMK of two components is injected under the TLK, and every event comes in its order', () =>
  at([], async (port, path) => {
    const result = await lab.inject(job([tmk()]), port)
    assert.equal(result.code, 0, result.out + result.err)
    assert.deepEqual(names(result), [
      'attempt-intent',
      'device',
      'slots',
      'attempt-armed',
      'kcv',
      'slots',
      'attempt-result',
    ])
    const { attempt } = result.json[0]!
    assert.ok(result.json.every((event) => event.attempt === attempt && event.port === path))
    const { expected, station, reported, provenance, verdict, method, bytes } = kcvOf(result)!
    assert.deepEqual(
      { expected, station, reported, provenance, verdict, method, bytes },
      {
        expected: 'AF8C07',
        station: 'AF8C07',
        reported: 'AF8C07',
        provenance: 'computed',
        verdict: 'match',
        method: 'tdes-zeros',
        bytes: 3,
      },
    )
    assert.equal(last(result).outcome, 'injected')
    const records = await lab.records('attempt-result')
    assert.equal(records.json.at(-1)!.seq, last(result).seq)
    assert.equal((await lab.run(['audit', 'verify'])).json[0]!.verdict, 'pass')
  }))
test('a TPK in clear is read back, and loading it again is already-present', () =>
  at([], async (port) => {
    assert.equal((await lab.inject(job([tpk()]), port)).code, 0)
    const again = await lab.inject(job([tpk()]), port)
    assert.equal(again.code, 1)
    assert.equal(last(again).outcome, 'already-present')
  }))
test('a set of keys goes in job order, the second under the first', () =>
  at([], async (port) => {
    const result = await lab.inject(job([tmk(), tpk({ under: { label: 'TMK', slot: 1 } })]), port)
    assert.equal(result.code, 0, result.out)
    assert.deepEqual(
      result.json.filter(({ event }) => event === 'attempt-result').map(({ label, outcome }) => [label, outcome]),
      [
        ['TMK', 'injected'],
        ['TPK', 'injected'],
      ],
    )
  }))
test('a cryptogram made elsewhere is relayed: the station holds no key and says so', () =>
  at([], async (port) => {
    // The reference key under the factory TLK, as the protocol page has it.
    const material = { form: 'cryptogram', value: '492B274F0AB4DBCEC93F4BAB890B6406' }
    const kcv = { method: 'tdes-zeros', bytes: 3, expected: '08D7B4FB' }
    const result = await lab.inject(job([tmk({ material, kcv, under: { label: 'TLK', slot: 1 } })]), port)
    assert.equal(result.code, 0, result.out)
    assert.equal(kcvOf(result)!.station, null)
    assert.equal(kcvOf(result)!.reported, '08D7B4')
  }))
test('a TLK without a named transport key goes under the published factory TLK, with a warning', () =>
  at([], async (port) => {
    const result = await lab.inject(job([tpk({ label: 'TLK', usage: 'TLK', slot: 1 })]), port)
    assert.equal(result.code, 0, result.out)
    assert.ok((last(result).warnings as string[]).includes('test-kek'))
  }))
test('a terminal that reports another check value is mismatched, exit 1', () =>
  at(behave('wrong-kcv'), async (port) => {
    for (const key of [tmk(), tpk()]) {
      const result = await lab.inject(job([key]), port)
      assert.equal(result.code, 1)
      assert.equal(last(result).outcome, 'mismatched')
      assert.equal(kcvOf(result)!.verdict, 'mismatch')
    }
  }))
test('a terminal that keeps its old key is mismatched', () =>
  at(behave('stale'), async (port) => {
    assert.equal(last(await lab.inject(job([tpk()]), port)).outcome, 'mismatched')
  }))
test('a refusal is refused, with the device’s own code, and the rest of the port is skipped', () =>
  at(behave('refuse=45'), async (port) => {
    const result = await lab.inject(job([tmk(), tpk()]), port)
    assert.equal(result.code, 1)
    const ended = result.json.find(({ event }) => event === 'attempt-result')!
    assert.deepEqual([ended.outcome, ended.code], ['refused', '45'])
    assert.deepEqual(last(result), { event: 'skipped', port: port.split('=')[0], label: 'TPK', because: 'refused' })
  }))
test('an answer with a bad checksum is never asked for again; the read-back decides', () =>
  at(behave('bad-checksum-once'), async (port) => {
    assert.equal(last(await lab.inject(job([tpk()]), port)).outcome, 'injected')
  }))
test('noise between frames and answers byte by byte change nothing', () =>
  at(behave('garbage', 'split'), async (port) => {
    assert.equal((await lab.inject(job([tpk()]), port)).code, 0)
  }))
test('two bytes of check value do not hide that the slot held the key before', () =>
  at([], async (port) => {
    const short = tpk({ kcv: { method: 'tdes-zeros', bytes: 2, expected: '08D7B4' } })
    assert.equal((await lab.inject(job([short]), port)).code, 0)
    const again = await lab.inject(job([short]), port)
    assert.deepEqual([again.code, last(again).outcome, kcvOf(again)!.reported], [1, 'already-present', '08D7'])
  }))
test('a letter that disagrees in its two bytes, or is no value at all, stops the load', () =>
  at([], async (port) => {
    for (const expected of ['1234', 'FFFFFF', '08D7B4FB629D0886']) {
      const result = await lab.inject(job([tpk({ kcv: { method: 'tdes-zeros', bytes: 3, expected } })]), port)
      assert.deepEqual([result.code, last(result).outcome], [1, 'abandoned'], expected)
    }
  }))
