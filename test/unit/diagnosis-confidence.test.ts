// How sure a diagnosis may be: ties, unknown, two bytes, what is ruled out, and the party before any cause.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diagnosed, first, kase, named, R } from '../harness/diagnosis.js'

const two = [{ kcv: 'A1B2C3' }, { kcv: 'D4E5F6' }]
const three = [...two, { kcv: '070809' }]
const entry = (reported: string, more: object = {}) => kase({ reported, station: reported, ...more })
const transport = (reported: string, more: object = {}) => kase({ reported, station: '08D7B4', ...more })

test('the value of the zero key has five causes, which are named as ties', async () => {
  const { causes } = await diagnosed(kase({ reported: '8CA64D', components: two }))
  assert.deepEqual(
    causes
      .filter(({ tiedWith }) => tiedWith)
      .map(({ cause }) => cause)
      .sort(),
    ['component-duplicated', 'known-test-key', 'stale-key', 'tampered'],
  )
  // Zero key and default key 00 are one row.
  assert.ok(causes.every(({ confidence }) => confidence < 0.9))
})

test('of three components the last alone has three causes, of two the missing one stands first', async () => {
  const last = await diagnosed(kase({ reported: '070809', components: three }))
  assert.deepEqual(
    new Set(named(last).slice(0, 3)),
    new Set(['component-duplicated', 'component-missing', 'last-component-only']),
  )
  const ofTwo = await diagnosed(kase({ reported: 'D4E5F6', components: two }))
  assert.deepEqual(named(ofTwo).slice(0, 2), ['component-missing', 'last-component-only'])
})

test('values that agree are no mismatch: no cause is named', async () => {
  const report = await diagnosed(kase({ station: '08D7B4', device: { provenance: 'computed' } }))
  assert.deepEqual([named(report), first(report).confidence, report.plan], [['unknown'], 0, []])
})

test('a value that nothing explains stays unknown, never surer than one half', async () => {
  const report = await diagnosed(transport('123456', { components: three, slots: [{ slot: 2, expected: 'AABBCC' }] }))
  assert.deepEqual([named(report), first(report).confidence], [['unknown'], 0.5])
})

test('two bytes accuse nobody, whatever they agree with', async () => {
  for (const text of [
    kase({ expected: '08D7', reported: 'AABB', slot: { slot: 1, before: 'AABB' } }),
    kase({ expected: '08D7', reported: 'A1B2', components: two }),
    kase({ expected: '08D7B4', reported: '08D7' }),
  ])
    assert.ok((await diagnosed(text)).causes.every(({ confidence }) => confidence < 0.9))
})

test('the party is named from the three values before any cause is', async () => {
  assert.equal((await diagnosed(transport('123456'))).party, 'device')
  assert.equal((await diagnosed(entry('123456'))).party, 'operator')
  assert.equal((await diagnosed(kase({ station: '123456' }))).party, 'operator')
})

test('line errors under a MAC that the device accepted are no cause', async () => {
  const text = { reported: '123456', form: 'key-block', line: { badChecksums: 900 } }
  assert.ok(!named(await diagnosed(kase(text))).includes('line-corruption'))
})

test('a few line errors are no more than a suspicion behind unknown', async () => {
  const { causes } = await diagnosed(transport('123456', { line: { badChecksums: 40 } }))
  assert.deepEqual(
    causes.map(({ cause }) => cause),
    ['unknown', 'line-corruption'],
  )
})

test('a published key that the station itself sent never hides what is wrong with the letter', async () => {
  const misread = await diagnosed(kase({ expected: '08D784', reported: '08D7B4', station: '08D7B4' }))
  assert.deepEqual([first(misread).cause, first(misread).confidence >= 0.9], ['expected-misread', true])
  const text = { expected: '0A8245', reported: '08D7B4', lab: { key: '0123456789ABCDEFFEDCBA9876543210' } }
  const other = await diagnosed(kase(text))
  assert.deepEqual([first(other).cause, other.party], ['expected-other-method', 'letter'])
})

test('two wrong digits are found by the long search alone, and are never more than possible', async () => {
  const text = { method: 'tdes-zeros', expected: 'AF8C07', reported: '8435B6', lab: { key: R } }
  assert.deepEqual(named(await diagnosed(text)), ['unknown'])
  const long = await diagnosed(text, { long: true })
  assert.deepEqual([first(long).cause, first(long).confidence], ['component-typo', 0.5])
})
