// The .deb of an unpacked app: a tree of files, the control files, dpkg-deb. Nothing is downloaded; two runs over the same
// files and SOURCE_DATE_EPOCH give the same bytes.
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { run } from '../setup/command.mjs'
import { exits, inside } from '../setup/project.mjs'
import { iconSizes } from './icons.mjs'

const orHalt = { advice: 'dpkg-deb comes with the Debian package dpkg.', exit: exits.unavailable }
const here = (...names) => inside('build', 'package', ...names)
const architectures = { x64: 'amd64', arm64: 'arm64' }
export const debArchitecture = architectures[process.arch]

/** Files of the package that are copied as they are: where from, where to, how they may be used. */
const plainFiles = [
  [here('debian', '72-kcv-station.rules'), 'usr/lib/udev/rules.d/72-kcv-station.rules', 0o644],
  [here('debian', 'kcv-station.desktop'), 'usr/share/applications/kcv-station.desktop', 0o644],
  [here('debian', 'copyright'), 'usr/share/doc/kcv-station/copyright', 0o644],
  [here('icons', 'kcv-station.svg'), 'usr/share/icons/hicolor/scalable/apps/kcv-station.svg', 0o644],
  [here('debian', 'install-update'), 'usr/sbin/kcv-station-install-update', 0o755],
  ...iconSizes.map((size) => [
    here('icons', `${size}x${size}.png`),
    `usr/share/icons/hicolor/${size}x${size}/apps/kcv-station.png`,
    0o644,
  ]),
]

const place = (tree, path, mode, write) => {
  const full = join(tree, path)
  mkdirSync(dirname(full), { recursive: true, mode: 0o755 })
  write(full)
  chmodSync(full, mode)
}

const filled = (file, values) =>
  readFileSync(file, 'utf8').replace(/@([A-Z]+)@/g, (_, name) => {
    if (!Object.hasOwn(values, name)) throw new Error(`${file} asks for @${name}@`)
    return values[name]
  })
/** A gzip file without a time in it. */
const packed = (text) => gzipSync(text, { level: 9 })

const everythingIn = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? [...everythingIn(path), path] : [path]
  })

const isPlainFile = (path) => lstatSync(path).isFile()
/** Files are readable by all and changed by root alone; what the app ships as a program stays one. */
const settleModes = (tree) => {
  for (const path of everythingIn(tree)) {
    const about = lstatSync(path)
    if (about.isSymbolicLink() || path.endsWith('chrome-sandbox')) continue
    chmodSync(path, about.isDirectory() || about.mode & 0o111 ? 0o755 : 0o644)
  }
}

const sums = (tree) =>
  everythingIn(tree)
    .filter((path) => isPlainFile(path) && !path.startsWith(join(tree, 'DEBIAN')))
    .sort()
    .map((path) => `${createHash('md5').update(readFileSync(path)).digest('hex')}  ${relative(tree, path)}\n`)
    .join('')
const kilobytes = (tree) =>
  Math.ceil(everythingIn(tree).reduce((sum, path) => sum + (isPlainFile(path) ? lstatSync(path).size : 4096), 0) / 1024)

/**
 * @param {{unpacked: string, launcher: string, version: string, sequence: number, keys: readonly string[], output: string, epoch: number, fast: boolean}} what
 * @returns {Promise<string>} the file's path
 */
export const makeDeb = async ({ unpacked, launcher, version, sequence, keys, output, epoch, fast }) => {
  const tree = join(output, 'deb')
  rmSync(tree, { recursive: true, force: true })
  mkdirSync(tree, { recursive: true, mode: 0o755 })
  cpSync(unpacked, join(tree, 'opt', 'kcv-station'), { recursive: true, verbatimSymlinks: true })
  for (const [from, to, mode] of plainFiles) place(tree, to, mode, (path) => copyFileSync(from, path))
  const text = (path, content) => place(tree, path, 0o644, (full) => writeFileSync(full, content))
  text('opt/kcv-station/release-number', `${sequence}\n`)
  text('opt/kcv-station/release-keys', keys.map((key) => `${key}\n`).join(''))
  place(tree, 'usr/bin/kcv-station', 0o755, (path) => copyFileSync(launcher, path))
  symlinkSync('kcv-station', join(tree, 'usr/bin/kcv-station-window'))
  const day = new Date(epoch * 1000).toISOString().slice(0, 10)
  const facts = { VERSION: version, ARCHITECTURE: debArchitecture, DATE: day }
  text('usr/share/man/man1/kcv-station.1.gz', packed(filled(here('debian', 'kcv-station.1'), facts)))
  symlinkSync('kcv-station.1.gz', join(tree, 'usr/share/man/man1/kcv-station-window.1.gz'))
  const update = filled(here('debian', 'kcv-station-install-update.8'), facts)
  text('usr/share/man/man8/kcv-station-install-update.8.gz', packed(update))
  text('usr/share/doc/kcv-station/changelog.gz', packed(readFileSync(inside('CHANGELOG.md'))))
  settleModes(tree)
  chmodSync(join(tree, 'opt/kcv-station/chrome-sandbox'), 0o4755)
  for (const script of ['postinst', 'prerm', 'postrm'])
    place(tree, `DEBIAN/${script}`, 0o755, (path) => copyFileSync(here('debian', script), path))
  text('DEBIAN/md5sums', sums(tree))
  text('DEBIAN/control', filled(here('debian', 'control'), { ...facts, SIZE: `${kilobytes(tree)}` }))
  for (const path of [...everythingIn(tree), tree]) lutimesSync(path, epoch, epoch)
  const file = join(output, `kcv-station_${version}_${debArchitecture}.deb`)
  const compression = fast ? ['-Zgzip', '-z1'] : ['-Zxz']
  await run('dpkg-deb', ['--root-owner-group', ...compression, '--build', tree, file], {
    ...orHalt,
    env: { SOURCE_DATE_EPOCH: `${epoch}` },
  })
  rmSync(tree, { recursive: true })
  return file
}
