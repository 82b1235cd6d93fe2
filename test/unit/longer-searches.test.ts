// The longer search as the window runs it: asked how far it is, stopped, and what it says at most.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diagnose, readCase } from '../../electron/diagnosis/index.js'
import type { Depths } from '../../electron/diagnosis/search.js'
import { liveSecrets } from '../../electron/keys/vault.js'
import { LongerSearches, longerOf } from '../../electron/longer-searches.js'
import { kaseR, R } from '../harness/diagnosis.js'

// R with its first digit a 7 and its last but one a 5, made by OpenSSL: neither the usual search nor any fact explains it.
const twoDigits = kaseR({ reported: '09BBABFE352E4C1C', expected: 'AF8C074A692A3666', lab: { key: R } })

async function searched(depths: Depths) {
  using open = readCase(Buffer.from(JSON.stringify(twoDigits)), { lab: true })
  return await diagnose(open.case, { keys: open.keys, ...depths })
}

test('it is offered where the usual search names nobody', async () => {
  const made = await searched({})
  assert.equal(made.report.causes[0]!.cause, 'unknown')
  assert.deepEqual(longerOf({ made, searched: true, longer: false }), { longer: 'offered' })
  assert.deepEqual(longerOf({ made, searched: false, longer: false }), {})
})

test('it finds two wrong digits and calls them no more than possible', async () => {
  const made = await new LongerSearches().run(7, searched)
  const [first] = made!.report.causes
  assert.equal(first!.cause, 'component-typo')
  assert.ok(first!.confidence <= 0.5)
  assert.deepEqual(longerOf({ made: made!, searched: true, longer: true }), { longer: 'done' })
})

test('it says how far it is, and ends with nothing when it is stopped', async () => {
  const searches = new LongerSearches()
  const seen: (number | null)[] = []
  const found = await searches.run(7, (depths) =>
    searched({
      ...depths,
      onProgress: (done) => {
        depths.onProgress?.(done)
        seen.push(searches.told(7, done > 0.2).done)
      },
    }),
  )
  assert.equal(found, null)
  assert.ok(seen.length > 0 && seen.at(-1)! > 0.2 && seen.at(-1)! < 0.9)
  assert.deepEqual(searches.told(7, false), { done: null })
  assert.equal(liveSecrets(), 0)
})
