// The diagnosis against cases made by another hand, with the truth attached: every cause, and a mix as the field has it.
import assert from 'node:assert/strict'
import { availableParallelism } from 'node:os'
import { test } from 'node:test'
import { broken } from '../harness/cases/claims.js'
import { measuredInParallel } from '../harness/cases/parallel.js'
import { figuresPage } from '../harness/cases/report.js'

// The long run, 2,000 cases a cause and exact figures, is `npm run accuracy`: it takes longer than a kind of tests may.
const each = Number(process.env.KCV_CASES ?? 40)
const exact = each >= 2_000

// Two processes of pure reckoning: a busy machine needs longer than a test of this kind is given.
const timeout = 15 * 60_000

test('party, cause, sureness and silence of the diagnosis hold their figures in every cause and the mix', {
  timeout,
}, async (t) => {
  const wanted = { seed: process.env.KCV_SEED ?? '1', each, mixed: 5, until: null }
  const scores = await measuredInParallel(wanted, availableParallelism())
  t.diagnostic(`${scores.byRow.length} cases by cause, ${scores.mix.length} of the mix\n${figuresPage(scores)}`)
  assert.deepEqual(broken(scores, exact), [])
})
