/// <reference lib="dom" />
// The monitor in the real app: a threshold changed, a mismatch, its alert confirmed by a named person and worked through.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { type LaunchedStation, launchStation } from '../harness/app.js'
import { axeFindings } from '../harness/axe.js'

let station: LaunchedStation
test.beforeEach(async () => {
  station = await launchStation()
})
test.afterEach(() => station.close())

const shot = (name: string) => station.page.screenshot({ path: test.info().outputPath(`${name}.png`) })
const at = (testid: string) => station.page.getByTestId(testid)
const speak = async (language: 'zh' | 'en') => {
  const root = station.page.locator('html')
  if (!(await root.getAttribute('lang'))?.startsWith(language)) await at('language').click()
  await expect(root).toHaveAttribute('lang', new RegExp(`^${language}`))
}
const tabs = ['alerts', 'risk', 'trends', 'people', 'rules'] as const

/** Every part of the screen in both languages: looked at, and judged by axe. */
async function lookAround(name: string): Promise<void> {
  const findings: string[] = []
  for (const language of ['zh', 'en'] as const) {
    await speak(language)
    for (const tab of tabs) {
      await at(`monitor-${tab}`).click()
      await shot(`${name}-${tab}-${language}`)
      findings.push(...(await axeFindings(station.page)).map((finding) => `${tab} ${language} ${finding}`))
    }
  }
  expect(findings).toEqual([])
}

test('an alert is raised, confirmed by name, worked through and exported', async () => {
  test.setTimeout(120_000)
  const { page } = station
  await at('nav-monitor').click()
  await expect(at('alerts-empty')).toBeVisible()
  await shot('empty')
  expect(await axeFindings(page)).toEqual([])
  await at('monitor-risk').click()
  await expect(at('risk-empty')).toBeVisible()

  // By keyboard: the tabs by arrow, a threshold by Enter; without a name nothing is changed.
  for (let tab = 0; tab < 3; tab += 1) await page.keyboard.press('ArrowRight')
  await expect(at('monitor-rules')).toBeFocused()
  const threshold = at('threshold-repeated-mismatch-device')
  await threshold.getByRole('textbox').fill('0')
  await page.keyboard.press('Enter')
  await expect(threshold).toContainText('1000')
  await threshold.getByRole('textbox').fill('1')
  await page.keyboard.press('Enter')
  await expect(at('rules-by')).toBeFocused()
  await expect(threshold).toHaveAttribute('data-value', '2')
  await page.keyboard.type('Wang Fang')
  await threshold.getByRole('textbox').press('Enter')
  await expect(threshold).toHaveAttribute('data-value', '1')
  await expect(threshold).toContainText('Wang Fang')

  await at('nav-bench').click()
  await at('simulator-menu').click()
  await at('simulate-wrong-kcv').click()
  const card = page.locator('[data-testid^="port-card-"]').first()
  await card.getByTestId('profile-practice-tmk').click()
  await card.getByTestId('action-start').click()
  await expect(card.getByTestId('outcome')).toHaveAttribute('data-outcome', 'mismatched')
  await expect(at('open-alerts')).toContainText('1')

  await at('nav-monitor').click()
  const row = at('alert-row').first()
  await expect(row).toHaveAttribute('data-rule', 'repeated-mismatch')
  await row.focus()
  await page.keyboard.press('Enter')
  await at('alert-confirm').click()
  await expect(at('alert-by')).toBeFocused()
  await expect(row).toHaveAttribute('data-confirmed', 'false')
  await page.keyboard.type('李 Officer')
  await at('plan-stop').getByRole('checkbox').click()
  await expect(at('plan-stop')).toHaveAttribute('data-ticked', 'true')
  await at('alert-note').fill('cable replaced')
  await at('alert-confirm').click()
  await expect(at('alert-confirmed')).toContainText('李 Officer')
  await expect(at('open-alerts')).toHaveCount(0)
  await shot('confirmed')
  await lookAround('filled')
  await at('monitor-risk').click()
  await expect(page.locator('[data-testid="risk"][data-kind="device"]')).toContainText('8 / 100')
  await at('monitor-trends').click()
  await expect(page.locator('[data-testid="day"][data-loads="1"]')).toHaveAttribute('data-good', '0')

  const path = join(station.home, 'alerts.csv')
  await station.app.evaluate(({ dialog }, filePath) => {
    Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath }) })
  }, path)
  await at('monitor-alerts').click()
  await at('export-alerts-csv').click()
  await expect(page.getByText(path)).toBeVisible()
  expect(readFileSync(path, 'utf8')).toContain('李 Officer')

  // The records are the truth: what the screen showed comes back from them after a reload.
  await page.reload()
  await at('nav-monitor').click()
  await expect(at('alert-row')).toHaveAttribute('data-confirmed', 'true')
})
