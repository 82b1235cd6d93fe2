/// <reference lib="dom" />
// Sign-ins that fail, what the administrator keeps for them, and versions that are refused; printed at the end.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { type LaunchedStation, launchStation } from '../harness/app.js'
import { axeFindings } from '../harness/axe.js'

let station: LaunchedStation
test.beforeEach(async () => {
  station = await launchStation()
})
test.afterEach(() => station.close())

const at = (testid: string) => station.page.getByTestId(testid)
const shot = (name: string) => station.page.screenshot({ path: test.info().outputPath(`${name}.png`) })
/** Both languages, and nothing for axe to find in either. */
async function look(name: string): Promise<void> {
  const root = station.page.locator('html')
  for (const language of ['en', 'zh'] as const) {
    if (!(await root.getAttribute('lang'))?.startsWith(language)) await at('language').click()
    await expect(root).toHaveAttribute('lang', new RegExp(`^${language}`))
    await shot(`${name}-${language}`)
    expect(await axeFindings(station.page)).toEqual([])
  }
}
const records = async (): Promise<{ type: string; actors: string[]; body: Record<string, unknown> }[]> => {
  const reply = await station.page.evaluate(() =>
    (
      window as unknown as { station: { ask(name: string, args: object): Promise<{ value: { text: string }[] }> } }
    ).station.ask('audit/list', { limit: 200, before: null }),
  )
  return reply.value.map(({ text }) => JSON.parse(text))
}
const ofType = async (type: string) => (await records()).filter((record) => record.type === type)

/** What the next dialog of main answers. */
const nextFile = (path: string) =>
  station.app.evaluate(({ dialog }, file) => {
    Object.assign(dialog, {
      showOpenDialog: async () => ({ canceled: false, filePaths: [file] }),
      showSaveDialog: async () => ({ canceled: false, filePath: file }),
    })
  }, path)

test('a sign-in: field 62 is pasted, and what the terminal shows for the MAK', async () => {
  await at('nav-diagnosis').click()
  await at('case-kind-signIn').click()
  await at('sign-in-field62').fill(
    '6701EAD6 A9AD51E5 1AA406E2 C27FCFA9 8D0A74B8 B651F9E9 BACE9AE1 00000000 00000000 AB7153CA',
  )
  await at('sign-in-wrong-mak').check()
  await at('sign-in-mak').fill('2E108E0E')
  await look('field62')
  await at('sign-in-submit').click()
  await expect(at('diagnosis-cause')).toBeVisible()
  await expect(at('diagnosis-expected')).toHaveText('AB7153CA')
  await expect(at('diagnosis-reported')).toHaveText('2E108E0E')
  await look('sign-in')
})

test('a sign-in is held against the calendar and the terminal’s own log, and the answer is printed', async () => {
  await at('nav-diagnosis').click()
  await at('register-open').click()
  await at('change-day').fill('2026-11-17')
  await at('change-what').selectOption('hsm')
  await at('change-note').fill('HSM replaced')
  await at('change-enter').click()
  await expect(at('change-row')).toHaveCount(1)
  await at('firmware-model').fill('ME3x')
  await at('firmware-version').fill('9.9.9')
  await at('firmware-reason').fill('keeps the old key')
  await at('firmware-enter').click()
  await expect(at('firmware-row')).toHaveAttribute('data-rule', 'bad')
  await at('dependency-host-host').fill('127.0.0.1')
  await at('dependency-host-port').fill('1')
  await at('dependency-host-set').click()
  await expect(at('dependency-host')).toHaveAttribute('data-reachable', 'false')
  await look('register')
  await at('register-open').click()
  await at('case-kind-signIn').click()
  await at('sign-in-field62').fill('6701EAD6A9AD51E51AA406E2C27FCFA98D0A74B8B651F9E9BACE9AE10000000000000000AB7153CA')
  await at('sign-in-wrong-pik').check()
  await at('sign-in-wrong-mak').check()
  const log = join(station.home, 'terminal.log')
  writeFileSync(log, '2026-11-16 08:00:01 签到成功\nPAN 6222021234567890123\n2026-11-18 08:00:02 KCV CHECK\n')
  await nextFile(log)
  await at('sign-in-import').click()
  await expect(at('sign-in-log')).toHaveAttribute('data-events', '2')
  expect(await station.page.content()).not.toContain('6222021234567890123')
  await look('sign-in-log')
  await at('sign-in-submit').click()
  await expect(at('diagnosis-cause')).toHaveAttribute('data-cause', 'host-rekeyed')
  await expect(at('dates-onset')).toHaveAttribute('data-day', '2026-11-18')
  await expect(at('date')).toHaveAttribute('data-speaks-for', 'host-rekeyed')
  await expect(at('check-external/network')).toHaveAttribute('data-status', 'fail')
  await look('dates')
  const paper = test.info().outputPath('diagnosis.pdf')
  await nextFile(paper)
  await at('diagnosis-print').click()
  await expect(at('diagnosis-printed')).not.toBeEmpty()
  expect(readFileSync(paper).subarray(0, 5).toString()).toBe('%PDF-')
})

test('a version on the list of bad ones is refused before anything is sent, and the failure is listed to be explained', async () => {
  await at('start-simulator').first().click()
  await at('profile-practice-tpk').click()
  await at('action-start').click()
  await expect(at('outcome')).toHaveAttribute('data-outcome', 'injected', { timeout: 30_000 })
  await at('nav-diagnosis').click()
  await at('register-open').click()
  await at('firmware-met').first().click()
  await at('firmware-reason').fill('writes the slot after its answer')
  await at('firmware-enter').click()
  await expect(at('firmware-row')).toHaveCount(1)
  await at('nav-bench').click()
  await at('card-menu').click()
  await at('action-start').click()
  await expect(at('outcome')).toHaveAttribute('data-outcome', 'refused', { timeout: 30_000 })
  const [refused] = await ofType('attempt-result')
  expect(refused?.body).toMatchObject({ outcome: 'refused', fault: 'injection/bad-firmware' })
  await at('nav-diagnosis').click()
  await at('register-open').click()
  await expect(at('failure')).toHaveCount(1)
  await look('failures')
  await at('failure-why').click()
  await expect(at('check-system/firmware')).toHaveAttribute('data-status', 'fail')
})
