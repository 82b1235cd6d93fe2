// The Debian packages that Node's registry cannot give: a compiler, the libraries a window needs, the tools of the tests.
import { readFileSync } from 'node:fs'
import { attempt } from './command.mjs'
import { exits } from './project.mjs'
import { Halt, say } from './say.mjs'

export const groups = {
  // udev: serialport's list of ports is read with udevadm. unzip: the stand-in Electron comes as a zip.
  build: ['gcc', 'g++', 'make', 'python3', 'libssl-dev', 'udev', 'unzip'],
  window: ['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2', 'libxss1', 'libxtst6', 'fonts-noto-cjk'],
  // openssl signs for virtual cards, pcscd and vpcd are the reader they are put into. The last two: the audit log's notes and
  // proofs are judged by Go's own packages for transparency logs.
  test: [
    ...['xvfb', 'xauth', 'xdotool', 'socat', 'openssl', 'pcscd', 'vsmartcard-vpcd'],
    ...['golang-go', 'golang-golang-x-mod-dev'],
  ],
  // An emulator: the USB tests bring their own machine. Where it cannot be had they are skipped.
  // And in it a display server that reads keyboards by evdev, to show that it does not get a grabbed one.
  usb: ['qemu-system-x86', 'xserver-xorg-core', 'xserver-xorg-video-dummy', 'xserver-xorg-input-evdev', 'xinput'],
}

const STATUS = '/var/lib/dpkg/status'

/** Names of installed packages and of what they provide; null where there is no dpkg. */
const installed = () => {
  let text
  try {
    text = readFileSync(STATUS, 'utf8')
  } catch {
    return null
  }
  const names = new Set()
  for (const entry of text.split('\n\n')) {
    if (!entry.includes('\nStatus: install ok installed\n')) continue
    names.add(/^Package: (.+)$/m.exec(entry)?.[1])
    // Later releases renamed some (libgtk-3-0t64) and say what they stand for.
    for (const word of /^Provides: (.+)$/m.exec(entry)?.[1].split(', ') ?? []) names.add(word.split(' ')[0])
  }
  return names
}

/** @returns {string[]} packages of these groups that are not here; none where there is no dpkg */
export const missing = (wanted) => {
  const here = installed()
  return here ? wanted.flatMap((group) => groups[group]).filter((name) => !here.has(name)) : []
}

const asRoot = () => (process.getuid() === 0 ? [] : ['sudo', '-n'])
const apt = (...words) => {
  const [program, ...before] = [...asRoot(), 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...words]
  return attempt(program, before)
}

/** Not fatal where it fails: the lists that are here may do. What counts is what is done with them. */
export const updateLists = async () => {
  const { code } = await apt('update')
  if (code !== 0) say('  apt-get update failed; going on with the package lists that are here')
}

export const install = async (names) => {
  const words = ['install', '-y', '--no-install-recommends', ...names]
  const byHand = `sudo apt-get update && sudo apt-get ${words.join(' ')}`
  if (asRoot().length > 0 && (await attempt('sudo', ['-n', 'true'])).code !== 0) {
    throw new Halt(
      `These Debian packages are needed, and this user may not install them: ${names.join(' ')}`,
      `Run this, then the same command again:\n${byHand}`,
      exits.unavailable,
    )
  }
  await updateLists()
  const { code, output } = await apt(...words)
  if (code === 0) return
  throw new Halt(
    `apt-get could not install: ${names.join(' ')}\n${output}`,
    `See that Debian's package servers can be reached, then run:\n${byHand}`,
    exits.unavailable,
  )
}
