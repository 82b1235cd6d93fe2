/// <reference lib="dom" />
// From a load that failed to why, what to do, and the records of it; and cases that a person types.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { type LaunchedStation, launchStation } from '../harness/app.js'
import { axeFindings } from '../harness/axe.js'
import { leaksIn, leaksInFolder, leaksInPage } from '../harness/leaks.js'

const PRACTICE_KEYS = [
  '6AC292FAA1315B4D858AB3A3D7D5933A',
  '0123456789ABCDEFFEDCBA9876543210',
  '6BE1D79D289A96A27B56093BA181A12A',
].map((hex) => Buffer.from(hex, 'hex'))

let station: LaunchedStation
test.beforeEach(async () => {
  station = await launchStation()
})
test.afterEach(async () => {
  const { page, home, output } = station
  const inPage = await leaksInPage(page, PRACTICE_KEYS)
  await station.quit()
  expect([...inPage, ...leaksInFolder(home, PRACTICE_KEYS), ...leaksIn('output', output(), PRACTICE_KEYS)]).toEqual([])
  await station.close()
})

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

/** From now on main starts no program; what it would have started is answered. */
async function withoutSpawning(): Promise<() => Promise<string[][]>> {
  await station.app.evaluate(() => {
    const started: string[][] = []
    Object.assign(globalThis, { started })
    const builtin = process.getBuiltinModule
    Object.assign(builtin('node:child_process'), {
      spawn: (_program: string, words: string[]) => {
        started.push(words)
        return { unref: () => {} }
      },
    })
    builtin('node:module').syncBuiltinESMExports()
  })
  return () => station.app.evaluate(() => (globalThis as unknown as { started: string[][] }).started)
}

/** What the next dialog of main answers. */
const nextFile = (path: string) =>
  station.app.evaluate(({ dialog }, file) => {
    Object.assign(dialog, {
      showOpenDialog: async () => ({ canceled: false, filePaths: [file] }),
      showSaveDialog: async () => ({ canceled: false, filePath: file }),
    })
  }, path)

/** A simulated terminal with a fault, a practice key loaded into it, and the way from its card to why. */
async function failAndAsk(practice: string, profile: string): Promise<void> {
  await at('simulator-menu').first().click()
  await at(`simulate-${practice}`).click()
  await at(`profile-${profile}`).click()
  await at('action-start').click()
  await expect(at('outcome')).toHaveAttribute('data-outcome', 'mismatched', { timeout: 30_000 })
  await shot('card')
  await at('action-why').click()
  await expect(at('diagnosis-cause')).toBeVisible()
}

test('a value that no known cause makes is called unknown, and the keys are searched only when asked', async () => {
  await failAndAsk('wrong-kcv', 'practice-tmk')
  await expect(at('diagnosis-cause')).toHaveAttribute('data-cause', 'unknown')
  await expect(at('diagnosis-expected')).toHaveText('AF8C07')
  await expect(at('diagnosis-station')).toHaveText('AF8C07')
  await expect(at('diagnosis-reported').locator('[data-mark="differ"]').first()).toBeVisible()
  await look('unknown')
  expect((await ofType('diagnosis-made')).map(({ body }) => body.searched)).toEqual([false])
  await at('diagnosis-search').click()
  await expect(at('diagnosis-searched')).not.toHaveAttribute('data-tried', '0')
  await expect(at('diagnosis-cause')).toHaveAttribute('data-cause', 'unknown')
  expect((await ofType('diagnosis-made')).map(({ body }) => body.searched)).toEqual([true, false])
})

test('a load that did not take is found out; ticks and answers are records, and are there when it is asked again', async () => {
  await failAndAsk('stale', 'practice-tpk')
  await expect(at('diagnosis-cause')).toHaveAttribute('data-cause', 'stale-key')
  await expect(at('diagnosis-party')).toHaveAttribute('data-party', 'device')
  const step = station.page.locator('[data-testid^="step-"]').first()
  const name = (await step.getAttribute('data-testid'))!.slice('step-'.length)
  await step.focus()
  await station.page.keyboard.press('Space')
  await expect(at(`ticked-${name}`)).toBeVisible()
  await at('look-external/network').click()
  for (const [item, answer] of [
    ['host', 'ok'],
    ['link', 'bad'],
    ['clock', 'none'],
  ])
    await at(`answer-${item}-${answer}`).check()
  await at('record-external/network').click()
  await expect(at('check-external/network')).toHaveAttribute('data-status', 'fail')
  await look('stale')
  const [tick] = await ofType('plan-step-ticked')
  expect(tick).toMatchObject({
    actors: ['lab'],
    body: { plan: expect.stringMatching(/^diagnosis\/at-/), step: name, done: true },
  })
  const [answered] = await ofType('diagnosis-check')
  expect(answered).toMatchObject({
    body: { check: 'external/network', answers: [{ item: 'host', answer: 'ok' }, {}, {}] },
  })
  await at('nav-bench').click()
  await at('action-why').click()
  await expect(at(`ticked-${name}`)).toBeVisible()
  // In the monitor it is the same plan, and its tick is taken back there.
  await at('nav-monitor').click()
  await at('monitor-plans').click()
  await expect(at(`plan-${name}`)).toHaveAttribute('data-ticked', 'true')
  await at('plans-by').fill('Li')
  await look('plans')
  await at(`plan-${name}`).getByRole('checkbox').click()
  await expect(at(`plan-${name}`)).toHaveAttribute('data-ticked', 'false')
  await at('nav-bench').click()
  await at('action-why').click()
  await expect(at(`step-${name}`)).not.toBeChecked()
  const spawned = await withoutSpawning()
  await at('diagnosis-practise').click()
  await expect
    .poll(spawned)
    .toEqual([expect.arrayContaining(['--training', '--training-driver=newland-k21', '--training-behave=stale'])])
})

test('a case that a person types: a component went in twice; a value of wrong form is not taken', async () => {
  await at('nav-diagnosis').click()
  await look('empty')
  await at('case-expected').fill('849956')
  await at('case-reported').fill('8CA64')
  await expect(at('case-submit')).toBeDisabled()
  await at('case-reported').fill('8CA64D')
  await at('case-components').fill('A1B2C3 A1B2C3')
  await at('case-form-way').selectOption('components')
  await at('case-submit').click()
  await expect(at('diagnosis-cause')).toHaveAttribute('data-cause', 'component-duplicated')
  await expect(at('diagnosis-party')).toHaveAttribute('data-party', 'operator')
  await look('typed')
})

test('a tie is said to be a tie', async () => {
  await at('nav-diagnosis').click()
  await at('case-expected').fill('849956')
  await at('case-reported').fill('8CA64D')
  await at('case-components').fill('A1B2C3 D4E5F6')
  await at('case-form-way').selectOption('components')
  await at('case-submit').click()
  await expect(at('diagnosis-tie')).toBeVisible()
  expect(Number(await at('diagnosis-cause').getAttribute('data-confidence'))).toBeLessThan(0.9)
  await look('tie')
})

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
