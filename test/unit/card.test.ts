import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InjectionEvent } from '../../electron/contract/events.js'
import type { Outcome } from '../../electron/contract/values.js'
import { actionsOf, type Card, cardOutcome, fold, freshCard, freshRow } from '../../electron/injection/card.js'

const of = { attempt: 'at-1', port: 'p' }
const device = {
  family: 'newland-k21',
  serial: 'N7',
  serialSource: 'read',
  model: 'K21',
  firmware: '1',
  tampered: null,
} as const
const ready: Card = {
  ...freshCard({ port: 'p', driver: 'newland-k21', simulated: true, label: 'A1', readable: ['TPK'] }),
  presence: 'ready',
  profile: 'practice-tpk',
  keys: [freshRow({ label: 'TPK', slot: 2, usage: 'TPK' })],
}
const kcv = {
  label: 'TPK',
  slot: 2,
  expected: '08D7B4',
  expectedSource: 'letter',
  station: '08D7B4',
  reported: '08D7B4',
  method: 'tdes-zeros',
  bytes: 3,
  provenance: 'computed',
  verdict: 'match',
} as const
const result = (outcome: Outcome): InjectionEvent => ({
  event: 'attempt-result',
  ...of,
  outcome,
  label: 'TPK',
  slot: 2,
  seq: 9,
  ms: 120,
  warnings: [],
  code: '00',
  fault: null,
})
const events = (outcome: Outcome): InjectionEvent[] => [
  { event: 'attempt-intent', ...of, label: 'TPK', slot: 2, usage: 'TPK', ksn: null, seq: 7 },
  { event: 'device', ...of, ...device },
  { event: 'slots', ...of, when: 'before', slots: [] },
  { event: 'attempt-armed', ...of, label: 'TPK', slot: 2, seq: 8 },
  { event: 'kcv', ...of, ...kcv },
  { event: 'slots', ...of, when: 'after', slots: [] },
  result(outcome),
]

test('a card walks its step rail as the events come', () => {
  const steps = events('injected').reduce<[Card, (string | null)[]]>(
    ([card, seen], event) => {
      const after = fold(card, event)
      return [after, [...seen, after.step]]
    },
    [ready, []],
  )
  assert.deepEqual(steps[1], ['identify', 'slots', 'armed', 'load', 'record', 'record', 'record'])
})
test('a row takes the three values, the outcome and its record number, and nothing that is not its own', () => {
  const [row] = events('injected').reduce(fold, ready).keys
  assert.deepEqual(row?.kcv, kcv)
  assert.deepEqual([row?.outcome, row?.seq, row?.state], ['injected', 9, 'done'])
})
test('one key gives the card its own outcome; several are complete, partial or failed', () => {
  assert.equal(cardOutcome(ready), null)
  assert.equal(cardOutcome(events('mismatched').reduce(fold, ready)), 'mismatched')
  const two = (a: Outcome, b: Outcome): Card => ({
    ...ready,
    keys: [
      { ...ready.keys[0]!, state: 'done', outcome: a },
      { ...ready.keys[0]!, state: 'done', outcome: b },
    ],
  })
  assert.equal(cardOutcome(two('injected', 'injected')), 'complete')
  assert.equal(cardOutcome(two('injected', 'mismatched')), 'partial')
  assert.equal(cardOutcome(two('mismatched', 'refused')), 'failed')
})
test('a load is never offered while the result of one before it is not known', () => {
  const open = events('indeterminate').reduce(fold, ready)
  assert.deepEqual(actionsOf(open), ['read-back', 'close-attempt', 'remove'])
  assert.deepEqual(actionsOf({ ...open, readable: [] }), ['close-attempt', 'remove'])
  assert.deepEqual(actionsOf({ ...open, presence: 'gone' }), ['close-attempt', 'remove'])
})
test('nothing can be done to a card at work', () => {
  assert.deepEqual(actionsOf({ ...ready, presence: 'working' }), [])
  assert.deepEqual(actionsOf({ ...ready, presence: 'identifying' }), [])
})
test('a ready card without a profile asks to choose one first', () => {
  assert.deepEqual(actionsOf({ ...ready, profile: null }), [
    'choose',
    'identify',
    'family',
    'settings',
    'rename',
    'remove',
  ])
  assert.ok(actionsOf(ready).includes('start'))
})

test('in a set one key of unknown result speaks for the whole device', () => {
  const row = ready.keys[0]!
  const set = (...keys: Partial<typeof row>[]): Card => ({
    ...ready,
    keys: keys.map((key) => ({ ...row, state: 'done', ...key })),
  })
  assert.equal(cardOutcome(set({ outcome: 'injected' }, { outcome: 'indeterminate' })), 'indeterminate')
  assert.equal(cardOutcome(set({ outcome: 'injected' }, { outcome: 'indeterminate', closed: true })), 'closed')
  assert.equal(cardOutcome(set({ outcome: 'mismatched' }, { outcome: null, state: 'skipped' })), 'failed')
  assert.equal(cardOutcome(set({ outcome: 'indeterminate', closed: true })), 'closed')
})
test('an attempt that a person closed no longer stands in the way, and is no success', () => {
  const closed: Card = {
    ...ready,
    keys: [{ ...ready.keys[0]!, state: 'done', outcome: 'indeterminate', closed: true }],
  }
  assert.ok(actionsOf(closed).includes('start'))
})
