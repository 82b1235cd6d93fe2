// What the USB tests boot: Debian's kernel with the modules of a USB device controller that needs no hardware, and a shell.
// Kept in the cache, unpacked from Debian's packages and never installed; only the emulator itself is installed.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { run } from './command.mjs'
import { groups, install, missing, updateLists } from './debian.mjs'
import { cache, exits } from './project.mjs'
import { Halt, say } from './say.mjs'
import { fingerprint } from './stamp.mjs'

const KERNEL = 'linux-image-amd64'
const SHELL = 'busybox-static'

/** Modules the guest loads; what these need comes along, in order. */
const wanted = [
  // the host's files, over which the guest writes in memory
  ...['virtio_pci', '9pnet_virtio', '9p', 'overlay'],
  // a USB host and a USB device controller on one imagined cable; the serial device on both sides
  ...['dummy_hcd', 'libcomposite', 'usb_f_acm', 'cdc_acm'],
  // a keyboard made by a program, and what reads it
  ...['evdev', 'uinput'],
]

/** Another list of modules is another guest. */
const folder = join(cache, `usb-guest-${fingerprint([], [KERNEL, SHELL, ...wanted]).slice(0, 8)}`)
const note = `${folder}-unavailable`
const NOTE_HOLDS_MS = 24 * 3_600_000

const unsuited = () =>
  process.platform === 'linux' && process.arch === 'x64' ? null : 'the guest is made for Linux on x86-64'

const inPlace = () => existsSync(folder) && missing(['usb']).length === 0

const noted = () => {
  const { mtimeMs = 0 } = statSync(note, { throwIfNoEntry: false }) ?? {}
  return Date.now() - mtimeMs < NOTE_HOLDS_MS ? readFileSync(note, 'utf8') : null
}

/** @returns {{folder: string} | {absent: string}} what the tests boot, or why there is none */
export const usbGuest = () => {
  const because = unsuited()
  if (because !== null) return { absent: because }
  return inPlace() ? { folder } : { absent: `${noted() ?? 'not prepared'} (to try again now: rm ${note})` }
}

export const usbGuestSettled = () => unsuited() !== null || inPlace() || noted() !== null

/** A machine that cannot have it loses these tests, and no others. */
export const makeUsbGuest = async () => {
  mkdirSync(cache, { recursive: true })
  try {
    const absent = missing(['usb'])
    if (absent.length > 0) await install(absent)
    if (!existsSync(folder)) await unpackGuest()
  } catch (error) {
    if (!(error instanceof Halt)) throw error
    const [because] = error.message.split('\n')
    say(`  the USB tests will be skipped: ${because}`)
    writeFileSync(note, because)
  }
}

const orHalt = {
  advice: `The Debian packages ${KERNEL}, ${SHELL} and ${groups.usb.join(' ')} are needed.`,
  exit: exits.unavailable,
}

const unpackGuest = async () => {
  const work = mkdtempSync(join(cache, '.unpacking-'))
  try {
    const guest = join(work, 'guest')
    mkdirSync(join(guest, 'modules'), { recursive: true })
    const [kernel, shell] = [await unpacked(await kernelPackage(), work), await unpacked(SHELL, work)]
    copyFileSync(only(filesBelow(shell), 'busybox'), join(guest, 'busybox'))
    const files = filesBelow(kernel)
    copyFileSync(only(files, /^vmlinuz-/), join(guest, 'vmlinuz'))
    await copyModules(files, join(guest, 'modules'))
    try {
      renameSync(guest, folder)
    } catch (error) {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error // another preparation was first
    }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** The package that the newest kernel's name stands for, as in linux-image-6.1.0-56-amd64. */
const kernelPackage = async () => {
  const words = ['depends', '--important', KERNEL]
  const found = async () => /Depends: (linux-image-\d\S+)/.exec(await run('apt-cache', words, orHalt))?.[1]
  let name = await found().catch(() => undefined)
  if (name === undefined) {
    await updateLists()
    name = await found()
  }
  if (name) return name
  throw new Halt(`Debian's lists hold no ${KERNEL}`, orHalt.advice, exits.unavailable)
}

/** Fetched and unpacked, checked by apt against Debian's signature. @returns the folder */
const unpacked = async (name, work) => {
  const place = join(work, name)
  mkdirSync(place)
  const fetch = () => run('apt-get', ['-q', 'download', name], { ...orHalt, cwd: place })
  // A list from before the last point release names files that are gone.
  await fetch().catch(async () => {
    await updateLists()
    await fetch()
  })
  const archive = join(place, only(readdirSync(place), /\.deb$/))
  await run('dpkg-deb', ['-x', archive, join(place, 'files')], orHalt)
  return join(place, 'files')
}

const filesBelow = (place) =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))

const only = (paths, name) => {
  const found = paths.find((path) => (typeof name === 'string' ? basename(path) === name : name.test(basename(path))))
  if (found) return found
  throw new Halt(`Debian's package holds no ${name}`, orHalt.advice, exits.software)
}

/** Numbered in the order in which they load. One that this kernel has built in, or no more, is not missed here. */
const copyModules = async (files, place) => {
  const known = new Map(
    files.flatMap((path) => {
      const [, name] = /([^/]+)\.ko(\.xz)?$/.exec(path) ?? []
      return name ? [[sameName(name), path]] : []
    }),
  )
  const done = new Set()
  const copy = async (name) => {
    const path = known.get(name)
    if (!path || done.has(name)) return
    done.add(name)
    const plain = path.endsWith('.xz') ? path.slice(0, -3) : path
    if (plain !== path) await run('xz', ['-d', path], orHalt)
    const bytes = readFileSync(plain)
    for (const needed of dependsOf(bytes)) await copy(needed)
    writeFileSync(join(place, `${String(readdirSync(place).length).padStart(2, '0')}-${name}.ko`), bytes)
  }
  for (const name of wanted) await copy(name)
}

const sameName = (name) => name.replaceAll('-', '_')

/** A module says what it needs in its own section: depends=a,b and a zero byte. */
const dependsOf = (module) => {
  const before = module.indexOf('\0depends=')
  if (before < 0) return []
  const at = before + '\0depends='.length
  const names = module.toString('latin1', at, module.indexOf(0, at))
  return names === '' ? [] : names.split(',').map(sameName)
}
