/// <reference lib="dom" />
// A load that would remove other keys: held back, shown, agreed to by keyboard, and carried out for that terminal alone.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { type LaunchedStation, launchStation } from '../harness/app.js'

let station: LaunchedStation
test.beforeEach(async () => {
  station = await launchStation()
})
test.afterEach(() => station.close())

const shot = (name: string) => station.page.screenshot({ path: test.info().outputPath(`${name}.png`) })
const key = (usage: string, slot: number, values: readonly string[], expected: string) => ({
  label: usage,
  slot,
  usage,
  algorithm: 'tdes',
  kcv: { method: 'tdes-zeros', expected },
  material: { form: 'components', values },
})
const R = '6AC292FAA1315B4D858AB3A3D7D5933A'
const C2 = '6BE1D79D289A96A27B56093BA181A12A'
const K = '0123456789ABCDEFFEDCBA9876543210'

/** Picks a job file as a person would in the system's dialog. */
async function openJob(name: string, keys: readonly object[]): Promise<void> {
  const path = join(station.home, `${name}.json`)
  writeFileSync(path, JSON.stringify({ run: name, lab: true, keys }))
  await station.app.evaluate(({ dialog }, file) => {
    Object.assign(dialog, { showOpenDialog: async () => ({ canceled: false, filePaths: [file] }) })
  }, path)
}
const speak = async (language: 'zh' | 'en') => {
  const root = station.page.locator('html')
  if (!(await root.getAttribute('lang'))?.startsWith(language)) await station.page.getByTestId('language').click()
  await expect(root).toHaveAttribute('lang', new RegExp(`^${language}`))
}

test('a TLK that formats the key store names the key that would go, and goes on once a person agreed', async () => {
  test.setTimeout(120_000)
  const { page } = station
  await page.getByTestId('simulator-menu').click()
  await page.getByTestId('simulator-driver-pax-d').click()
  await page.getByTestId('simulate-none').click()
  const card = page.locator('[data-testid^="port-card-"]').first()
  const outcome = card.getByTestId('outcome')
  await openJob('tmk', [key('TMK', 7, [K, C2], 'AF8C074A')])
  await card.getByTestId('profile-open').click()
  await card.getByTestId('action-start').click()
  await expect(outcome).toHaveAttribute('data-outcome', 'injected')
  await openJob('tlk', [key('TLK', 1, [R, C2], '08D7B4FB')])
  await card.getByTestId('card-menu').click()
  await page.getByTestId('action-choose').hover()
  await page.getByTestId('profile-open').last().click()
  await expect(card.getByTestId('key-row-TLK')).toBeVisible()
  await card.getByTestId('action-start').click()
  // While the whole store is read the work can be stopped.
  await expect(card.getByTestId('action-stop')).toBeVisible()
  await shot('working')
  await expect(outcome).toHaveAttribute('data-outcome', 'refused', { timeout: 60_000 })
  for (const language of ['zh', 'en'] as const) {
    await speak(language)
    await shot(`held-${language}`)
    await card.getByTestId('action-allow-erase').focus()
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('erase-list')).toContainText('AF8C07')
    await expect(page.getByTestId('erase-list')).toContainText('TMK')
    await shot(`agree-${language}`)
    // The button that changes nothing has the focus.
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('erase-dialog')).toHaveCount(0)
  }
  await card.getByTestId('action-allow-erase').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('erase-confirm')).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(outcome).toHaveAttribute('data-outcome', 'injected', { timeout: 60_000 })
  await shot('done')
})
