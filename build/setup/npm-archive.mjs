// A package of the npm registry as a file, checked against the hash that is pinned here, for what is no dependency.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { run } from './command.mjs'
import { exits } from './project.mjs'
import { Halt } from './say.mjs'

export const npmAdvice = 'See that the npm registry can be reached (npm ping), then run the same command again.'

/**
 * @param {{name: string, version: string, sha512: string}} archive
 * @param {string} folder where the file is put
 * @returns {Promise<string>} its path
 * @throws {Halt} where it cannot be fetched, or is not the package it should be
 */
export const fetchArchive = async ({ name, version, sha512 }, folder) => {
  const words = ['pack', `${name}@${version}`, '--ignore-scripts', '--silent', '--pack-destination', folder]
  // npm prints the file's name last.
  const printed = await run('npm', words, { advice: npmAdvice, exit: exits.unavailable })
  const file = join(folder, printed.split('\n').at(-1))
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  if (hash.digest('base64') === sha512) return file
  throw new Halt(
    `${name} ${version} is not the package it should be: its SHA-512 differs`,
    npmAdvice,
    exits.unavailable,
  )
}
