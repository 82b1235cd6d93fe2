// A home folder for tests alone: nothing they do meets the data, the settings or the production mark of this machine.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

const folders = {
  HOME: '.',
  XDG_DATA_HOME: 'data',
  XDG_CONFIG_HOME: 'config',
  XDG_STATE_HOME: 'state',
  XDG_CACHE_HOME: 'cache',
  XDG_RUNTIME_DIR: 'run',
  TMPDIR: 'tmp',
}

/** @param {string} folder  @param {(path: string) => void} [give] hands what was made to the user who will use it */
export const homeFolders = (folder, give = () => {}) => {
  const paths = Object.entries(folders).map(([name, path]) => [name, join(folder, path)])
  for (const [, path] of paths) {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    give(path)
  }
  return Object.fromEntries(paths)
}
