// The store's part of custody: the file of credentials, the mark of production, and what of this machine may write memory to a disk.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Environment, home } from './store.js'

const PRIVATE_FILE = 0o600
const PRIVATE_FOLDER = 0o700

const readOr = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function writeDurably(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: PRIVATE_FOLDER })
  const fresh = `${path}.new`
  const fd = openSync(fresh, 'w', PRIVATE_FILE)
  try {
    writeSync(fd, text)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  renameSync(fresh, path)
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/** The credentials of a data directory's people, readable by the station alone. */
export const credentialFile = (dataDirectory: string) => {
  const path = join(dataDirectory, 'people', 'credentials.json')
  return { read: () => readOr(path), write: (text: string) => writeDurably(path, text) }
}

/** Where the mark lies: one place for the installed package, one for each user otherwise. */
export const stateRoots = (environment: Environment) => ({
  installed: '/var/lib/kcv-station',
  own: join(home(environment, 'XDG_STATE_HOME', '.local/state'), 'kcv-station'),
})
const markIn = (root: string): string => join(root, 'production')

/** Where a production station born now lies, below the root that holds its mark. */
export const productionPlace = (root: string, name: string): string => join(root, 'stations', name)

/** @param root of `stateRoots` */
export const markProduction = (root: string, directory: string): void =>
  writeDurably(markIn(root), `${JSON.stringify({ directory })}\n`)

/** The production directory that the mark of this machine names; null where it names none that is there. */
export function markedDirectory(environment: Environment): string | null {
  for (const root of Object.values(stateRoots(environment))) {
    try {
      const { directory } = JSON.parse(readOr(markIn(root)) ?? 'null') as { readonly directory?: unknown }
      if (typeof directory === 'string' && existsSync(directory)) return directory
    } catch {
      // A mark that says nothing is a mark all the same: the lab stays closed.
    }
  }
  return null
}

/** Swap that is on, and whether the machine may hibernate; false where it cannot be told (not Linux). */
export function memoryOnDisk(): { readonly swap: boolean; readonly hibernation: boolean } {
  const swaps = (readOr('/proc/swaps') ?? '').trim().split('\n').slice(1)
  // Swap in compressed memory never reaches a disk.
  const swap = swaps.some((line) => line.trim() !== '' && !line.startsWith('/dev/zram'))
  const hibernation = / disk\b|^disk\b/.test(readOr('/sys/power/state') ?? '') && swap
  return { swap, hibernation }
}
