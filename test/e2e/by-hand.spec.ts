/// <reference lib="dom" />
// A terminal without a line, loaded by hand: two people read its screen, by keyboard, and find the expected value nowhere.
import { expect, test } from 'playwright/test'
import { type LaunchedStation, launchStation } from '../harness/app.js'
import { axeFindings } from '../harness/axe.js'

const EXPECTED = '08D7B4'
const PLACE = 'manual:1'
let station: LaunchedStation

/** Everything that main says to the page from now on. */
async function listenIn(): Promise<void> {
  await station.app.evaluate(({ BrowserWindow }) => {
    const heard: string[] = []
    Object.assign(globalThis, { heard })
    const contents = BrowserWindow.getAllWindows()[0]!.webContents
    const send = contents.send.bind(contents)
    contents.send = (channel: string, ...args: unknown[]) => {
      heard.push(JSON.stringify(args))
      send(channel, ...args)
    }
  })
}
/** What main has said, and what it answers to whoever asks for the view and the records. */
const said = async (): Promise<string> => {
  const announced = await station.app.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)
  expect(announced.length).toBeGreaterThan(0)
  return [...announced, JSON.stringify(await ask('station/view', {})), JSON.stringify(await records())].join()
}

const shot = (name: string) => station.page.screenshot({ path: test.info().outputPath(`${name}.png`) })
const card = () => station.page.getByTestId(`port-card-${PLACE}`)
const id = (name: string) => station.page.getByTestId(name)
const asked = (kind: string) => expect(id('people')).toHaveAttribute('data-question', kind)
/** As the page itself would ask; a drawer in front of the header's button is no matter then. */
const ask = (name: string, args: object): Promise<{ ok: boolean; value: unknown }> =>
  station.page.evaluate(
    ([asked, words]) =>
      (
        window as unknown as {
          station: { ask(name: string, args: object): Promise<{ ok: boolean; value: unknown }> }
        }
      ).station.ask(asked, words),
    [name, args] as const,
  )
