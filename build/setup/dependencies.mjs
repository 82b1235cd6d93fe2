// node_modules, as package-lock.json says.
import { readFileSync } from 'node:fs'
import { run } from './command.mjs'
import { exits, inside } from './project.mjs'
import { fingerprint, matches, stamp } from './stamp.mjs'

const lockFile = inside('package-lock.json')
const stampFile = inside('node_modules', '.kcv-station-stamp')
const print = () => fingerprint([lockFile, inside('node_modules', '.package-lock.json')])

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages

/** npm's own note of what it installed agrees with the lock file, packages for other systems left out. */
const installedAsLocked = () => {
  try {
    const here = packagesOf(inside('node_modules', '.package-lock.json'))
    return Object.entries(packagesOf(lockFile)).every(
      ([path, { version, optional, peer }]) =>
        path === '' || (here[path] ? here[path].version === version : optional || peer),
    )
  } catch {
    return false
  }
}

export const dependenciesFit = () => {
  const now = print()
  if (matches(stampFile, now)) return true
  if (!installedAsLocked()) return false
  stamp(stampFile, now)
  return true
}

export const installDependencies = async () => {
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js') ? [process.execPath, process.env.npm_execpath] : ['npm']
  const [program, ...words] = [...npm, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  // No package here needs its install script: the serial port's binding comes built, Electron is fetched by a later step.
  await run(program, words, {
    advice: 'See that the npm registry can be reached (npm ping), then run the same command again.',
    exit: exits.unavailable,
  })
  stamp(stampFile, print())
}
