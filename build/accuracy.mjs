// `npm run accuracy [-- --cases N] [--seed S] [--minutes M] [--keep]`: the long measure of the diagnosis, every cause and the field-like mix.
// Prints the figures in Markdown, with --keep writes them into docs/accuracy.md, and ends with 1 where one does not hold.
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { prepare } from './setup/prepare.mjs'
import { inside } from './setup/project.mjs'

const options = {
  cases: { type: 'string', default: '2000' },
  seed: { type: 'string', default: '1' },
  minutes: { type: 'string' },
  keep: { type: 'boolean', default: false },
}
const { values } = parseArgs({ options })
const each = Number(values.cases)
/** Cases of the mix for each case of a row. */
const MIXED = 5

await prepare('build')
const harness = (name) => import(inside('dist', 'test', 'harness', 'cases', `${name}.js`))
const [{ measuredInParallel }, { figuresPage }, { broken }] = await Promise.all(
  ['parallel', 'report', 'claims'].map(harness),
)
const until = values.minutes === undefined ? null : Date.now() + 60_000 * Number(values.minutes)
const scores = await measuredInParallel({ seed: values.seed, each, mixed: MIXED, until }, availableParallelism())
const done = scores.mix.length / MIXED
// A run of fewer cases than the figures are meant for may miss them by chance.
const misses = broken(scores, done >= 2_000)
const verdict =
  misses.length === 0 ? 'Every figure holds.' : `Does not hold:\n\n${misses.map((miss) => `- ${miss}`).join('\n')}`
const page = `${done} cases a row, ${scores.byRow.length} in all, ${scores.mix.length} of the mix, seed \`${values.seed}\`. ${verdict}

${figuresPage(scores)}
`
console.log(page)
if (values.keep) {
  const document = inside('docs', 'accuracy.md')
  const heading = '## As last measured\n'
  const [before] = readFileSync(document, 'utf8').split(heading)
  writeFileSync(document, `${before}${heading}\n${page}`)
}
process.exitCode = misses.length === 0 ? 0 : 1
