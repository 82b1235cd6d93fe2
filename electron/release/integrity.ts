// Whether the program is the one that was packaged. On Linux Electron checks nothing of its archive, so this does. It finds
// damage and a careless change; against root, who can change this file too, nothing on the machine helps.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Fault } from '../contract/fault.js'
import { type ReleaseManifest, readManifest } from './manifest.js'

const ARCHIVE = 'app.asar'
const BESIDE = 'app.asar.unpacked'

/** Electron shows an archive as a folder; with this set it is the one file that it is. */
interface Archives {
  noAsar?: boolean
}

const plainly = <T>(read: () => T): T => {
  const archives = process as Archives
  const before = archives.noAsar ?? false
  archives.noAsar = true
  try {
    return read()
  } finally {
    archives.noAsar = before
  }
}

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

/** Every file below a folder, by its path from `from`. */
const filesBelow = (folder: string, from: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(from, join(entry.parentPath, entry.name)))

/**
 * @param resources the folder that holds app.asar
 * @param expected SHA-256 of app.asar, as the launcher was compiled with it
 * @returns the manifest inside
 * @throws release/altered, naming the first file that is not as it was packaged; release/not-launched without a hash
 */
export function checkIntegrity(resources: string, expected: string | undefined): ReleaseManifest {
  if (!expected || !/^[0-9a-f]{64}$/.test(expected)) throw new Fault('release/not-launched')
  if (plainly(() => hashOf(join(resources, ARCHIVE))) !== expected) throw altered(ARCHIVE)
  const manifest = readManifest(readFileSync(join(resources, ARCHIVE, 'package.json'), 'utf8'))
  plainly(() => checkUnpacked(resources, manifest.unpacked))
  return manifest
}

function checkUnpacked(resources: string, hashes: ReleaseManifest['unpacked']): void {
  for (const file of filesBelow(join(resources, BESIDE), resources))
    if (!Object.hasOwn(hashes, file)) throw altered(file)
  for (const [file, hash] of Object.entries(hashes)) if (hashAt(join(resources, file)) !== hash) throw altered(file)
}

const hashAt = (path: string): string | null => {
  try {
    return hashOf(path)
  } catch {
    return null
  }
}

const altered = (file: string): Fault => new Fault('release/altered', { file })

/**
 * Names of the variables this process was started with. Electron takes some out of its environment before our first line
 * runs (NODE_OPTIONS, where the fuse forbids it): the kernel still has them.
 */
export function variablesAtStart(): readonly string[] {
  try {
    const all = readFileSync('/proc/self/environ', 'latin1').split('\0')
    return all.map((one) => one.slice(0, Math.max(0, one.indexOf('=')))).filter((name) => name !== '')
  } catch {
    return [] // no such file on other systems: process.env is all there is
  }
}

/** The package.json this very program runs from, inside the archive or in the sources. */
export const ownPackage = (): string =>
  readFileSync(fileURLToPath(new URL('../../../package.json', import.meta.url)), 'utf8')
