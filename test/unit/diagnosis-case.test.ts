// A case as it comes in: what is refused names its field, and clear keys never become text.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../electron/contract/fault.js'
import { readCase } from '../../electron/diagnosis/index.js'
import { assertNotTooOften } from '../../electron/diagnosis/record.js'
import { liveSecrets } from '../../electron/keys/vault.js'
import { K, kase } from '../harness/diagnosis.js'

const read = (text: object, lab = true) => readCase(Buffer.from(JSON.stringify(text, null, 1)), { lab })
const refused: readonly (readonly [what: string, text: object, code: string, field: string])[] = [
  ['no expected value', { method: 'tdes-zeros', reported: 'AABBCC' }, 'input/missing-field', 'expected'],
  ['one byte of check value', kase({ expected: '08' }), 'input/bad-field', 'expected'],
  ['seventeen bytes', kase({ reported: '08'.repeat(17) }), 'input/bad-field', 'reported'],
  ['a letter O', kase({ expected: 'O8D7B4' }), 'input/bad-field', 'expected'],
  ['a method that is none', kase({ method: 'crc' }), 'input/bad-field', 'method'],
  ['a slot that is no number', kase({ slots: [{ slot: 1 }, { slot: '2' }] }), 'input/bad-field', 'slots[1].slot'],
  ['a field nobody knows', kase({ device: { colour: 'red' } }), 'input/unknown-field', 'device.colour'],
  ['a field 62 of 41 bytes', kase({ signIn: { field62: 'AB'.repeat(41) } }), 'input/bad-field', 'signIn.field62'],
  [
    'the value of half a key',
    kase({ wrongWays: [{ cause: 'left-half-only', kcv: '06AD9C' }] }),
    'input/bad-field',
    'wrongWays[0].cause',
  ],
  ['a key with a letter too many', kase({ lab: { key: `${K}0` } }), 'keys/odd-length', 'lab.key'],
  [
    'components of two lengths',
    kase({ lab: { components: [K, K.slice(16)] } }),
    'keys/unequal-length',
    'lab.components[1]',
  ],
]
for (const [what, text, code, field] of refused)
  test(`${what} is refused by ${code} at ${field}, and nothing is kept`, () => {
    assert.throws(
      () => read(text),
      (fault: Fault) => fault.code === code && fault.facts.field === field && !fault.message.includes(K.slice(0, 12)),
    )
    assert.equal(liveSecrets(), 0)
  })

test('clear keys outside lab are refused', () => {
  assert.throws(() => read(kase({ lab: { key: K } }), false), { code: 'diagnosis/lab-only' })
  assert.equal(liveSecrets(), 0)
})

test('values of two to sixteen bytes are taken by whatever method, and null is absent', () => {
  using open = read(
    kase({ expected: '08d7', reported: '08'.repeat(16), station: null, components: null, device: null, lab: null }),
  )
  assert.deepEqual([open.case.expected, open.case.station, open.keys], ['08D7', null, null])
})

test('what is read goes in place of what is known, field by field', () => {
  using open = readCase(Buffer.from('{"reported":"AABBCC","station":null}'), {
    lab: true,
    base: { method: 'tdes-zeros', expected: '08D7B4', reported: '112233', station: '08D7B4' },
  })
  assert.deepEqual([open.case.expected, open.case.reported, open.case.station], ['08D7B4', 'AABBCC', '08D7B4'])
})

test('a search for the sixth time within ten minutes is refused', () => {
  const now = Date.parse('2026-11-22T08:10:00.000Z')
  const times = ['07:30', '08:01', '08:02', '08:03', '08:04', '08:05'].map((at) => `2026-11-22T${at}:00.000Z`)
  assert.doesNotThrow(() => assertNotTooOften(times.slice(0, 5), now))
  assert.throws(
    () => assertNotTooOften(times, now),
    (fault) => fault instanceof Fault && fault.code === 'diagnosis/too-often' && fault.row.exit === 75,
  )
})
