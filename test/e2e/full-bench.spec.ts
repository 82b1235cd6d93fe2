/// <reference lib="dom" />
// Sixteen terminals plugged in by themselves and loaded side by side: pictures in both languages, on a small screen and at
// 200 %, and nothing on a card cut off. The terminals are simulated in one other process.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { type LaunchedStation, launchStation } from '../harness/app.js'
import { startTerminals, type Terminals } from '../harness/terminals.js'

const PORTS = 16
/** Long enough that pictures are taken while all are at work. */
const SLOW_MS = 1000

let station: LaunchedStation
let terminals: Terminals

test.beforeEach(async () => {
  station = await launchStation()
  const folder = join(station.home, 'state', 'kcv-station', 'terminals')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  await station.page.getByTestId('language').waitFor()
  terminals = await startTerminals('newland-k21', PORTS, { folder, behave: [`slow=${SLOW_MS}`] })
})
test.afterEach(async () => {
  await station.close()
  await terminals[Symbol.asyncDispose]()
})

const cards = () => station.page.locator('[data-testid^=port-card-]')
const speak = async (language: 'zh' | 'en') => {
  const root = station.page.locator('html')
  if (!(await root.getAttribute('lang'))?.startsWith(language)) await station.page.getByTestId('language').click()
  await expect(root).toHaveAttribute('lang', new RegExp(`^${language}`))
}
/** Controls and values of a card that reach beyond it, and a page wider than its window. */
const cutOff = () =>
  station.page.evaluate(() => [
    ...[...document.querySelectorAll<HTMLElement>('[data-testid^=port-card-]')].flatMap((card) =>
      [...card.querySelectorAll<HTMLElement>('button, [data-testid]')]
        .filter((one) => one.getBoundingClientRect().right > card.getBoundingClientRect().right + 1)
        .map((one) => `${one.dataset.testid} on ${card.dataset.testid}`),
    ),
    ...(document.documentElement.scrollWidth > innerWidth ? ['the page'] : []),
  ])
/** As the window shows it: a page's own screenshot knows no zoom. */
const picture = async (name: string) => {
  const png = await station.app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    return (await window!.webContents.capturePage()).toPNG().toString('base64')
  })
  writeFileSync(test.info().outputPath(`${name}.png`), Buffer.from(png, 'base64'))
}
/** Resolves when the page has taken its new size and drawn with it. */
async function size(width: number, height: number, zoom: number): Promise<void> {
  await station.app.evaluate(
    ({ BrowserWindow }, [w, h, z]) => {
      const [window] = BrowserWindow.getAllWindows()
      window!.setContentSize(w, h)
      window!.webContents.setZoomFactor(z)
    },
    [width, height, zoom] as const,
  )
  await station.page.waitForFunction((wide) => Math.abs(innerWidth - wide) <= 1, width / zoom)
  await station.page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn, 200)))),
  )
}

test('sixteen terminals come onto the bench by themselves and are loaded side by side', async () => {
  test.setTimeout(120_000)
  const { page } = station
  await expect(cards()).toHaveCount(PORTS)
  await expect(page.locator('[data-testid^=port-card-][data-presence=ready]')).toHaveCount(PORTS, { timeout: 30_000 })
  const [named, ...others] = terminals.ports
  await page.getByTestId(`port-card-${named}`).getByTestId('card-menu').click()
  await page.getByTestId('action-rename').click()
  await page.getByTestId('rename-label').fill('左排第一')
  await page.getByTestId('rename-confirm').click()
  await expect(page.getByTestId(`port-card-${named}`)).toContainText('左排第一')

  for (const port of [named!, ...others]) {
    const reply = await page.evaluate(
      (args) => {
        const { station: bridge } = window as unknown as {
          station: { ask(name: string, args: object): Promise<{ ok: boolean }> }
        }
        return bridge.ask('job/choose', args)
      },
      { port, profile: 'practice-set' },
    )
    expect(reply.ok).toBe(true)
  }
  await expect(page.getByTestId('start-all')).toHaveAttribute('data-ready', String(PORTS))
  await page.keyboard.press('F9')
  await expect(page.locator('[data-presence=working]')).toHaveCount(PORTS)
  for (const language of ['zh', 'en'] as const) {
    await speak(language)
    for (const [name, width, height, zoom] of [
      ['', 1366, 768, 1],
      ['-small', 1024, 640, 1],
      ['-200-percent', 1366, 768, 2],
    ] as const) {
      await size(width, height, zoom)
      expect(await cutOff()).toEqual([])
      await picture(`at-work${name}-${language}`)
    }
    await size(1366, 768, 1)
  }
  await expect(page.locator('[data-testid=outcome][data-outcome=complete]')).toHaveCount(PORTS, { timeout: 60_000 })
  await expect(page.getByTestId('line-quality')).toHaveCount(PORTS)
  await picture('done-en')
})

test('a terminal that is unplugged is gone from its card within a second, and back on it when it returns', async () => {
  const { page } = station
  await expect(cards()).toHaveCount(PORTS)
  await expect(page.locator('[data-testid^=port-card-][data-presence=ready]')).toHaveCount(PORTS, { timeout: 30_000 })
  const port = terminals.ports[3]!
  await terminals.unplug(3)
  await expect(page.getByTestId(`port-card-${port}`)).toHaveAttribute('data-presence', 'gone')
  await terminals.replug(3)
  await expect(page.getByTestId(`port-card-${port}`)).toHaveAttribute('data-presence', 'ready', { timeout: 10_000 })
  await expect(cards()).toHaveCount(PORTS)
})
