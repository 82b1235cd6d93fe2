// Where things are, and the exit codes (sysexits) this folder's programs end with.
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
/** A path inside the project. */
export const inside = (...names) => join(root, ...names)
/** What is worth keeping when node_modules and dist are thrown away. */
export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'kcv-station')

export const exits = { usage: 64, unavailable: 69, software: 70, cannotCreate: 73 }

/** The version package.json pins for a development dependency. */
export const pinned = (name) => JSON.parse(readFileSync(inside('package.json'), 'utf8')).devDependencies[name]
