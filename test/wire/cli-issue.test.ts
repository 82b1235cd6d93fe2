// Serial numbers that the station issues, end to end: whatever becomes of an attempt, no number is given twice.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { at, behave, faultOf, job, K, kcvOf, Lab, last } from '../harness/lab.js'

let lab: Lab
before(async () => {
  lab = await Lab.create()
})
after(() => lab.close())

const TLK = { label: 'TLK', slot: 1, kcv: '40826A', material: { form: 'components', values: ['31'.repeat(16)] } }
/** Initial keys of the published base key; the key set and the range are the job's. */
const initialKey = (issue: object, change: object = {}) => ({
  label: 'IK',
  slot: 1,
  usage: 'IK',
  algorithm: 'tdes',
  kcv: { method: 'tdes-zeros', bytes: 3 },
  material: { form: 'initial-key', bdk: K, issue },
  under: TLK,
  ...change,
})
const oneKey = (keySet: string, range: object = {}) => job([initialKey({ keySet, ...range })])
const issuedIn = (json: readonly Record<string, unknown>[]) =>
  json.filter(({ event }) => event === 'attempt-intent').map(({ ksn }) => ksn)

test('two terminals at two ports get two serial numbers, on record before anything is sent; a third run goes on from there', () =>
  at(['--serial', 'TWIN00000001'], (left) =>
    at(['--serial', 'TWIN00000002'], async (right) => {
      const both = await lab.inject(oneKey('FFFF987654', { from: 7 }), left, right)
      assert.deepEqual(issuedIn(both.json).sort(), ['FFFF9876540000E00000', 'FFFF9876540001000000'])
      for (const port of [left, right].map((spec) => spec.split('=')[0])) {
        const own = both.json.filter((event) => event.port === port).map(({ event }) => event)
        assert.ok(own.indexOf('attempt-intent') < own.indexOf('device'), own.join())
      }
      // The very same terminal again, in another process of the station: a key of its own once more.
      const again = await lab.inject(oneKey('FFFF987654', { from: 7 }), left)
      assert.deepEqual(issuedIn(again.json), ['FFFF9876540001200000'])
      assert.ok(!(last(again).warnings as string[]).includes('ksn-reused'))
      const recorded = (await lab.records('attempt-intent')).json.map(({ body }) => (body as { ksn: string }).ksn)
      assert.deepEqual(recorded.slice(-3).sort(), [
        'FFFF9876540000E00000',
        'FFFF9876540001000000',
        'FFFF9876540001200000',
      ])
    }),
  ))

test('the published example: device 19087h of its key set gets the initial key that everybody knows', () =>
  at(['--serial', 'ANSI00000001'], async (port) => {
    // X9.24-1 Annex A: KSN FFFF9876543210E00000 of this base key has the initial key with check value AF8C07.
    const device = 0x19087
    const result = await lab.inject(oneKey('FFFF987654', { from: device, to: device }), port)
    assert.deepEqual(issuedIn(result.json), ['FFFF9876543210E00000'])
    assert.deepEqual([kcvOf(result)!.station, kcvOf(result)!.reported], ['AF8C07', 'AF8C07'])
    assert.deepEqual([kcvOf(result)!.expected, last(result).outcome], [null, 'unverified'])
  }))

test('a killed attempt, a refused one and one whose answer was lost each burn their serial number', async () => {
  const range = { from: 1, to: 9 }
  await at(['--serial', 'KILL00000001', ...behave('silent-after-load')], (port) =>
    lab.signalled(['inject', '--port', port], oneKey('FFFF000001', range), 'attempt-intent', 'SIGKILL'),
  )
  const refused = await at(['--serial', 'KILL00000002', ...behave('refuse=45')], (port) =>
    lab.inject(oneKey('FFFF000001', range), port),
  )
  assert.deepEqual([last(refused).outcome, issuedIn(refused.json)], ['refused', ['FFFF0000010000400000']])
  const lost = await at(['--serial', 'KILL00000003', ...behave('cut-after-load')], (port) =>
    lab.inject(oneKey('FFFF000001', range), port),
  )
  assert.deepEqual([last(lost).outcome, issuedIn(lost.json)], ['indeterminate', ['FFFF0000010000600000']])
  const good = await at(['--serial', 'KILL00000004'], (port) => lab.inject(oneKey('FFFF000001', range), port))
  assert.deepEqual(issuedIn(good.json), ['FFFF0000010000800000'])
})

test('a range that is used up is a recorded attempt, abandoned with the reason; nothing is sent', () =>
  at(['--serial', 'LAST00000001'], async (port) => {
    const only = oneKey('FFFF000002', { from: 5, to: 5 })
    assert.deepEqual(issuedIn((await lab.inject(only, port)).json), ['FFFF0000020000A00000'])
    const result = await lab.inject(only, port)
    assert.deepEqual([result.code, last(result).outcome, faultOf(last(result))], [1, 'abandoned', 'keys/ksn-exhausted'])
    assert.ok(!result.json.some(({ event }) => event === 'attempt-armed'))
    assert.equal((await lab.records('attempt-result')).json.at(-1)!.seq, last(result).seq)
  }))

test('the value that a K21 answers over key and serial number is compared whole, computed or echoed', async () => {
  const answer = (...words: string[]) =>
    at(['--serial', 'BOND00000001', ...behave(...words)], (port) => lab.inject(oneKey('FFFF000003'), port))
  for (const words of [['cv=computed'], ['cv=echo'], []]) {
    const result = await answer(...words)
    assert.deepEqual([last(result).outcome, kcvOf(result)!.verdict], ['unverified', 'match'], words.join())
    assert.equal(kcvOf(result)!.method, 'tdes-zeros')
  }
  // Its first byte differs, which is not among those of the ordinary check value in the second block.
  const wrong = await answer('wrong-kcv')
  const { method, verdict, expected, station, reported, provenance } = kcvOf(wrong)!
  assert.deepEqual(
    { method, verdict, expected, provenance, outcome: last(wrong).outcome },
    { method: 'newland-dukpt', verdict: 'mismatch', expected: null, provenance: 'echoed', outcome: 'mismatched' },
  )
  assert.equal(String(station).length, 6)
  assert.notEqual(station, reported)
})
