/// <reference lib="dom" />
// One injection end to end: the built app in a real window, the terminal a simulator in another process on a real pty.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { type LaunchedStation, launchStation } from '../harness/app.js'
import { leaksIn, leaksInFolder, leaksInPage } from '../harness/leaks.js'
import { type SimulatorProcess, startSimulatorProcess } from '../harness/simulator.js'

const PRACTICE_KEYS = [
  '6AC292FAA1315B4D858AB3A3D7D5933A',
  '0123456789ABCDEFFEDCBA9876543210',
  '6BE1D79D289A96A27B56093BA181A12A',
].map((hex) => Buffer.from(hex, 'hex'))

let station: LaunchedStation
let terminal: SimulatorProcess | undefined

test.beforeEach(async () => {
  station = await launchStation()
})
test.afterEach(async () => {
  await noKeyAnywhere()
  await terminal?.stop()
  terminal = undefined
  await station.close()
})

const shot = (name: string) => station.page.screenshot({ path: test.info().outputPath(`${name}.png`) })
const card = (port: string) => station.page.getByTestId(`port-card-${port}`)
const speak = async (language: 'zh' | 'en') => {
  const root = station.page.locator('html')
  if (!(await root.getAttribute('lang'))?.startsWith(language)) await station.page.getByTestId('language').click()
  await expect(root).toHaveAttribute('lang', new RegExp(`^${language}`))
}

/** Starts a terminal in a process of its own and puts it on the bench by its path, as a technician does. */
async function plugIn(...words: string[]): Promise<string> {
  const link = join(station.home, 'tmp', 'terminal')
  terminal = await startSimulatorProcess('newland-k21', ['--link', link, '--serial', 'SN7K21000001', ...words])
  const { page } = station
  await page.getByTestId('add-port').click()
  await page.getByTestId('add-port-path').fill(link)
  await page.getByTestId('add-port-confirm').click()
  await expect(card(link)).toContainText('SN7K21000001')
  return link
}
async function choose(port: string, profile: string): Promise<void> {
  await card(port).getByTestId(`profile-${profile}`).click()
}
async function load(port: string, profile: string): Promise<void> {
  await choose(port, profile)
  await card(port).getByTestId('action-start').click()
}
const records = async (): Promise<{ type: string; body: Record<string, unknown> }[]> => {
  const reply = await station.page.evaluate(() =>
    (
      window as unknown as {
        station: { ask(name: string, args: object): Promise<{ ok: boolean; value: { text: string }[] }> }
      }
    ).station.ask('audit/list', { limit: 200, before: null }),
  )
  return reply.value.map(({ text }) => JSON.parse(text))
}
/** The page, its storage, everything the app wrote to disk and said: no component, no key, in any form. */
async function noKeyAnywhere(): Promise<void> {
  const { page, home, output } = station
  const inPage = await leaksInPage(page, PRACTICE_KEYS)
  await station.quit()
  const leaks = [...inPage, ...leaksInFolder(home, PRACTICE_KEYS), ...leaksIn('output', output(), PRACTICE_KEYS)]
  expect(leaks).toEqual([])
}

test('a TMK is loaded and its check value matches', async () => {
  const port = await plugIn()
  await load(port, 'practice-tmk')
  await expect(card(port).getByTestId('kcv-expected')).toHaveText(/A\s*F\s*8\s*C\s*0\s*7/)
  await expect(card(port).getByTestId('kcv-reported')).toHaveText(/A\s*F\s*8\s*C\s*0\s*7/)
  await expect(card(port).getByTestId('outcome')).toHaveAttribute('data-outcome', 'injected')
  const result = (await records()).find(({ type }) => type === 'attempt-result')
  expect(result?.body).toMatchObject({
    outcome: 'injected',
    kcv: { expected: 'AF8C07', station: 'AF8C07', reported: 'AF8C07' },
  })
  for (const language of ['zh', 'en'] as const) {
    await speak(language)
    await shot(`match-${language}`)
  }
})

test('a terminal that reports another check value is shown as a mismatch, never as a success', async () => {
  const port = await plugIn('--behave', 'wrong-kcv')
  await load(port, 'practice-tmk')
  await expect(card(port).getByTestId('outcome')).toHaveAttribute('data-outcome', 'mismatched')
  await expect(card(port).getByTestId('kcv-verdict')).toBeVisible()
  expect((await records()).find(({ type }) => type === 'attempt-result')?.body).toMatchObject({ outcome: 'mismatched' })
  for (const language of ['zh', 'en'] as const) {
    await speak(language)
    await shot(`mismatch-${language}`)
  }
})

