// Runs compiled node:test files with one runtime and answers their tally.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inside, root } from '../setup/project.mjs'
import { runGroup } from './process-group.mjs'
import { none } from './tally.mjs'

/** Far beyond any test's need: a test that hangs ends as a failure, not as a run without end. */
const LONG_TIMEOUT_MS = 90 * 60_000
const reporter = pathToFileURL(inside('build', 'test', 'count-reporter.mjs')).href

/**
 * @param {{program: string, files: readonly string[], environment: Record<string, string>, scratch: string, minutes: number, atOnce: number}} what
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export const runNodeTests = async ({ program, files, environment, scratch, minutes, atOnce }) => {
  const counts = join(scratch, 'counts.json')
  rmSync(counts, { force: true })
  const words = [
    '--test',
    `--test-concurrency=${atOnce}`,
    `--test-timeout=${environment.KCV_LONG ? LONG_TIMEOUT_MS : minutes * 60_000}`,
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${reporter}`,
    `--test-reporter-destination=${counts}`,
    ...files,
  ]
  const code = await runGroup(program, words, { cwd: root, env: environment })
  const tally = counted(counts)
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

/** What the reporter wrote; nothing when the runner died before it could count, which its exit code makes a failure. */
const counted = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return none
  }
}
