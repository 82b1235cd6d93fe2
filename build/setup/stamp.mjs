// Whether something was made from the sources as they are now. A stamp is a hash over path, size and time of change.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root } from './project.mjs'

const unwatched = new Set(['node_modules', 'build', '.git'])

const filesOf = (path) => {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return [[path, 'absent']]
  if (!stat.isDirectory()) return [[path, `${stat.size} ${stat.mtimeMs}`]]
  return readdirSync(path)
    .filter((name) => !unwatched.has(name))
    .sort()
    .flatMap((name) => filesOf(join(path, name)))
}

/**
 * @param {readonly string[]} paths files and folders; a missing one counts as such
 * @param {readonly string[]} facts anything else the result depends on
 */
export const fingerprint = (paths, facts = []) => {
  const hash = createHash('sha256').update(facts.join('\n'))
  for (const [path, state] of paths.flatMap(filesOf)) hash.update(`\n${relative(root, path)} ${state}`)
  return hash.digest('hex')
}

export const matches = (stampFile, print) => {
  try {
    return readFileSync(stampFile, 'utf8') === print
  } catch {
    return false
  }
}

export const stamp = (stampFile, print) => {
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, print)
}
