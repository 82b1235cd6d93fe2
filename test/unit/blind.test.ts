// What main keeps back from people who are still to read a value: in views, on other cards, in records.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KeyRowView } from '../../electron/contract/views.js'
import { driverOf } from '../../electron/devices/index.js'
import { withoutValues } from '../../electron/injection/blind.js'
import { type Card, freshCard, freshRow } from '../../electron/injection/card.js'
import { cardViews } from '../../electron/injection/card-view.js'

const kcv = {
  label: 'TMK',
  slot: 1,
  expected: '08D7B4',
  expectedSource: 'letter',
  station: '08D7B4FB',
  reported: null,
  method: 'tdes-zeros',
  bytes: 3,
  provenance: 'none',
  verdict: 'none',
} as const
const row = (change: Partial<KeyRowView>): KeyRowView => ({
  ...freshRow({ label: 'TMK', slot: 1, usage: 'TMK' }),
  kcv,
  ...change,
})
const card = (driver: string, presence: Card['presence'], change: Partial<KeyRowView>): Card => ({
  ...freshCard({ port: `${driver}:1`, driver, simulated: false, label: 'A1', readable: [] }),
  presence,
  keys: [row(change)],
})
const shown = (...cards: Card[]) => cardViews(cards, { driverOf, mode: 'lab' })
const values = (views: ReturnType<typeof shown>) => JSON.stringify(views.map(({ keys }) => keys))

test('a key that people are to read shows no value: before, while, and as long as its result is not known', () => {
  for (const change of [
    { state: 'waiting' },
    { state: 'working' },
    { state: 'skipped' },
    { state: 'done', outcome: 'indeterminate' },
  ] as const)
    for (const presence of ['ready', 'working'] as const) {
      const views = shown(card('manual', presence, change))
      assert.doesNotMatch(values(views), /08D7/, JSON.stringify(change))
      assert.equal(views[0]?.keys[0]?.withheld, true)
    }
})
test('once it is settled, everything is shown', () => {
  for (const change of [
    { state: 'done', outcome: 'attested' },
    { state: 'done', outcome: 'mismatched' },
    { state: 'done', outcome: 'indeterminate', closed: true },
  ] as const)
    assert.match(values(shown(card('manual', 'ready', change))), /08D7B4/)
})
test('a terminal that speaks for itself keeps nothing back', () => {
  assert.match(values(shown(card('newland-k21', 'working', { state: 'working' }))), /08D7B4/)
})
test('while people read, the same value is hidden on every other card, in whichever of its rows it stands', () => {
  const reading = card('manual', 'working', { state: 'working' })
  for (const change of [
    { kcv },
    { kcv: { ...kcv, expected: null, station: null, reported: '08D7B4FB629D0885' } },
    { kcv: { ...kcv, expected: '08D7B4FB', station: null } },
  ])
    assert.doesNotMatch(
      values(shown(reading, card('newland-k21', 'ready', { state: 'done', outcome: 'injected', ...change }))),
      /08D7/,
    )
})
test('another value stays in sight, and so does the same one when nobody reads', () => {
  const other = card('newland-k21', 'ready', {
    state: 'done',
    outcome: 'injected',
    kcv: { ...kcv, expected: 'AF8C07', station: 'AF8C07', reported: 'AF8C07' },
  })
  assert.match(values(shown(card('manual', 'working', { state: 'working' }), other)), /AF8C07/)
  const same = card('newland-k21', 'ready', { state: 'done', outcome: 'injected' })
  assert.match(values(shown(card('manual', 'ready', { state: 'waiting' }), same)), /08D7B4/)
})
test('a record is shown without its check values, and with all the rest', () => {
  const record = {
    seq: 4,
    type: 'attempt-intent',
    body: {
      label: 'TMK',
      under: { kcv: '40826A', slot: 1 },
      kcv: { expected: '08D7B4', station: '08D7B4', reported: null, bytes: 3 },
      slotsBefore: [{ slot: 1, kcv: '08D7B4' }],
      componentKcvs: ['D5D44F', '08D7B4'],
    },
  }
  const text = JSON.stringify(withoutValues(record))
  assert.doesNotMatch(text, /08D7B4|D5D44F|40826A/)
  assert.match(text, /attempt-intent.*TMK.*"bytes":3/)
})
