// `npm run pack`: the installable package of this machine's system, offline once the runtime is at hand. Prints what it made.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { prepare } from './setup/prepare.mjs'
import { exits } from './setup/project.mjs'
import { Halt, stopWith } from './setup/say.mjs'

const usage = `npm run pack -- [--release] [--keys FILE] [--sequence N]
  --release   only with the official Electron and three release keys; compressed well
  --keys      a file with the release keys' public halves, one note key a line
  --sequence  the release's number, above that of every release before it`

const read = () => {
  try {
    const options = {
      release: { type: 'boolean', default: false },
      keys: { type: 'string' },
      sequence: { type: 'string', default: '1' },
    }
    const { values } = parseArgs({ options })
    if (!/^[1-9]\d{0,7}$/.test(values.sequence)) throw new Error('--sequence is no number')
    return { release: values.release, sequence: Number(values.sequence), keys: keysIn(values.keys) }
  } catch (error) {
    throw new Halt(error.message, usage, exits.usage)
  }
}

const keysIn = (file) => {
  if (file === undefined) return []
  const keys = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
  const wrong = keys.find((key) => !/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/.test(key))
  if (wrong !== undefined || new Set(keys).size !== keys.length)
    throw new Error(`${file} holds something else than different note keys`)
  return keys
}

try {
  const asked = read()
  await prepare('pack')
  // Not before the packages that it packs with have been installed.
  const { pack } = await import('./package/pack.mjs')
  await pack(asked)
} catch (error) {
  stopWith(error)
}
