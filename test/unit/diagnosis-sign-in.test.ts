// A sign-in judged by its field 62: the worked values of a Chinese terminal, and what the facts around it say.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { partsOf } from '../../electron/diagnosis/field62.js'
import { diagnosed, first, kase, named } from '../harness/diagnosis.js'

const TMK = 'CA5D92598DCA48CE8A4C76361A9269E9'
const PIK = '6701EAD6A9AD51E51AA406E2C27FCFA9'
const MAK = 'B651F9E9BACE9AE1'
/** PIK(16) ‖ check(4) ‖ MAK(8) ‖ eight zero bytes ‖ check(4). */
const FIELD = `${PIK}8D0A74B8${MAK}0000000000000000AB7153CA`

const signIn = (change: object, reported = '123456', lab: object | null = null) =>
  kase({ expected: '8D0A74B8', reported, signIn: { field62: FIELD, ...change }, lab })

test('forty bytes are a PIK and a MAK of single length, each with four bytes of check value', () => {
  assert.deepEqual(partsOf({ field62: FIELD }), [
    { name: 'pik', bytes: PIK, check: '8D0A74B8', single: false },
    { name: 'mak', bytes: MAK, check: 'AB7153CA', single: true },
  ])
})

for (const [bytes, keys, each] of [
  [24, 2, 8],
  [56, 2, 24],
  [60, 3, 16],
  [84, 3, 24],
] as const)
  test(`${bytes} bytes are ${keys} keys of ${each}`, () => {
    const parts = partsOf({ field62: 'AB'.repeat(bytes) })
    assert.deepEqual(
      parts.map(({ name, bytes: hex }) => [name, hex.length / 2]),
      (['pik', 'mak', 'tdk'] as const).slice(0, keys).map((name) => [name, each]),
    )
  })

for (const [makKcv, reading] of [
  ['2E108E0E', 'zeros-behind-key'],
  ['C53117AC', 'all-deciphered'],
])
  test(`a terminal that shows ${makKcv} for the MAK took it as a double-length key`, async () => {
    const report = await diagnosed(signIn({ makKcv, wrong: ['mak'] }, makKcv, { tmk: TMK }))
    assert.deepEqual([first(report).cause, first(report).evidence.reading], ['zero-padded', reading])
    assert.ok(first(report).confidence >= 0.9 && report.party === 'device')
  })

test('both values wrong at once, and right under the key as injected: the terminal looks at another key', async () => {
  const report = await diagnosed(signIn({ wrong: ['pik', 'mak'] }, '123456', { tmk: TMK }))
  assert.ok(!named(report).includes('host-rekeyed') && !named(report).includes('tid-binding'))
  assert.deepEqual(new Set(first(report).tiedWith), new Set(['keys-lost-by-update']))
})

test('both values wrong at once, and wrong under the key as injected: the host uses another', async () => {
  const report = await diagnosed(signIn({ wrong: ['pik', 'mak'] }, '123456', { tmk: '31'.repeat(16) }))
  assert.deepEqual(
    new Set(named(report).filter((cause) => cause !== 'unknown')),
    new Set(['host-rekeyed', 'tid-binding']),
  )
  assert.equal(report.party, 'host')
})

const stated: readonly (readonly [cause: string, change: object])[] = [
  ['tid-binding', { terminalId: '10000001', keyTerminalId: '10000002' }],
  ['host-rekeyed', { tmkKcv: '08D7B4', hostTmkKcv: '849956' }],
  ['wrong-key-index-setting', { keyIndex: 1, loadedIndex: 0 }],
  ['keys-lost-by-update', { slotState: 'empty' }],
  ['keys-lost-by-update', { onset: '2026-11-22', changes: [{ what: 'firmware', at: '2026-11-21' }] }],
  ['sm-switch', { onset: '2026-11-22', changes: [{ what: 'sm', at: '2026-11-20' }] }],
]
for (const [cause, change] of stated)
  test(`${cause} is what ${Object.keys(change).join(' and ')} say`, async () => {
    assert.equal(first(await diagnosed(signIn({ wrong: ['pik', 'mak'], ...change }))).cause, cause)
  })

test('without further facts four causes are tied, and none is accused', async () => {
  const { causes } = await diagnosed(signIn({ wrong: ['pik', 'mak'] }))
  assert.equal(causes.filter(({ tiedWith }) => tiedWith).length, 4)
  assert.ok(causes.every(({ confidence }) => confidence < 0.9))
})
