// The index at a million records: making it, opening the screen, facets, search, a proof, a report. Limits beside the figures.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { runErrand } from '../../electron/audit/errand.js'
import { RecordIndex } from '../../electron/audit/index/record-index.js'
import { everything, type RecordQuery } from '../../electron/contract/audit-views.js'
import { writeLargeLog } from '../harness/large-log.js'

const RECORDS = 1_000_000
const ROUNDS = 7
/** Asked through the index's thread, as the window asks; milliseconds, the middle of the rounds. */
const LIMITS = { open: 300, facet: 200, text: 300 }
const FEWEST_A_SECOND = 50_000

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'kcv-bench-'))
after(() => fs.rmSync(dir, { recursive: true, force: true }))
const { bytes } = writeLargeLog(dir, RECORDS)

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}
const rounds = async (work: (round: number) => Promise<unknown>): Promise<{ middle: number; worst: number }> => {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) times.push(await timed(() => work(round)))
  times.sort((a, b) => a - b)
  return { middle: times[ROUNDS >> 1]!, worst: times.at(-1)! }
}
/** An index in its thread that is as far as the log. */
const opened = (): Promise<RecordIndex> =>
  new Promise((done) => {
    const index: RecordIndex = new RecordIndex(dir, () => index.view.state === 'ready' && done(index))
  })
const query = (change: Partial<RecordQuery>): RecordQuery => ({ ...everything, ...change })

test('the index is made of the whole log', async (t) => {
  let index: RecordIndex | null = null
  const ms = await timed(async () => {
    index = await opened()
  })
  await index!.close()
  const rate = RECORDS / (ms / 1_000)
  const size = fs.statSync(path.join(dir, 'index.sqlite')).size
  t.diagnostic(
    `${RECORDS.toLocaleString('en')} records, ${Math.round(bytes / 1e6)} MB: ${Math.round(rate).toLocaleString('en')}/s ` +
      `(limit ${FEWEST_A_SECOND.toLocaleString('en')}), index of ${Math.round(size / 1e6)} MB`,
  )
  assert.ok(rate >= FEWEST_A_SECOND)
})

const outcomes = ['mismatched', 'refused', 'unverified', 'abandoned', 'attested', 'injected', 'indeterminate']
const asked: readonly [
  what: string,
  limit: number | null,
  work: (index: RecordIndex, round: number) => Promise<unknown>,
][] = [
  [
    'the screen opens: survey and first rows',
    LIMITS.open,
    async (index) => {
      const { size } = await index.ask('survey', { query: everything })
      await index.ask('rows', { query: everything, size, skip: 0, limit: 100 })
    },
  ],
  [
    'a facet is chosen',
    LIMITS.facet,
    (index, round) => index.ask('survey', { query: query({ facets: { outcome: [outcomes[round]!] } }) }),
  ],
  [
    'two facets are chosen',
    LIMITS.facet,
    (index, round) =>
      index.ask('survey', { query: query({ facets: { model: ['K21', 'P180'], operator: [`tech-0${round + 1}`] } }) }),
  ],
  [
    'a rare word is searched',
    LIMITS.text,
    (index, round) => index.ask('survey', { query: query({ text: `701234${round}` }) }),
  ],
  [
    'a common word is searched',
    LIMITS.text,
    (index, round) => index.ask('survey', { query: query({ text: `ttyusb${round}` }) }),
  ],
  [
    'two words are searched',
    LIMITS.text,
    (index, round) => index.ask('survey', { query: query({ text: `tech-0${round + 1} mismatched` }) }),
  ],
  [
    'a page deep in the list',
    LIMITS.facet,
    (index, round) => index.ask('rows', { query: everything, size: RECORDS, skip: 100_000 * round, limit: 100 }),
  ],
  ['a record with its proof', null, (index, round) => index.ask('detail', { seq: 140_000 * round })],
]

test('what is asked of it is answered in time', async (t) => {
  let index: RecordIndex | null = null
  const ms = await timed(async () => {
    index = await opened()
  })
  t.diagnostic(`taken up from the disk in ${Math.round(ms)} ms`)
  const late: string[] = []
  for (const [what, limit, work] of asked) {
    const { middle, worst } = await rounds((round) => work(index!, round))
    const told = `${what}: ${Math.round(middle)} ms (${limit === null ? 'no limit' : `limit ${limit}`}), worst of ${ROUNDS} ${Math.round(worst)}`
    t.diagnostic(told)
    if (limit !== null && middle > limit) late.push(told)
  }
  await index!.close()
  assert.deepEqual(late, [])
})

test('a report reads the whole log', async (t) => {
  const ms = await timed(() => runErrand(dir, 'report', { question: { kind: 'duplicates' }, most: 2_000 }))
  t.diagnostic(`duplicates over all records: ${(ms / 1_000).toFixed(1)} s`)
})
