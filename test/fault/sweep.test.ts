// The fault sweep over the list of families: every byte of a whole conversation, and every named fault of the line. What
// the simulated terminal's store really holds decides. KCV_SWEEP_SEED repeats a run.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { apart } from '../harness/sweep/apart.js'
import { families, leftOut } from '../harness/sweep/families.js'
import type { SweepResult } from '../harness/sweep/sweep-main.js'

let result: SweepResult
before(async () => {
  ;({ result } = await apart<SweepResult>('sweep-main'))
})

for (const { driver } of families) {
  test(`${driver.id}: whatever becomes of any byte, nothing is called injected that is not there`, (t) => {
    const { wrong, ...swept } = result.families.find(({ family }) => family === driver.id)!
    t.diagnostic(`seed ${result.seed}: ${JSON.stringify(swept)}`)
    assert.deepEqual(wrong, [], `seed ${result.seed}`)
    assert.ok(swept.cases > 500)
    // The sweep met the load itself: some faults came too late to harm it, and some left it open.
    for (const outcome of ['abandoned', 'indeterminate'] as const)
      assert.ok(
        Object.values(swept.counts).some((row) => row[outcome]),
        outcome,
      )
  })
  test(`${driver.id}: every named fault of the line ends as it may, and a full disk leaves no key without a trace`, (t) => {
    const { wrong, outcomes, diskSteps } = result.faults.find(({ family }) => family === driver.id)!
    t.diagnostic(outcomes.map(([fault, outcome]) => `${fault}: ${outcome}`).join(' · '))
    assert.deepEqual(wrong, [])
    assert.ok(diskSteps > 3)
  })
}

for (const { driver, because } of leftOut) test(`${driver} is left out`, { skip: because }, () => {})

test('every attempt is in the log, which verifies and has those open that ended as indeterminate', () => {
  const ended = (name: string) =>
    result.families
      .flatMap(({ counts }) => Object.values(counts).map((row) => row[name as never] ?? 0))
      .reduce((a: number, b) => a + b, 0) +
    result.faults.flatMap(({ outcomes }) => outcomes).filter(([, outcome]) => outcome === name).length
  assert.equal(result.log, 'pass')
  assert.equal(result.open, ended('indeterminate'))
})
test('no key is left in native memory', () => assert.equal(result.handles, 0))
