// Every kind of test, in the order they run: the cheap ones first. Adding a kind is adding a row.
import { attempt } from '../setup/command.mjs'
import { electronEnvironment, electronHere } from '../setup/electron.mjs'
import { nodeNext } from '../setup/node-next.mjs'
import { inside } from '../setup/project.mjs'
import { say } from '../setup/say.mjs'
import { usbGuest } from '../setup/usb-guest.mjs'
import { runE2e } from './e2e.mjs'
import { runNodeTests } from './node-tests.mjs'
import { testsIn } from './sources.mjs'
import { none, one } from './tally.mjs'

const compiledTests = (folder, names) => names.map((name) => inside('dist', 'test', folder, `${name}.test.js`))

/** Where node:test files run: under this Node, inside Electron's own, under the Node that current Electron holds. */
const runtimes = {
  node: () => ({ program: process.execPath }),
  electron: ({ KCV_ELECTRON }) => ({ program: KCV_ELECTRON, extra: { ELECTRON_RUN_AS_NODE: '1' } }),
  node24: () => ({ program: nodeNext }),
}

/** The node:test files of one folder. */
const nodeTests = (folder, { runtime = 'node', minutes = 4, atOnce = 2 } = {}) => ({
  find: (words) => testsIn(folder, '.test.ts', words),
  run: (names, { environment, scratch }) => {
    const found = electronEnvironment(electronHere())
    const { program, extra } = runtimes[runtime](found)
    const files = compiledTests(folder, names)
    return runNodeTests({
      program,
      files,
      environment: { ...environment, ...found, ...extra },
      scratch,
      minutes,
      atOnce,
    })
  },
})

/** A tool that judges the whole tree: one test, left out when test files are chosen by name. */
const judgement = (name, ...words) => ({
  find: (chosen) => (chosen.length === 0 ? [name] : []),
  run: async () => {
    const { code, output } = await attempt(process.execPath, [
      inside('node_modules', ...words[0].split('/')),
      ...words.slice(1),
    ])
    say(code === 0 ? `✔ ${name}` : output)
    return one(code === 0)
  },
})

/** Tests of real USB devices, in an emulated machine; a computer that cannot have one skips them and says why. */
const usbTests = () => {
  const tests = nodeTests('usb', { minutes: 6 })
  return {
    find: tests.find,
    excused: true,
    run: (names, { environment, scratch }) => {
      const { folder, absent } = usbGuest()
      if (absent === undefined) {
        const guest = { KCV_USB_GUEST: folder, KCV_USB_NODE: nodeNext }
        return tests.run(names, { environment: { ...environment, ...guest }, scratch })
      }
      say(`skipped, there is no emulated machine with a USB bus: ${absent}`)
      return { ...none, skipped: names.length }
    },
  }
}

/** Tests of the package: made first, unless it is there and younger than everything it is made of. */
const packageTests = () => {
  const tests = nodeTests('package', { minutes: 10, atOnce: 1 })
  return {
    find: tests.find,
    run: async (names, place) => {
      // Not before the packages that it packs with have been installed.
      const { packFresh } = await import('./package.mjs')
      await packFresh()
      return tests.run(names, place)
    },
  }
}

export const kinds = {
  compile: judgement('the TypeScript of every room and test compiles', 'typescript/bin/tsc', '-b'),
  lint: judgement('form and lint rules hold', '@biomejs/biome/bin/biome', 'check', '.'),
  unit: nodeTests('unit'),
  harness: nodeTests('harness'),
  electron: nodeTests('unit', { runtime: 'electron' }),
  node24: nodeTests('unit', { runtime: 'node24' }),
  wire: nodeTests('wire'),
  fault: nodeTests('fault', { minutes: 10 }),
  fuzz: nodeTests('fuzz', { minutes: 15 }),
  e2e: {
    find: (words) => testsIn('e2e', '.spec.ts', words),
    run: (specs, { scratch }) => runE2e({ specs, scratch }),
  },
  usb: usbTests(),
  package: packageTests(),
  // One file at a time: what is measured must not be what the next file does.
  bench: nodeTests('bench', { minutes: 10, atOnce: 1 }),
}

/** Measured only when asked for: a busy machine is no failure. */
export const onlyWhenNamed = new Set(['bench'])
