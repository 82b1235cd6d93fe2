/// <reference lib="dom" />
// From a load that failed to why, what to do, and the records of it; and cases that a person types.
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
