// When the tests are started by root, the window is tested as an ordinary user would run it: from a copy that this user
// can read, with Chromium's sandbox on.
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../setup/command.mjs'
import { exits, inside } from '../setup/project.mjs'

const idOf = (flag) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout.trim())
const orHalt = { advice: 'There must be room for a second copy of node_modules.', exit: exits.unavailable }
const copied = ['package.json', 'build', 'dist', 'native', 'node_modules', 'test']

/** Hard links where both are on one disk and others may read them, else copies made readable. */
const place = async (from, to) => {
  const sameDisk = statSync(from).dev === statSync(join(to, '..')).dev
  if (sameDisk) await run('cp', ['-al', from, to], orHalt)
  else await run('cp', ['-a', from, to], orHalt)
  const closed = await run('find', [to, '!', '-type', 'l', '!', '-perm', '-o=r', '-print', '-quit'], orHalt)
  if (closed === '') return
  rmSync(to, { recursive: true })
  await run('cp', ['-a', from, to], orHalt)
  await run('chmod', ['-R', 'a+rX', to], orHalt)
}

/** Where this system refuses user namespaces, Chromium needs its helper setuid root. On a copy, not on the linked file. */
const giveSandboxHelper = (folder) => {
  const helper = join(folder, 'chrome-sandbox')
  if (!existsSync(helper)) return
  cpSync(helper, `${helper}.own`)
  rmSync(helper)
  cpSync(`${helper}.own`, helper)
  rmSync(`${helper}.own`)
  chownSync(helper, 0, 0)
  chmodSync(helper, 0o4755)
}

/**
 * @param {{scratch: string, electron: string}} where a folder for everything made here; Electron's folder
 * @returns {Promise<{root: string, electron: string, give(path: string): void, command(program: string, words: readonly string[]): [string, string[]]}>}
 */
export const ordinaryUser = async ({ scratch, electron }) => {
  const [uid, gid] = [idOf('-u'), idOf('-g')]
  // Made for its owner alone; that user has to pass through it.
  chmodSync(scratch, 0o711)
  const root = join(scratch, 'station')
  mkdirSync(root)
  for (const name of copied) await place(inside(name), join(root, name))
  const ownElectron = join(scratch, 'electron')
  await place(electron, ownElectron)
  giveSandboxHelper(ownElectron)
  return {
    root,
    electron: ownElectron,
    /** Gives a file or folder to that user. */
    give: (path) => chownSync(path, uid, gid),
    command: (program, words) => [
      'setpriv',
      [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--', program, ...words],
    ],
  }
}

/** The user who runs this already is one. */
export const sameUser = ({ electron }) => ({
  root: inside(),
  electron,
  give: () => {},
  command: (program, words) => [program, [...words]],
})
