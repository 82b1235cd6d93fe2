// Calls that the gate refused: told in sums, at most once a minute, none lost.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Denials } from '../../electron/audit/denials.js'
import type { Body } from '../../electron/audit/log.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import { born, by, open, recordsOf, scratch } from '../harness/audit.js'

type Told = Body<'calls-denied'>

/** A clock and timers that stand until they are moved. */
function byHand() {
  const told: Told[] = []
  const hand = { now: Date.UTC(2026, 10, 22, 8), failing: false }
  const due: { at: number; work: () => void }[] = []
  const denials = new Denials({
    append: async (body) => {
      if (hand.failing) throw new Error('full')
      told.push(body)
    },
    now: () => hand.now,
    after: (ms, work) => {
      const one = { at: hand.now + ms, work }
      due.push(one)
      return () => void due.splice(due.indexOf(one), 1)
    },
  })
  const pass = async (ms: number) => {
    hand.now += ms
    for (const one of due.filter(({ at }) => at <= hand.now)) {
      due.splice(due.indexOf(one), 1)
      one.work()
    }
    await new Promise((later) => setImmediate(later))
  }
  return { denials, told, hand, pass }
}
const sumOf = ({ counts, others }: Told) => counts.reduce((sum, { calls }) => sum + calls, others)

test('a flood of 100,000 refused calls in an hour leaves at most one record a minute, and their sum is exact', async () => {
  const { denials, told, pass } = byHand()
  const codes = ['gate/denied', 'gate/bad-shape', 'gate/unknown-command']
  for (let call = 0; call < 100_000; call += 1) {
    denials.note({ command: call % 2 === 0 ? 'job/start' : null, code: codes[call % 3]! })
    if (call % 100 === 99) await pass(3_600)
  }
  await denials.close()
  assert.ok(told.length <= 61, `${told.length} records`)
  assert.equal(
    told.reduce((sum, one) => sum + one.calls, 0),
    100_000,
  )
  for (const one of told) assert.equal(sumOf(one), one.calls)
  assert.deepEqual(new Set(told.flatMap(({ counts }) => counts.map(({ code }) => code))), new Set(codes))
})

test('the first refused call after a quiet minute is told at once', async () => {
  const { denials, told, pass } = byHand()
  denials.note({ command: 'job/start', code: 'gate/denied' })
  await pass(0)
  denials.note({ command: 'job/start', code: 'gate/denied' })
  await pass(59_999)
  assert.equal(told.length, 1)
  await pass(1)
  assert.equal(told.length, 2)
  assert.deepEqual(told[1], {
    since: '2026-11-22T08:00:00.000Z',
    calls: 1,
    counts: [{ command: 'job/start', code: 'gate/denied', calls: 1 }],
    others: 0,
  })
})

test('more kinds of refusal than one record tells apart are counted together', async () => {
  const { denials, told } = byHand()
  for (let kind = 0; kind < 100; kind += 1) denials.note({ command: `c/${kind}`, code: 'gate/denied' })
  await denials.close()
  assert.deepEqual([told.length, told[0]!.calls, told[0]!.counts.length, told[0]!.others], [1, 100, 64, 36])
})

test('what could not be written is told with what comes next', async () => {
  const { denials, told, hand, pass } = byHand()
  hand.failing = true
  for (let call = 0; call < 5; call += 1) denials.note({ command: null, code: 'gate/denied' })
  await pass(0)
  hand.failing = false
  denials.note({ command: 'job/start', code: 'gate/denied' })
  await pass(60_000)
  assert.deepEqual([told.length, told[0]!.calls, sumOf(told[0]!)], [1, 6, 6])
})

test('a flood against a real log adds two records to it', async (t) => {
  const { dir, vkey } = await born(scratch(t, 'memory'))
  const log = await open(dir)
  const denials = new Denials({
    append: (body) => log.append('calls-denied', body, by),
    now: Date.now,
    after: (ms, work) => {
      const timer = setTimeout(work, ms)
      return () => clearTimeout(timer)
    },
  })
  for (let call = 0; call < 100_000; call += 1) {
    denials.note({ command: 'job/start', code: 'gate/denied' })
    if (call % 10_000 === 0) await new Promise((later) => setTimeout(later, 1))
  }
  await denials.close()
  await log.close()
  const told = (await recordsOf(dir, { type: 'calls-denied' })).map(({ body }) => body as Told)
  assert.ok(told.length <= 2)
  assert.equal(
    told.reduce((sum, { calls }) => sum + calls, 0),
    100_000,
  )
  assert.equal((await verifyDirectory(dir, { vkey })).verdict, 'pass')
})