test('a cable pulled between a TPK in clear and its answer: indeterminate, no second load, settled by reading back', async () => {
  const port = await plugIn('--behave', 'cut-after-load', '--behave', 'replug=1500')
  await load(port, 'practice-tpk')
  await expect(card(port).getByTestId('outcome')).toHaveAttribute('data-outcome', 'indeterminate')
  await expect(card(port).getByTestId('action-start')).toHaveCount(0)
  await shot('indeterminate')
  await card(port).getByTestId('action-read-back').click()
  await expect(card(port).getByTestId('outcome')).toHaveAttribute('data-outcome', 'injected')
  const types = (await records()).map(({ type }) => type)
  expect(types).toContain('attempt-read-back')
  expect(types.filter((type) => type === 'attempt-armed')).toHaveLength(1)
})

test('a cable pulled between a TMK and its answer: indeterminate, and closed by a person with a reason', async () => {
  const port = await plugIn('--behave', 'cut-after-load', '--behave', 'replug=1500')
  await load(port, 'practice-tmk')
  await expect(card(port).getByTestId('outcome')).toHaveAttribute('data-outcome', 'indeterminate')
  await expect(card(port).getByTestId('action-read-back')).toHaveCount(0)
  await card(port).getByTestId('action-close-attempt').click()
  await station.page.getByTestId('close-reason').fill('the terminal goes back to the maker')
  await station.page.getByTestId('close-confirm').click()
  await expect.poll(async () => (await records()).map(({ type }) => type)).toContain('attempt-closed')
  await expect(card(port).getByTestId('outcome')).toHaveAttribute('data-outcome', 'closed')
  await shot('closed')
})

test('another terminal at the same port never shows what the one before it got', async () => {
  const port = await plugIn()
  await load(port, 'practice-tmk')
  await expect(card(port).getByTestId('outcome')).toHaveAttribute('data-outcome', 'injected')
  await terminal?.stop()
  terminal = await startSimulatorProcess('newland-k21', ['--link', port, '--serial', 'SN7K21000002'])
  await expect(card(port)).toContainText('000002')
  await expect(card(port).getByTestId('outcome')).not.toHaveAttribute('data-outcome', 'injected')
})

test('a newcomer loads a key within a minute, by keyboard alone', async () => {
  const { page } = station
  await shot('empty')
  await page.getByTestId('start-simulator').focus()
  await page.keyboard.press('Enter')
  const simulated = page.locator('[data-testid^="port-card-"]').first()
  await expect(simulated).toContainText('SIM')
  await page.getByTestId('profile-practice-set').focus()
  await page.keyboard.press('Enter')
  await simulated.getByTestId('action-start').focus()
  await page.keyboard.press('Enter')
  await expect(simulated.getByTestId('outcome').last()).toHaveAttribute('data-outcome', /injected|complete/)
  await page.getByTestId('nav-audit').click()
  await page.getByTestId('audit-verify').click()
  await expect(page.getByTestId('audit-verdict')).toContainText(/PASS|通过/i)
  await shot('audit')
})

test('the page speaks to nobody but the station: no node, no network, a strict policy, and what is not its own is denied', async () => {
  const { page, app } = station
  const seen = await page.evaluate(async () => {
    const bridge = (
      window as unknown as {
        station: { ask(name: string, args: unknown): Promise<{ ok: boolean; fault?: { code: string } }> }
      }
    ).station
    const denied = async (name: string, args: unknown) => (await bridge.ask(name, args)).fault?.code ?? 'allowed'
    const fetched = await fetch('https://example.com/').then(
      () => 'fetched',
      () => 'refused',
    )
    const script = document.createElement('script')
    script.textContent = 'window.inline = true'
    document.head.append(script)
    return {
      globals: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
      bridge: Object.keys(bridge).sort(),
      fetched,
      inline: 'inline' in window,
      opened: window.open('https://example.com/') === null ? 'refused' : 'opened',
      unknown: await denied('station/no-such', {}),
      shape: await denied('station/view', { extra: 1 }),
      stored: localStorage.length + sessionStorage.length,
    }
  })
  expect(seen).toEqual({
    globals: [],
    bridge: ['ask', 'listen'],
    fetched: 'refused',
    inline: false,
    opened: 'refused',
    unknown: 'gate/unknown-command',
    shape: 'gate/bad-shape',
    stored: 0,
  })
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents
    return (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences()
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
  })
})

test('axe finds nothing wrong with any screen, in either language', async () => {
  const port = await plugIn()
  await load(port, 'practice-tmk')
  await expect(card(port).getByTestId('outcome')).toHaveAttribute('data-outcome', 'injected')
  const axe = readFileSync(new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
  for (const language of ['zh', 'en'] as const)
    for (const screen of ['nav-bench', 'nav-audit']) {
      await speak(language)
      await station.page.getByTestId(screen).click()
      // The page's policy forbids inline scripts; the debugger's own evaluation does not pass through it.
      await station.page.evaluate(axe)
      const found = await station.page.evaluate(async () => {
        const { axe: checker } = window as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
        }
        return (await checker.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
      })
      expect(found, `${language} ${screen}`).toEqual([])
    }
})
