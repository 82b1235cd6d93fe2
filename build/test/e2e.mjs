// The end-to-end kind: Playwright drives the built app in a real window on a display of its own.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { electronEnvironment, electronHere } from '../setup/electron.mjs'
import { inside } from '../setup/project.mjs'
import { say } from '../setup/say.mjs'
import { openDisplay } from './display.mjs'
import { homeFolders } from './home.mjs'
import { ordinaryUser, sameUser } from './ordinary-user.mjs'
import { runGroup } from './process-group.mjs'

const inheritedNames = ['PATH', 'LANG', 'LC_ALL', 'TZ', 'KCV_LONG']

const tallyOf = (report) => {
  const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(report, 'utf8')).stats
  // A test that passed only at a second try has failed once.
  return { passed: expected, failed: unexpected + flaky, skipped }
}

const play = (user, specs, environment) => {
  const cli = join(user.root, 'node_modules', 'playwright', 'cli.js')
  const config = join(user.root, 'build', 'playwright.config.mjs')
  const words = [cli, 'test', '-c', config, ...specs.map((name) => `/${name}[.]spec[.]`)]
  return runGroup(...user.command(process.execPath, words), { cwd: user.root, env: environment })
}

/** @returns {Promise<import('./tally.mjs').Tally>} */
export const runE2e = async ({ specs, scratch }) => {
  const place = { scratch, electron: electronHere().folder }
  const user = process.getuid?.() === 0 ? await ordinaryUser(place) : sameUser(place)
  if (user.root !== inside()) say('started by root: the window runs as user nobody, sandbox on, from a copy')
  const output = join(scratch, 'e2e')
  mkdirSync(output)
  const report = join(output, 'report.json')
  const display = await openDisplay(scratch)
  try {
    const home = homeFolders(join(scratch, 'home'), user.give)
    for (const path of [output, display.environment.XAUTHORITY]) user.give(path)
    const inherited = inheritedNames.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))
    const code = await play(user, specs, {
      ...Object.fromEntries(inherited),
      ...home,
      ...display.environment,
      ...electronEnvironment({ folder: user.electron }),
      KCV_E2E_OUTPUT: join(output, 'failures'),
      KCV_E2E_REPORT: report,
    })
    const tally = existsSync(report) ? tallyOf(report) : { passed: 0, failed: 1, skipped: 0 }
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
  } finally {
    display.close()
    keep(output)
  }
}

/** What failed is looked at after this scratch folder is gone. */
const keep = (output) => {
  const kept = inside('dist', basename(output))
  rmSync(kept, { recursive: true, force: true })
  cpSync(output, kept, { recursive: true })
}
