// What the watch keeps between two looks changes nothing of what it says; the plans of diagnoses, and their ticks.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Body } from '../../electron/audit/bodies.js'
import { DAY, Told } from '../harness/watch.js'

test('looked at again and again, the figures and scores are those of a watch that hears it all at once', () => {
  const looked = new Told()
  const outcomes = ['injected', 'mismatched', 'refused', 'indeterminate'] as const
  const records: Parameters<Told['watch']['hear']>[0][] = []
  const hear = looked.watch.hear.bind(looked.watch)
  looked.watch.hear = (record) => {
    records.push(record)
    hear(record)
  }
  for (let n = 0; n < 240; n += 1) {
    looked.load({ serial: `SN${n % 30}`, by: `p${n % 7}`, port: `/dev/ttyUSB${n % 5}`, outcome: outcomes[n % 4]! })
    if (n % 3 === 0) looked.watch.view(looked.now)
    // Over more than thirty days, so that old ones fall out; and once the clock is set back by a day.
    if (n % 5 === 4) looked.now += n === 119 ? -DAY : DAY
  }
  const fresh = new Told()
  for (const record of records) fresh.watch.hear(record)
  assert.deepEqual(looked.watch.view(looked.now), fresh.watch.view(looked.now))
})

const made = (attempt: string | null): Body<'diagnosis-made'> => ({
  ...{ attempt, serial: 'SN0001', party: 'device', searched: false, tried: 0, severity: 'high' },
  causes: [{ cause: 'stale-key', perMille: 970 }],
  plan: [
    { step: 'read-back', kind: 'step', owner: 'technician', within: 'PT30M' },
    { step: 'tell-officer', kind: 'contingency', owner: 'officer', within: 'P1D' },
  ],
})

test('a diagnosis leaves a plan with deadlines; a tick of either place is its tick, and overdue is what is not ticked', () => {
  const told = new Told()
  const { seq, wall } = told.record('diagnosis-made', made('at-1'))
  const plans = () => told.watch.view(told.now).plans
  const [plan] = plans()
  assert.deepEqual([plan?.plan, plan?.seq, plan?.cause, plan?.severity], ['diagnosis/at-1', seq, 'stale-key', 'high'])
  assert.deepEqual(
    plan?.steps.map(({ due, overdue }) => [Date.parse(due) - Date.parse(wall), overdue]),
    [
      [30 * 60_000, false],
      [DAY, false],
    ],
  )
  told.now += 31 * 60_000
  assert.deepEqual(
    plans()[0]?.steps.map(({ overdue }) => overdue),
    [true, false],
  )
  told.record('plan-step-ticked', { plan: 'diagnosis/at-1', step: 'read-back', done: true, by: 'li', note: '' })
  assert.deepEqual(
    plans()[0]?.steps.map(({ ticked, overdue }) => [ticked?.by ?? null, overdue]),
    [
      ['li', false],
      [null, false],
    ],
  )
})

test('a later diagnosis of the same attempt goes on with its ticks; one of a typed case has a plan by its record', () => {
  const told = new Told()
  told.record('diagnosis-made', made('at-1'))
  told.record('plan-step-ticked', { plan: 'diagnosis/at-1', step: 'read-back', done: true, by: 'li', note: '' })
  const { seq } = told.record('diagnosis-made', made(null))
  told.record('diagnosis-made', made('at-1'))
  const { plans } = told.watch.view(told.now)
  assert.deepEqual(
    plans.map(({ plan, steps }) => [plan, steps[0]?.ticked?.by ?? null]),
    [
      ['diagnosis/at-1', 'li'],
      [`diagnosis/${seq}`, null],
    ],
  )
})
