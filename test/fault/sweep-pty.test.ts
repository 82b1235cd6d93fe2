// One case in a hundred of the fault sweep over real serial lines and in real time; with --long every case.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { apart } from '../harness/sweep/apart.js'
import { families } from '../harness/sweep/families.js'
import type { PtyResult } from '../harness/sweep/pty-main.js'

let result: PtyResult
before(async () => {
  ;({ result } = await apart<PtyResult>('pty-main'))
})

for (const { driver } of families)
  test(`${driver.id}: over a real serial line nothing is called injected that is not there`, (t) => {
    const { wrong, cases, outcomes } = result.families.find(({ family }) => family === driver.id)!
    t.diagnostic(`seed ${result.seed}: ${cases} cases, ${JSON.stringify(outcomes)}`)
    assert.deepEqual(wrong, [], `seed ${result.seed}`)
  })

test('the log verifies and no key is left in native memory', () => {
  assert.ok(result.families.some(({ cases }) => cases > 0))
  assert.deepEqual([result.log, result.handles], ['pass', 0])
})
