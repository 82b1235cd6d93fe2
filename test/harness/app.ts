// The real app in a real window, for the end-to-end tests: every launch has a home, and a data directory, of its own.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { projectRoot } from './tree.js'

export interface LaunchOptions {
  /** Where the station keeps its data; made new below the launch's own home when left out, and removed with it. */
  readonly dataDir?: string
  readonly env?: Readonly<Record<string, string>>
  /** Words after the app's folder. */
  readonly args?: readonly string[]
}

export interface LaunchedStation {
  readonly app: ElectronApplication
  readonly page: Page
  readonly dataDir: string
  /** Holds everything the app may write: data, settings, page storage, temporary files. */
  readonly home: string
  /** What main and its children wrote to their standard output and error so far. */
  output(): string
  /** Closes the window as a person does; the home stays, so that it can be searched. */
  quit(): Promise<void>
  /** Quits and removes the home. */
  close(): Promise<void>
}

/** The executable named by the test runner, else the one of the `electron` package (which heeds ELECTRON_OVERRIDE_DIST_PATH). */
const electronPath = (): string => process.env.KCV_ELECTRON ?? (createRequire(import.meta.url)('electron') as string)

const homeFolders = {
  HOME: '.',
  XDG_DATA_HOME: 'data',
  XDG_CONFIG_HOME: 'config',
  XDG_STATE_HOME: 'state',
  XDG_CACHE_HOME: 'cache',
  XDG_RUNTIME_DIR: 'run',
  TMPDIR: 'tmp',
} as const

const makeHome = (home: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(homeFolders).map(([name, folder]) => {
      const path = join(home, folder)
      mkdirSync(path, { recursive: true, mode: 0o700 })
      return [name, path]
    }),
  )

const environment = (more: Readonly<Record<string, string>>): Record<string, string> => {
  const here = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { ...Object.fromEntries(here.filter(([name]) => name !== 'ELECTRON_RUN_AS_NODE')), ...more }
}

/** Opens the built app and waits for its page. Needs a display. */
export async function launchStation({ dataDir, env = {}, args = [] }: LaunchOptions = {}): Promise<LaunchedStation> {
  const home = mkdtempSync(join(tmpdir(), 'kcv-e2e-'))
  const folders = makeHome(home)
  const data = dataDir ?? join(home, 'data', 'kcv-station', 'lab')
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = await _electron.launch({
    executablePath: electronPath(),
    // Playwright turns the sandbox off unless it is told not to.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [...asRoot, projectRoot, ...args],
    env: environment({ ...folders, KCV_DATA_DIR: data, ...env }),
  })
  let output = ''
  for (const stream of [app.process().stdout, app.process().stderr]) stream?.on('data', (text) => (output += text))
  const page = await app.firstWindow()
  await page.waitForLoadState('domcontentloaded')
  let open = true
  app.on('close', () => (open = false))
  const quit = async () => {
    if (open) await app.close()
  }
  return {
    app,
    page,
    dataDir: data,
    home,
    output: () => output,
    quit,
    close: async () => {
      await quit()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
