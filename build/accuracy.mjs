// `npm run accuracy [-- --cases N] [--seed S]`: the long measure of the diagnosis, every cause and the field-like mix.
// Prints the figures in Markdown as docs/accuracy.md keeps them, and ends with 1 where one of them does not hold.
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { prepare } from './setup/prepare.mjs'
import { inside } from './setup/project.mjs'

const options = { cases: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } }
const { values } = parseArgs({ options })
const each = Number(values.cases)

await prepare('test')
const harness = (name) => import(inside('dist', 'test', 'harness', 'cases', `${name}.js`))
const [{ measuredInParallel }, { figuresPage }, { broken }] = await Promise.all(
  ['parallel', 'report', 'claims'].map(harness),
)
const scores = await measuredInParallel({ seed: values.seed, each, mixed: 10 * each }, availableParallelism())
console.log(`${scores.byRow.length} cases by cause, ${scores.mix.length} of the mix, seed ${values.seed}\n`)
console.log(figuresPage(scores))
// A run of fewer cases than the figures are meant for may miss them by chance.
const misses = broken(scores, each >= 2_000)
for (const miss of misses) console.error(`does not hold: ${miss}`)
process.exitCode = misses.length === 0 ? 0 : 1