const speak = async (language: 'zh' | 'en') => {
  await ask('station/language', { language })
  await expect(station.page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`))
}
type Shown = { type: string; text: string; body: Record<string, unknown> }
const records = async (): Promise<Shown[]> => {
  const { value } = await ask('audit/list', { limit: 200, before: null })
  return (value as { text: string }[]).map(({ text }) => ({ text, ...JSON.parse(text) }))
}

test.beforeEach(async () => {
  station = await launchStation()
  const { page } = station
  await id('add-port').click()
  await id('add-port-driver').selectOption('manual')
  await expect(id('add-port-path')).toHaveValue(PLACE)
  await id('add-port-confirm').click()
  await card().getByTestId('profile-practice-by-hand').click()
  await expect(card().getByTestId('action-start')).toBeVisible()
  await expect(page.locator('body')).not.toContainText(EXPECTED)
})
test.afterEach(() => station.close())

/** From the button that loads to the question that people load now, by keyboard. */
async function nameTheTerminal(serial: string): Promise<void> {
  const { keyboard } = station.page
  await card().getByTestId('action-start').focus()
  await keyboard.press('Enter')
  await asked('serial')
  await id('people-serial').fill(serial)
  await keyboard.press('Enter')
  await expect(id('people-serial-again')).toBeFocused()
  await id('people-serial-again').fill(serial)
  await keyboard.press('Enter')
  await asked('load')
}
async function readOff(value: string): Promise<void> {
  const { keyboard } = station.page
  await expect(id('people-begin')).toBeFocused()
  await keyboard.press('Enter')
  await expect(id('people-value')).toBeFocused()
  await keyboard.type(value)
}

test('two people read what the screen shows, by keyboard alone; what they should find is nowhere until both have', async () => {
  const { page } = station
  await listenIn()
  await nameTheTerminal('LD0001')
  await shot('load-zh')
  expect(await axeFindings(page)).toEqual([])
  await expect(id('people-loaded')).toBeFocused()
  await page.keyboard.press('Enter')
  await asked('reading')
  await readOff('O')
  await expect(id('people-hint')).toContainText('0')
  await page.keyboard.type('08d7')
  await shot('reading-zh')
  await page.keyboard.type('b5')
  await page.keyboard.press('Enter')

  // The first entry is gone from the page before the second person is there.
  await expect(id('people-begin')).toBeVisible()
  await shot('cover-zh')
  expect(await axeFindings(page)).toEqual([])
  expect(await page.content()).not.toContain('08D7B5')
  await speak('en')
  await readOff('08d7b4')
  await shot('reading-en')
  expect(await axeFindings(page)).toEqual([])
  // What the second person has typed stands in the field alone; main has said it to nobody.
  expect(await said()).not.toMatch(/08D7B[45]/i)
  await page.keyboard.press('Enter')

  // They differed: both again, without a word of who was right.
  await expect(id('people-begin')).toBeVisible()
  expect(await page.content()).not.toMatch(/08D7B[45]/i)
  await shot('again-en')
  for (let person = 1; person <= 2; person++) {
    await readOff(EXPECTED)
    expect(await said()).not.toMatch(/08D7B[45]/i)
    await page.keyboard.press('Enter')
  }
  await expect(card().getByTestId('outcome')).toHaveAttribute('data-outcome', 'attested')
  await expect(card().getByTestId('kcv-expected')).toHaveText(/0\s*8\s*D\s*7\s*B\s*4/)
  await expect(card().getByTestId('provenance')).toHaveAttribute('data-provenance', 'human')
  for (const language of ['zh', 'en'] as const) {
    await speak(language)
    await shot(`attested-${language}`)
  }
  const all = await records()
  expect(all.find(({ type }) => type === 'attempt-result')?.body).toMatchObject({
    outcome: 'attested',
    device: { serial: 'LD0001', serialSource: 'scanned' },
    warnings: ['single-person'],
  })
  const order = all.map(({ type }) => type).reverse()
  expect(order.indexOf('attempt-armed')).toBeLessThan(order.indexOf('attempt-answer'))
  expect(order.filter((type) => type === 'attempt-answer')).toHaveLength(5)

  await card().getByTestId('action-identify').click()
  await asked('serial')
  await id('people-serial').fill('LD0009')
  await id('people-serial-again').fill('LD0009')
  await page.keyboard.press('Enter')
  await expect(card()).toContainText('LD0009')
  await expect(card().getByTestId('outcome')).toHaveAttribute('data-outcome', '')
  expect(await page.content()).not.toContain(EXPECTED)
})

test('called off after people were told to load: unknown, no second load, and settled by a later reading', async () => {
  const { page } = station
  await nameTheTerminal('LD0002')
  await id('people-call-off').click()
  await shot('call-off-zh')
  expect(await axeFindings(station.page)).toEqual([])
  await id('people-call-off-confirm').click()
  await expect(card().getByTestId('outcome')).toHaveAttribute('data-outcome', 'indeterminate')
  await expect(card().getByTestId('action-start')).toHaveCount(0)
  expect(await page.content()).not.toContain(EXPECTED)
  await shot('indeterminate-zh')
  await card().getByTestId('action-read-back').click()
  await asked('serial')
  await id('people-serial-known').click()
  for (let person = 1; person <= 2; person++) {
    await readOff('8CA64D')
    await page.keyboard.press('Enter')
  }
  await expect(card().getByTestId('outcome')).toHaveAttribute('data-outcome', 'mismatched')
  const types = (await records()).map(({ type }) => type)
  expect(types).toContain('attempt-read-back')
  expect(types.filter((type) => type === 'attempt-armed')).toHaveLength(1)
})

test('a question that was put away waits on its card, and the bench stays usable', async () => {
  const { page } = station
  await card().getByTestId('action-start').click()
  await asked('serial')
  for (const language of ['zh', 'en'] as const) {
    await speak(language)
    await shot(`serial-${language}`)
    expect(await axeFindings(page)).toEqual([])
  }
  await page.keyboard.press('Escape')
  await expect(id('people')).toHaveCount(0)
  await card().getByTestId('action-answer').click()
  await asked('serial')
  await id('people-call-off').click()
  await id('people-call-off-confirm').click()
  await expect(card().getByTestId('outcome')).toHaveAttribute('data-outcome', 'abandoned')
})
