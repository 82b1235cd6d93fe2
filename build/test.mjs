// `npm test`: prepares, runs every kind of test, and ends with one line: N passed, N failed.
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { prepare } from './setup/prepare.mjs'
import { exits, root } from './setup/project.mjs'
import { Halt, say, seconds, stopWith } from './setup/say.mjs'
import { homeFolders } from './test/home.mjs'
import { kinds, onlyWhenNamed } from './test/kinds.mjs'
import { one, ran, sentence, sum } from './test/tally.mjs'

// Random inputs a decoder: what the continuous check asks for, and what a long run adds.
const fuzzCounts = { usual: '1000000', long: '10000000' }

const usage = `npm test -- [--only KIND[,KIND]…] [--long] [WORD]…
KIND is one of ${Object.keys(kinds).join(', ')}; a WORD chooses the test files whose name holds it.`

const read = () => {
  try {
    const options = { only: { type: 'string' }, long: { type: 'boolean', default: false } }
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    const names = values.only?.split(',') ?? Object.keys(kinds).filter((name) => !onlyWhenNamed.has(name))
    const unknown = names.find((name) => !Object.hasOwn(kinds, name))
    if (unknown !== undefined) throw new Error(`There is no kind of test called "${unknown}"`)
    return { names, long: values.long, words: positionals }
  } catch (error) {
    throw new Halt(error.message, usage, exits.usage)
  }
}

const runKind = async (name, words, context) => {
  const found = kinds[name].find(words)
  if (found.length === 0) return { name, tally: sum([]) }
  const began = performance.now()
  say(`\n── ${name} ${'─'.repeat(Math.max(0, 76 - name.length))}`)
  const tally = await kinds[name].run(found, context)
  // Test files that hold no test that ran prove nothing, save where the kind may say why it was skipped.
  const excused = kinds[name].excused && tally.skipped > 0
  const counted = ran(tally) || excused ? tally : { ...tally, failed: 1 }
  return { name, tally: counted, took: performance.now() - began }
}

/** On the project's disk where that can be: the window's tests run from a copy made of hard links. */
const makeScratch = () => {
  const disk = statSync(root).dev
  const base = [tmpdir(), '/var/tmp'].find((path) => statSync(path, { throwIfNoEntry: false })?.dev === disk)
  return mkdtempSync(join(base ?? tmpdir(), 'kcv-test-'))
}

const runAll = async ({ names, long, words }) => {
  await prepare('test')
  const scratch = makeScratch()
  try {
    const environment = {
      KCV_FUZZ: long ? fuzzCounts.long : fuzzCounts.usual,
      ...process.env,
      ...homeFolders(join(scratch, 'home')),
      ...(long ? { KCV_LONG: '1' } : {}),
    }
    const results = []
    for (const name of names) results.push(await runKind(name, words, { environment, scratch }))
    return results.filter(({ took }) => took !== undefined)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

try {
  const results = await runAll(read())
  say('')
  for (const { name, tally, took } of results) say(`${name.padEnd(10)} ${sentence(tally)}  (${seconds(took)})`)
  const total = sum(results.map(({ tally }) => tally))
  if (results.length === 0) total.failed = 1
  say(sentence(total))
  process.exitCode = total.failed > 0 ? 1 : 0
} catch (error) {
  stopWith(error)
  say(sentence(one(false)))
}
