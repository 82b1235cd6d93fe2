// The fault sweep over the list of families: every byte of a whole conversation and of settling one, and every named fault of
// the line. What the simulated terminal's store really holds decides. KCV_SWEEP_SEED repeats a run.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { apart } from '../harness/sweep/apart.js'
import { families, leftOut } from '../harness/sweep/families.js'
import type { SweepResult } from '../harness/sweep/sweep-main.js'

/** About half of all bytes: the other half is played on the other core. */
const firstHalf = ['newland-k21', 'szzt-zt598']
const ids = families.map(({ driver }) => driver.id)
const halves = [ids.filter((id) => firstHalf.includes(id)), ids.filter((id) => !firstHalf.includes(id))]

let results: readonly SweepResult[]
before(async () => {
  const [first, second] = halves
  const played = [apart<SweepResult>('sweep-main', first), apart<SweepResult>('sweep-main', [...second!, '--together'])]
  results = (await Promise.all(played)).map(({ result }) => result)
})
const ofAll = <T>(list: (result: SweepResult) => readonly T[]): readonly T[] => results.flatMap(list)
const seeds = () => `seeds ${results.map(({ seed }) => seed).join(', ')}`

for (const { driver } of families) {
  test(`${driver.id}: whatever becomes of any byte, nothing is called injected that is not there`, (t) => {
    const { wrong, ...swept } = ofAll((result) => result.families).find(({ family }) => family === driver.id)!
    t.diagnostic(`${seeds()}: ${JSON.stringify(swept)}`)
    assert.deepEqual(wrong, [], seeds())
    assert.ok(swept.cases > 500)
    // The sweep met the load itself: some faults came too late to harm it, and some left it open.
    for (const outcome of ['abandoned', 'indeterminate'] as const)
      assert.ok(
        Object.values(swept.counts).some((row) => row[outcome]),
        outcome,
      )
  })
  test(`${driver.id}: whatever becomes of any byte of settling, nothing is settled that was not read`, (t) => {
    const { wrong, ...swept } = ofAll((result) => result.settling).find(({ family }) => family === driver.id)!
    t.diagnostic(`${seeds()}: ${JSON.stringify(swept)}`)
    assert.deepEqual(wrong, [], seeds())
    assert.ok(swept.cases > 40)
  })
  test(`${driver.id}: every named fault of the line ends as it may, and neither a full disk nor a clock that jumps leaves a key without a trace`, (t) => {
    const faults = ofAll((result) => result.faults).find(({ family }) => family === driver.id)!
    t.diagnostic(faults.outcomes.map(([fault, outcome]) => `${fault}: ${outcome}`).join(' · '))
    assert.deepEqual(faults.wrong, [])
    assert.ok(faults.diskSteps > 3)
    assert.ok(faults.clockJumps >= 6)
  })
}

for (const { driver, because } of leftOut) test(`${driver} is left out`, { skip: because }, () => {})

test('all ports lost at once: each tells the truth about its own', (t) => {
  const lost = results.find(({ together }) => together)!.together!
  t.diagnostic(JSON.stringify(lost))
  assert.deepEqual(lost.wrong, [])
  assert.ok(lost.ports >= 2 * families.length && lost.moments > 10)
  for (const outcome of ['abandoned', 'indeterminate', 'injected']) assert.ok(lost.outcomes[outcome], outcome)
})

test('every attempt is in the log, which verifies and has none open: those left open were read back or closed', () => {
  for (const { log, open } of results) assert.deepEqual([log, open], ['pass', 0])
})
test('no key is left in native memory', () => {
  for (const { handles } of results) assert.equal(handles, 0)
})
