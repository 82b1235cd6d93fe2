// From the built station to an installable package: the app's folder, its fuses, the launcher, the .deb.
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import { run } from '../setup/command.mjs'
import { describeElectron, electronHere } from '../setup/electron.mjs'
import { prepare } from '../setup/prepare.mjs'
import { exits, inside } from '../setup/project.mjs'
import { Halt, say, seconds } from '../setup/say.mjs'
import { makeDeb } from './deb.mjs'
import config from './electron-builder.config.mjs'
import { fuseTable, readFuses } from './fuses.mjs'

const output = inside('dist', 'package')
const unpacked = join(output, 'linux-unpacked')
const PROGRAM = 'kcv-station-app'
const KEYS_OF_A_RELEASE = 3
/** What the test that reads the package is told of it. */
export const factsFile = join(output, 'facts.json')

const sha256 = (file) => createHash('sha256').update(readFileSync(file)).digest('hex')
const { version } = JSON.parse(readFileSync(inside('package.json'), 'utf8'))
const orHalt = { advice: 'Run npm run setup, then the same command again.', exit: exits.software }

/** Times in the package: those of the last commit, or what the caller says (reproducible-builds.org). */
const sourceDate = async () => {
  if (process.env.SOURCE_DATE_EPOCH) return Number(process.env.SOURCE_DATE_EPOCH)
  const { mtimeMs } = statSync(inside('package.json'))
  if (!existsSync(inside('.git'))) return Math.floor(mtimeMs / 1000)
  return Number(await run('git', ['log', '-1', '--format=%ct'], orHalt))
}

const system = `${process.platform}-${process.arch}`
const rust = { x64: 'x86_64', arm64: 'aarch64' }[process.arch]
/** What the system loads: the one list. A native that is not in it stops the packing. */
const natives = [
  'native/build/Release/kcv_native.node',
  `node_modules/@libsql/${system}-gnu/index.node`,
  `node_modules/@node-rs/argon2-${system}-gnu/argon2.${system}-gnu.node`,
  `node_modules/@pcsc-mini/${process.platform}-${rust}-gnu/addon.node`,
  `node_modules/@serialport/bindings-cpp/prebuilds/${system}/@serialport+bindings-cpp.glibc.node`,
]
/** By their path below resources/, with their hashes: the very files the package will hold. */
const hashedNatives = () =>
  Object.fromEntries(natives.map((file) => [join('app.asar.unpacked', file), sha256(inside(file))]))

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))

const buildFolder = async (electron, release) => {
  const { Arch, build, Platform } = await import('electron-builder')
  rmSync(unpacked, { recursive: true, force: true })
  mkdirSync(output, { recursive: true })
  await build({
    targets: Platform.LINUX.createTarget('dir', Arch[process.arch]),
    projectDir: inside(),
    publish: 'never',
    config: { ...config, electronDist: electron.folder, electronVersion: electron.version, extraMetadata: { release } },
  })
  // The stand-in carries a loader for folders; the package runs its archive alone.
  rmSync(join(unpacked, 'resources', 'app'), { recursive: true, force: true })
  rmSync(join(unpacked, 'resources', 'default_app.asar'), { force: true })
  const found = filesBelow(join(unpacked, 'resources', 'app.asar.unpacked')).map((path) =>
    relative(join(unpacked, 'resources'), path),
  )
  const strange = found.filter((file) => !Object.hasOwn(release.unpacked, file))
  const lost = Object.keys(release.unpacked).filter((file) => !found.includes(file))
  if (strange.length + lost.length > 0)
    throw new Halt(
      `Beside the archive lie other files than expected: ${[...strange, ...lost].join(', ')}`,
      'build/package/pack.mjs lists them.',
      exits.software,
    )
}

const buildLauncher = async (hash) => {
  const file = join(output, 'launcher')
  const hardening = [
    '-fstack-protector-strong',
    '-D_FORTIFY_SOURCE=2',
    '-fstack-clash-protection',
    '-static-pie',
    '-Wl,-z,relro,-z,now,-z,noexecstack',
    '-s',
  ]
  const words = [
    '-std=c11',
    '-O2',
    '-Wall',
    '-Wextra',
    '-Werror',
    ...hardening,
    `-DPACKAGE_HASH="${hash}"`,
    '-o',
    file,
    inside('build', 'package', 'launcher.c'),
  ]
  await run('gcc', words, orHalt)
  chmodSync(file, 0o755)
  return file
}

const assertRelease = ({ release, keys }, electron) => {
  if (!release) return
  if (electron.kind === 'stand-in')
    throw new Halt(
      'A release is made with the official Electron, and this machine has the stand-in',
      'npm run setup -- --retry-electron',
      exits.unavailable,
    )
  if (keys.length !== KEYS_OF_A_RELEASE)
    throw new Halt(
      `A release carries ${KEYS_OF_A_RELEASE} release keys, and --keys names ${keys.length}`,
      'docs/packaging.md says how they are made.',
      exits.usage,
    )
}

/** @param {{release: boolean, keys: readonly string[], sequence: number}} wanted */
export const pack = async (wanted) => {
  await prepare('pack')
  const began = performance.now()
  const electron = electronHere()
  assertRelease(wanted, electron)
  const { keys, sequence } = wanted
  await buildFolder(electron, { sequence, keys, unpacked: hashedNatives() })
  const program = join(unpacked, PROGRAM)
  const fuses = await readFuses(program)
  if (fuses.some(({ wanted, found }) => (found === 'on') !== wanted))
    throw new Halt(`Fuses are not as wanted:\n${fuseTable(fuses).join('\n')}`, '', exits.software)
  const hash = sha256(join(unpacked, 'resources', 'app.asar'))
  const launcher = await buildLauncher(hash)
  const deb = await makeDeb({
    unpacked,
    launcher,
    version,
    sequence,
    keys,
    output,
    epoch: await sourceDate(),
    fast: !wanted.release,
  })
  writeFileSync(
    `${factsFile}.new`,
    JSON.stringify({
      unpacked,
      program,
      hash,
      launcher,
      deb,
      version,
      sequence,
      electron: electron.version,
      kind: electron.kind,
    }),
  )
  renameSync(`${factsFile}.new`, factsFile)
  say(`fuses of ${PROGRAM}:\n${fuseTable(fuses).join('\n')}`)
  say(`app.asar ${hash}`)
  say(`${relative(inside(), deb)}  ${(statSync(deb).size / 1e6).toFixed(1)} MB  sha256 ${sha256(deb)}`)
  say(`packed in ${seconds(performance.now() - began)} with ${describeElectron(electron)}`)
  if (electron.kind === 'stand-in')
    say('This package is for trying out: a release is made with the official Electron only (--release).')
}
