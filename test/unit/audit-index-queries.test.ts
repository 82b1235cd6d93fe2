// What the index answers, compared with a plain look at every record.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { factsOf, fits } from '../../electron/audit/index/facts.js'
import type { AuditRecord } from '../../electron/audit/log.js'
import { facetNames, type RecordQuery } from '../../electron/contract/audit-views.js'
import { attempt, by, recordsOf, scratch, twelve, withLog } from '../harness/audit.js'
import { query, withIndex } from '../harness/indexed.js'

/** What a query must answer, found by a look at every record. */
function plainly(records: readonly AuditRecord[], asked: RecordQuery) {
  const facts = records.map(factsOf)
  const fitting = records.filter((_, place) => fits(facts[place]!, asked))
  const facets = facetNames.map((name, facet) => {
    const counts = new Map<string, number>()
    for (const one of facts) {
      const text = one.facets[facet]
      if (text && fits(one, { ...asked, facets: { ...asked.facets, [name]: [] } }))
        counts.set(text, (counts.get(text) ?? 0) + 1)
    }
    return [name, counts] as const
  })
  return { seqs: fitting.map(({ seq }) => seq).reverse(), facets }
}

const anyQuery = fc.record({
  text: fc.constantFrom('', '', 'sn-at-1', 'SN', 'pts/3', 'mismatched', 'clear-load', '08d7b4 sn', '灌装', 'nowhere'),
  facets: fc.record(
    {
      outcome: fc.subarray(['injected', 'mismatched', 'indeterminate', 'nothing']),
      type: fc.subarray(['attempt-intent', 'attempt-result', 'station-opened', 'device-refused']),
      operator: fc.subarray(['lab', 'zhang']),
      device: fc.subarray(['SN-at-1', 'SN-at-4']),
      key: fc.subarray(['TMK']),
    },
    { requiredKeys: [] },
  ),
  since: fc.constant(null),
  until: fc.constant(null),
}) as fc.Arbitrary<RecordQuery>

test('the index answers any query as a plain look at every record does', async (t) => {
  const { dir } = await twelve(scratch(t))
  await withLog(dir, async (log) => {
    for (const [id, outcome] of [
      ['at-4', 'mismatched'],
      ['at-5', 'indeterminate'],
    ] as const)
      await attempt(log, id, `SN-${id}`, outcome)
    await log.append('attempt-closed', { attempt: 'at-5', serial: 'SN-at-5', reason: '灌装中断，退回厂家' }, by)
  })
  const records = await recordsOf(dir)
  await withIndex(dir, async ({ index }) => {
    await fc.assert(
      fc.asyncProperty(anyQuery, async (asked) => {
        const plain = plainly(records, asked)
        const view = index.survey(asked)
        const rows = await index.rows(asked, view.size, 0, 100)
        assert.deepEqual(
          rows.map(({ record }) => record.seq),
          plain.seqs,
        )
        assert.equal(view.total, plain.seqs.length)
        for (const [name, counts] of plain.facets) {
          const shown = view.facets[name].values.filter(({ count }) => count > 0)
          assert.deepEqual(new Map(shown.map(({ value, count }) => [value, count])), counts, name)
        }
        const bars = view.histogram!.bars.reduce((sum, { all }) => sum + all, 0)
        assert.equal(bars, view.total)
      }),
      { numRuns: 300 },
    )
  })
})

test('pages of one survey stay as they were while the log grows', async (t) => {
  const { dir } = await twelve(scratch(t))
  await withLog(dir, (log) =>
    withIndex(dir, async ({ index }) => {
      const { size } = index.survey(query())
      const before = (await index.rows(query(), size, 3, 4)).map(({ record }) => record.seq)
      await attempt(log, 'at-9', 'SN-9', 'injected')
      await index.follow()
      assert.deepEqual(
        (await index.rows(query(), size, 3, 4)).map(({ record }) => record.seq),
        before,
      )
      assert.equal(index.survey(query()).total, log.size)
    }),
  )
})
