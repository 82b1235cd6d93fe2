/// <reference lib="dom" />
// What a person settles for a port in the window: the family's open points, and the serial number on a label.
import { expect, type Locator, test } from 'playwright/test'
import { type LaunchedStation, launchStation } from '../harness/app.js'

let station: LaunchedStation
test.beforeEach(async () => {
  station = await launchStation()
})
test.afterEach(() => station.close())

const shot = (name: string) => station.page.screenshot({ path: test.info().outputPath(`${name}.png`) })
const speak = async (language: 'zh' | 'en') => {
  const root = station.page.locator('html')
  if (!(await root.getAttribute('lang'))?.startsWith(language)) await station.page.getByTestId('language').click()
  await expect(root).toHaveAttribute('lang', new RegExp(`^${language}`))
}
async function simulated(driver: string): Promise<Locator> {
  const { page } = station
  await page.getByTestId('simulator-menu').click()
  await page.getByTestId(`simulator-driver-${driver}`).click()
  await page.getByTestId('simulate-none').click()
  const card = page.locator('[data-testid^="port-card-"]').first()
  await expect(card).toHaveAttribute('data-presence', 'ready')
  return card
}
async function openMenu(card: Locator, action: string): Promise<void> {
  await card.getByTestId('card-menu').click()
  await station.page.getByTestId(`action-${action}`).click()
}

test('a setting is changed, shown on the card, holds for the load, and goes back to what is usual', async () => {
  test.setTimeout(120_000)
  const { page } = station
  const card = await simulated('uic-ipp')
  const dialog = page.getByTestId('settings-dialog')
  for (const language of ['en', 'zh'] as const) {
    await speak(language)
    await openMenu(card, 'settings')
    await expect(dialog).toHaveAttribute('data-ready', 'true')
    await shot(`settings-${language}`)
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  }
  await openMenu(card, 'settings')
  await expect(page.getByTestId('setting-baud')).toHaveValue('9600')
  await page.getByTestId('setting-after-load').selectOption('stay-in-mode')
  await page.getByTestId('settings-confirm').click()
  await expect(dialog).toBeHidden()
  await expect(card).toHaveAttribute('data-presence', 'ready')
  await expect(card).toContainText('已更改 1 项设置')
  await card.getByTestId('profile-practice-uic-tmk').click()
  await card.getByTestId('action-start').click()
  await expect(card.getByTestId('outcome')).toHaveAttribute('data-outcome', 'unverified')
  await shot('loaded-zh')
  await openMenu(card, 'settings')
  await expect(page.getByTestId('setting-after-load')).toHaveValue('stay-in-mode')
  await page.getByTestId('settings-reset').click()
  await page.getByTestId('settings-confirm').click()
  await expect(dialog).toBeHidden()
  await expect(card).not.toContainText('已更改')
})

test('a terminal that tells no serial number is given the one on its label, and the record has it', async () => {
  test.setTimeout(120_000)
  const { page } = station
  const card = await simulated('newland-p180')
  await speak('en')
  await openMenu(card, 'scan')
  await page.getByTestId('scan-serial').fill('P180-0042')
  // Typed, not scanned: Enter leads to the second entry.
  await page.getByTestId('scan-serial').press('Enter')
  await expect(page.getByTestId('scan-again')).toBeFocused()
  await page.getByTestId('scan-again').fill('P180-0042')
  await shot('scan-en')
  await page.getByTestId('scan-confirm').click()
  await expect(card).toContainText('P180-0042')
  await card.getByTestId('profile-practice-p180-tmk').click()
  await card.getByTestId('action-start').click()
  await expect(card.getByTestId('outcome')).toHaveAttribute('data-outcome', 'injected')
  await shot('scanned-loaded-en')
})
