// The conformance table over the list of families: outcomes as the rules demand, and docs/conformance.md as it comes out.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { liveSecrets } from '../../electron/keys/vault.js'
import { conformancePage, type Section, section } from '../harness/sweep/conformance.js'
import { families, leftOut } from '../harness/sweep/families.js'
import { SweepLog } from '../harness/sweep/log.js'
import { projectRoot } from '../harness/tree.js'

let log: SweepLog
const sections: Section[] = []
before(async () => {
  log = await SweepLog.create()
})
after(async () => {
  assert.equal(await log.end(), 'pass', 'the log of all these attempts verifies')
  assert.equal(liveSecrets(), 0)
})

for (const family of families)
  for (const variant of family.variants)
    test(`${family.driver.id} (${variant.name}): every way of loading ends as the rules demand, whatever goes wrong`, async (t) => {
      const made = await section(family, variant, log)
      sections.push(made)
      assert.deepEqual(
        made.lines.flatMap(({ wrong }) => wrong),
        [],
      )
      assert.ok(made.lines.some(({ notTaken }) => notTaken === null))
      t.diagnostic(`${made.lines.length} ways`)
    })

for (const { driver, because } of leftOut) test(`${driver} is left out`, { skip: because }, () => {})

test('docs/conformance.md says what came out', () => {
  const page = conformancePage(sections)
  const path = `${projectRoot}docs/conformance.md`
  if (process.env.KCV_WRITE_DOCS) writeFileSync(path, page)
  assert.equal(page, readFileSync(path, 'utf8'), 'KCV_WRITE_DOCS=1 node --test dist/test/fault/conformance.test.js writes it')
})
