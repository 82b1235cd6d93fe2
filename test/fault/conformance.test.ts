// The conformance table over the list of families: outcomes as the rules demand, and docs/conformance.md as it comes out.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { apart } from '../harness/sweep/apart.js'
import type { ConformanceResult } from '../harness/sweep/conformance-main.js'
import { families, leftOut } from '../harness/sweep/families.js'
import { projectRoot } from '../harness/tree.js'

let result: ConformanceResult
before(async () => {
  ;({ result } = await apart<ConformanceResult>('conformance-main'))
})

for (const { driver, variants } of families)
  for (const variant of variants)
    test(`${driver.id} (${variant.name}): every way of loading ends as the rules demand, whatever goes wrong`, () => {
      const made = result.families.find(({ name }) => name === `${driver.id} (${variant.name})`)
      assert.ok(made && made.taken > 0)
      assert.deepEqual(made.wrong, [])
    })

for (const { driver, because } of leftOut) test(`${driver} is left out`, { skip: because }, () => {})

test('the log of all these attempts verifies, and no key is left in native memory', () => {
  assert.deepEqual([result.log, result.handles], ['pass', 0])
})

test('docs/conformance.md says what came out', () => {
  const path = `${projectRoot}docs/conformance.md`
  if (process.env.KCV_WRITE_DOCS) writeFileSync(path, result.page)
  assert.equal(
    result.page,
    readFileSync(path, 'utf8'),
    'KCV_WRITE_DOCS=1 node --test dist/test/fault/conformance.test.js writes it',
  )
})
