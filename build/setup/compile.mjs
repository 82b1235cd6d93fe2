// TypeScript to JavaScript, and the window's pages to one bundle.
import { runTool } from './command.mjs'
import { exits, inside } from './project.mjs'
import { fingerprint, matches, stamp } from './stamp.mjs'

const stampFile = (target) => inside('dist', '.stamps', target)
const settings = [inside('build', 'tsconfig.base.json'), inside('tsconfig.json'), inside('package-lock.json')]
const advice = 'The sources do not compile as they are; the lines above say where.'

/** What is compiled for: the programs alone, or everything with the tests and the renderer's types. */
const targets = {
  programs: { of: ['electron', 'native/index.d.ts'], projects: ['electron', 'electron/preload.tsconfig.json'] },
  everything: { of: ['electron', 'native/index.d.ts', 'renderer', 'test'], projects: [] },
}
const compilePrint = (target) => fingerprint([...settings, ...targets[target].of.map((path) => inside(path))])

export const compiled = (target) => matches(stampFile(target), compilePrint(target))

export const compile = async (target) => {
  const before = compilePrint(target)
  const programs = compilePrint('programs')
  const tsc = inside('node_modules', 'typescript', 'bin', 'tsc')
  await runTool(tsc, ['-b', ...targets[target].projects], { advice, exit: exits.software })
  stamp(stampFile(target), before)
  stamp(stampFile('programs'), programs)
}

const pagesPrint = () =>
  fingerprint(
    ['renderer', 'electron/contract', 'build/vite.config.ts', 'package-lock.json'].map((path) => inside(path)),
  )

export const pagesBundled = () => matches(stampFile('pages'), pagesPrint())

export const bundlePages = async () => {
  const before = pagesPrint()
  const vite = inside('node_modules', 'vite', 'bin', 'vite.js')
  await runTool(vite, ['build', '--config', inside('build', 'vite.config.ts')], { advice, exit: exits.software })
  stamp(stampFile('pages'), before)
}
