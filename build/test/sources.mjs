// Which tests there are: read from the sources, so that a compiled test whose source is gone does not run.
import { readdirSync } from 'node:fs'
import { inside } from '../setup/project.mjs'

/**
 * @param {string} folder under test/
 * @param {string} ending `.test.ts` or `.spec.ts`
 * @param {readonly string[]} words a file runs when its name holds one of these; none means all
 * @returns {string[]} names without the ending, sorted
 */
export const testsIn = (folder, ending, words) => {
  let names
  try {
    names = readdirSync(inside('test', folder), { recursive: true })
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
  return names
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
    .sort()
}
