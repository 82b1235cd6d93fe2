// Prepares this folder: `npm run setup`, `npm run build`. Needs nothing but Node, npm and, for what is missing, a network.
import { parseArgs } from 'node:util'
import { askAgainForOfficial } from './setup/electron.mjs'
import { prepare, purposes } from './setup/prepare.mjs'
import { exits } from './setup/project.mjs'
import { Halt, stopWith } from './setup/say.mjs'

const usage = `npm run setup -- [--only ${Object.keys(purposes).join('|')}] [--retry-electron]`

const read = () => {
  try {
    return parseArgs({ options: { only: { type: 'string', default: 'test' }, 'retry-electron': { type: 'boolean' } } })
      .values
  } catch (error) {
    throw new Halt(error.message, usage, exits.usage)
  }
}

try {
  const { only, 'retry-electron': retry } = read()
  if (!Object.hasOwn(purposes, only)) throw new Halt(`There is nothing called "${only}" to prepare`, usage, exits.usage)
  if (retry) askAgainForOfficial()
  await prepare(only)
} catch (error) {
  stopWith(error)
}
