// The package under test, as `npm run pack` makes it, with release keys made for this test: again only where something it is
// made of has changed.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { factsFile, pack } from '../package/pack.mjs'
import { run } from '../setup/command.mjs'
import { exits, inside } from '../setup/project.mjs'
import { fingerprint, matches, stamp } from '../setup/stamp.mjs'

const sources = ['electron', 'renderer', 'native', 'build', 'package.json', 'package-lock.json', 'CHANGELOG.md']
const keyFolder = inside('dist', 'package', 'test-keys')
const publicHalves = join(keyFolder, 'public')
const print = () => fingerprint([...sources.map((path) => inside(path)), publicHalves, factsFile])
const stampFile = inside('dist', '.stamps', 'package')

const makeKeys = async () => {
  rmSync(keyFolder, { recursive: true, force: true })
  mkdirSync(keyFolder, { recursive: true, mode: 0o700 })
  const keys = []
  for (const name of ['release-1', 'release-2', 'release-3', 'stranger'])
    keys.push(
      await run(process.execPath, [inside('build', 'update-note.mjs'), 'key', name], {
        cwd: keyFolder,
        advice: '',
        exit: exits.software,
      }),
    )
  writeFileSync(publicHalves, keys.slice(0, 3).join('\n'))
}

export const packFresh = async () => {
  if (matches(stampFile, print())) return
  if (!existsSync(publicHalves)) await makeKeys()
  await pack({ release: false, keys: readFileSync(publicHalves, 'utf8').split('\n'), sequence: 1 })
  stamp(stampFile, print())
}
