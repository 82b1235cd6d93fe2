// Which Electron runs here: one the user names, the official one, or the stand-in for machines that cannot fetch it.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fetchOfficial } from './electron-official.mjs'
import { makeStandIn, standIn } from './electron-stand-in.mjs'
import { cache, inside, pinned } from './project.mjs'
import { say } from './say.mjs'

/** @typedef {{folder: string, version: string, kind: 'named' | 'official' | 'stand-in'}} Electron */

const executable = (folder) => join(folder, 'electron')
const officialFolder = inside('node_modules', 'electron', 'dist')
/** Written when the download site could not be reached, so that the next start does not wait for it again. */
const unreachableNote = () => join(cache, `electron-${pinned('electron')}-unreachable`)

const versionIn = (folder) => {
  try {
    return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '')
  } catch {
    return 'unknown version'
  }
}

/** @returns {Electron | null} what is ready to run, without fetching anything */
export const electronHere = () => {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (named && existsSync(executable(named))) return { folder: named, version: versionIn(named), kind: 'named' }
  if (versionIn(officialFolder) === pinned('electron') && existsSync(executable(officialFolder)))
    return { folder: officialFolder, version: pinned('electron'), kind: 'official' }
  if (existsSync(executable(standIn.folder)))
    return { folder: standIn.folder, version: standIn.version, kind: 'stand-in' }
  return null
}

/** Makes the next `prepareElectron` try the official runtime although a stand-in is here. */
export const askAgainForOfficial = () => rmSync(unreachableNote(), { force: true })

/** Nothing to do: a runtime is here, and a stand-in only where the official one was asked for in vain. */
export const electronReady = () => {
  const here = electronHere()
  return here !== null && (here.kind !== 'stand-in' || existsSync(unreachableNote()))
}

export const prepareElectron = async () => {
  if (!existsSync(unreachableNote())) {
    const because = await fetchOfficial()
    if (because === null) return
    say(`  Electron ${pinned('electron')} cannot be had here: ${because}`)
    mkdirSync(dirname(unreachableNote()), { recursive: true })
    writeFileSync(unreachableNote(), `${new Date().toISOString()} ${because}\n`)
  }
  if (electronHere() === null) await makeStandIn()
}

/** One sentence for the end of the preparation. */
export const describeElectron = ({ kind, version, folder }) =>
  ({
    official: `Electron ${version} (official)`,
    named: `Electron ${version} (named by ELECTRON_OVERRIDE_DIST_PATH: ${folder})`,
    'stand-in': `Electron ${version} (stand-in for development and tests; the official ${pinned('electron')} could not be fetched. Try again: npm run setup -- --retry-electron)`,
  })[kind]

/** What a program needs in its environment to find this Electron. */
export const electronEnvironment = ({ folder }) => ({
  KCV_ELECTRON: executable(folder),
  ELECTRON_OVERRIDE_DIST_PATH: folder,
})
