/// <reference lib="dom" />
// The training bench: a window, a directory and a log of its own; what somebody practised there is told.
import { existsSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import { type LaunchedStation, launchStation } from '../harness/app.js'
import { axeFindings } from '../harness/axe.js'

let station: LaunchedStation
test.afterEach(() => station.close())

const at = (testid: string) => station.page.getByTestId(testid)
async function look(name: string): Promise<void> {
  const root = station.page.locator('html')
  for (const language of ['en', 'zh'] as const) {
    if (!(await root.getAttribute('lang'))?.startsWith(language)) await at('language').click()
    await expect(root).toHaveAttribute('lang', new RegExp(`^${language}`))
    await station.page.screenshot({ path: test.info().outputPath(`${name}-${language}.png`) })
    expect(await axeFindings(station.page)).toEqual([])
  }
}

const WORDS = ['driver=newland-k21', 'behave=holds=zero-key', 'cause=component-duplicated', 'by=zhang']

test('a component that went in twice: practised in a directory of its own, found, and told under the name', async () => {
  station = await launchStation({ args: ['--training', ...WORDS.map((word) => `--training-${word}`)] })
  await expect(at('mode')).toHaveAttribute('data-mode', 'training')
  await expect(station.page).toHaveTitle(/TRAINING/)
  await at('profile-practice-tmk').click()
  await at('action-start').click()
  await expect(at('outcome')).toHaveAttribute('data-outcome', 'mismatched', { timeout: 30_000 })
  await look('training-bench')
  await at('action-why').click()
  await expect(at('diagnosis-reported')).toHaveText('8CA64D')
  await expect(at('diagnosis-cause')).toHaveAttribute('data-cause', /component-duplicated|known-test-key/)
  await at('nav-training').click()
  await expect(at('practised')).toHaveAttribute('data-rows', '1')
  await expect(at('practised').locator('tbody tr')).toContainText('zhang')
  await look('training')
  expect(existsSync(station.dataDir)).toBe(false)
  expect(existsSync(`${station.dataDir}-training`)).toBe(true)
  await at('training-by').fill('li')
  await at('training-family-pax-d').click()
  await at('training-fault-none').getByRole('button').click()
  await expect(station.page.locator('[data-testid^="port-card-"]')).toHaveCount(2)
})

test('a directory of the training bench is not opened as a station’s', async () => {
  station = await launchStation({ args: ['--training'] })
  await expect(at('mode')).toHaveAttribute('data-mode', 'training')
  await at('nav-training').click()
  await expect(at('training')).toBeVisible()
  await station.quit()
})
