// The preparation: what must be there before anything runs, in order. Each step knows when it has nothing to do.
import { addonFits, buildAddon } from './addon.mjs'
import { binLinked, linkBin } from './bin.mjs'
import { bundlePages, compile, compiled, pagesBundled } from './compile.mjs'
import { install, missing } from './debian.mjs'
import { dependenciesFit, installDependencies } from './dependencies.mjs'
import { describeElectron, electronHere, electronReady, prepareElectron } from './electron.mjs'
import { makeNodeNext, nodeNextReady } from './node-next.mjs'
import { exits } from './project.mjs'
import { Halt, say, seconds, sinceStart } from './say.mjs'
import { inTurn } from './turn.mjs'
import { makeUsbGuest, usbGuestSettled } from './usb-guest.mjs'

/** @typedef {{about: () => string, ready: () => boolean, make: () => unknown}} Step */

/** @returns {Step} */
const debian = (...groups) => ({
  about: () => `Debian packages: installing ${missing(groups).join(' ')}`,
  ready: () => missing(groups).length === 0,
  make: () => install(missing(groups)),
})
const sources = (target) => ({
  about: () => `TypeScript: compiling ${target}`,
  ready: () => compiled(target),
  make: () => compile(target),
})
const dependencies = {
  about: () => 'node_modules: installing what package-lock.json names (npm ci)',
  ready: dependenciesFit,
  make: installDependencies,
}
const addon = {
  about: () => 'native addon: compiling native/ against OpenSSL (node-gyp)',
  ready: addonFits,
  make: buildAddon,
}
const electron = { about: () => 'Electron: fetching the runtime', ready: electronReady, make: prepareElectron }
const nextNode = { about: () => 'Node 24: fetching it for the tests', ready: nodeNextReady, make: makeNodeNext }
const pages = { about: () => 'window pages: bundling renderer/ (vite)', ready: pagesBundled, make: bundlePages }
const usbGuest = {
  about: () => "USB guest: fetching an emulator and Debian's kernel",
  ready: usbGuestSettled,
  make: makeUsbGuest,
}
const bin = { about: () => 'npx kcv-station: linking the command', ready: binLinked, make: linkBin }

/** What each purpose needs; what a purpose does not need is not asked for. */
export const purposes = {
  terminal: [debian('build'), dependencies, addon, sources('programs'), bin],
  window: [debian('build', 'window'), dependencies, addon, electron, sources('programs'), pages, bin],
  build: [debian('build'), dependencies, addon, sources('everything'), pages, bin],
  pack: [debian('build', 'window'), dependencies, addon, electron, sources('programs'), pages],
  test: [
    debian('build', 'window', 'test'),
    dependencies,
    addon,
    electron,
    nextNode,
    usbGuest,
    sources('everything'),
    pages,
    bin,
  ],
}

const make = async (step) => {
  if (step.ready()) return
  const began = performance.now()
  say(`· ${step.about()}`)
  await step.make()
  if (!step.ready())
    throw new Halt(`${step.about()}: done, and still not as it should be`, 'Please report this.', exits.software)
  say(`  done in ${seconds(performance.now() - began)}`)
}

/**
 * Does what is still to do for a purpose, in turn with other preparations of this folder.
 * @param {keyof typeof purposes} purpose
 * @throws {Halt} when a step cannot be done; it says what to do
 */
export const prepare = async (purpose) => {
  const steps = purposes[purpose]
  if (!steps.every((step) => step.ready()))
    await inTurn(async () => {
      for (const step of steps) await make(step)
    })
  const runtime = steps.includes(electron) ? ` · ${describeElectron(electronHere())}` : ''
  say(`prepared in ${sinceStart()}${runtime}`)
}
