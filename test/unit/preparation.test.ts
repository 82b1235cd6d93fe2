// What the programs in build/ promise: work is done again when sources changed, counts are right, ends are told.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { projectRoot } from '../harness/tree.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kcv-preparation-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const inBuild = (path: string) => join(projectRoot, 'build', path)
const { NODE_TEST_CONTEXT: _, ...environment } = process.env

const run = (words: readonly string[]) =>
  spawnSync(process.execPath, words, { encoding: 'utf8', env: environment, cwd: folder })

interface Stamps {
  fingerprint(paths: readonly string[], facts?: readonly string[]): string
}
const stamps = (await import(pathToFileURL(inBuild('setup/stamp.mjs')).href)) as Stamps

test('a fingerprint changes with a file, its time, its absence and the facts beside it, and with nothing else', () => {
  const file = join(folder, 'a.ts')
  writeFileSync(file, 'one')
  utimesSync(file, 1_000, 1_000)
  const first = stamps.fingerprint([folder])
  assert.equal(stamps.fingerprint([folder]), first)
  assert.notEqual(stamps.fingerprint([folder], ['another compiler']), first)
  utimesSync(file, 2_000, 2_000)
  const touched = stamps.fingerprint([folder])
  writeFileSync(join(folder, 'b.ts'), '')
  const grown = stamps.fingerprint([folder])
  rmSync(file)
  const shrunk = stamps.fingerprint([folder])
  assert.equal(new Set([first, touched, grown, shrunk]).size, 4)
})

const fixture = `
import { describe, test } from 'node:test'
test('passes', () => {})
test('fails', () => { throw new Error('as it should') })
test('skipped', { skip: true }, () => {})
test('to do', { todo: true }, () => {})
describe('a suite is no test', () => {
  test('but what is in it is', () => {})
})
`

test('the counting reporter counts tests, not suites, and counts what did not run as skipped', () => {
  writeFileSync(join(folder, 'fixture.test.mjs'), fixture)
  const counts = join(folder, 'counts.json')
  const reporter = pathToFileURL(inBuild('test/count-reporter.mjs')).href
  const words = ['--test', `--test-reporter=${reporter}`, `--test-reporter-destination=${counts}`, 'fixture.test.mjs']
  assert.equal(run(words).status, 1)
  assert.deepEqual(JSON.parse(readFileSync(counts, 'utf8')), { passed: 2, failed: 1, skipped: 2 })
})

test('a test file that cannot be loaded counts as failed', () => {
  writeFileSync(join(folder, 'broken.test.mjs'), "import './nowhere.mjs'")
  const reporter = pathToFileURL(inBuild('test/count-reporter.mjs')).href
  const { stdout } = run([
    '--test',
    `--test-reporter=${reporter}`,
    '--test-reporter-destination=stdout',
    'broken.test.mjs',
  ])
  assert.deepEqual(JSON.parse(stdout), { passed: 0, failed: 1, skipped: 0 })
})

test('the command says in one sentence that it is not built, and ends with 78', () => {
  mkdirSync(join(folder, 'build'))
  copyFileSync(inBuild('kcv-station.mjs'), join(folder, 'build', 'kcv-station.mjs'))
  const { status, stderr, stdout } = run(['build/kcv-station.mjs', 'kcv'])
  assert.equal(status, 78)
  assert.equal(stdout, '')
  assert.equal(stderr, `kcv-station is not built yet: run \`npm run setup\` in ${folder} first.\n`)
})

test('a kind of test that does not exist is a usage error, and the last line counts it as failed', () => {
  const { status, stdout, stderr } = run([inBuild('test.mjs'), '--only', 'nonsense'])
  assert.equal(status, 64)
  assert.match(stderr, /There is no kind of test called "nonsense"/)
  assert.equal(stdout, '0 passed, 1 failed\n')
})

test('preparing something that does not exist is a usage error', () => {
  const { status, stderr } = run([inBuild('setup.mjs'), '--only', 'nonsense'])
  assert.equal(status, 64)
  assert.match(stderr, /terminal\|window\|build\|pack\|test/)
})
