/// <reference lib="dom" />
// A key ceremony with real key presses: what main takes, the page never has; and whatever ends it wipes it.
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { type LaunchedStation, launchStation } from '../harness/app.js'
import { axeFindings } from '../harness/axe.js'
import { COMBINED_KCV, FIRST, FIRST_KCV, SECOND } from '../harness/ceremony.js'
import { leaksIn, leaksInFolder, leaksInPage } from '../harness/leaks.js'
import { overhear, overheard } from '../harness/overheard.js'
import { type SimulatorProcess, startSimulatorProcess } from '../harness/simulator.js'
import { focusWindow, holdKey, pressKeys, typeSigns } from '../harness/typing.js'

const SECRETS = [FIRST, SECOND, '0123456789ABCDEFFEDCBA9876543210'].map((hex) => Buffer.from(hex, 'hex'))

let station: LaunchedStation
let terminal: SimulatorProcess | undefined

const id = (name: string) => station.page.getByTestId(name)
const shot = (name: string) => station.page.screenshot({ path: test.info().outputPath(`${name}.png`) })
const state = (name: string) => expect(id('ceremony')).toHaveAttribute('data-state', name)
const digits = (count: number) => expect(id('ceremony-count')).toHaveAttribute('data-digits', String(count))
const refused = (because: string) => expect(id('ceremony-hint')).toHaveAttribute('data-refused', because)
const ask = (name: string, args: object): Promise<{ ok: boolean; value: never; fault?: { code: string } }> =>
  station.page.evaluate(
    ([asked, words]) =>
      (
        window as unknown as {
          station: {
            ask(name: string, args: object): Promise<{ ok: boolean; value: never; fault?: { code: string } }>
          }
        }
      ).station.ask(asked, words),
    [name, args] as const,
  )
const records = async (): Promise<{ type: string; body: Record<string, unknown> }[]> => {
  const { value } = await ask('audit/list', { limit: 200, before: null })
  return (value as { text: string }[]).map(({ text }) => JSON.parse(text)).reverse()
}
const speak = async (language: 'zh' | 'en') => {
  await ask('station/language', { language })
  await expect(station.page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`))
}
/** The screen in both languages: looked at by axe, and kept. */
async function looked(name: string): Promise<void> {
  for (const language of ['en', 'zh'] as const) {
    await speak(language)
    expect(await axeFindings(station.page), `${name} ${language}`).toEqual([])
    await shot(`${name}-${language}`)
  }
}

test.beforeEach(async () => {
  station = await launchStation()
  await overhear(station.app)
  // What the page itself hears of keys and of the clipboard.
  await station.page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    for (const name of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'paste', 'compositionstart'])
      window.addEventListener(name, (event) => heard.push(`${name} ${(event as KeyboardEvent).key ?? ''}`), true)
  })
  focusWindow('KCV Station')
  await id('nav-ceremony').click()
})
test.afterEach(async () => {
  const { page, app, home, output } = station
  const said = await overheard(app)
  const inPage = await leaksInPage(page, SECRETS)
  await station.quit()
  const leaks = [
    ...inPage,
    ...leaksIn('messages', said, SECRETS),
    ...leaksInFolder(home, SECRETS),
    ...leaksIn('output', output(), SECRETS),
  ]
  expect(leaks).toEqual([])
  await terminal?.stop()
  terminal = undefined
  await station.close()
})
const heardByPage = () => station.page.evaluate(() => (window as unknown as { heard: string[] }).heard)

async function begin(): Promise<void> {
  await id('ceremony-begin-practice').click()
  await state('awaiting')
}
async function bring(): Promise<void> {
  await id('ceremony-bring-keyboard').click()
  await state('entering')
  await station.page.evaluate(() => {
    ;(window as unknown as { heard: string[] }).heard.length = 0
  })
}

test('a component is typed with real keys: the page has the count and hears of no key, and the value is the printed one', async () => {
  await looked('start')
  await id('ceremony-begin-practice').focus()
  pressKeys('Return')
  await state('awaiting')
  await expect(id('ceremony-bag')).toBeFocused()
  typeSigns('BAG-0042')
  await looked('awaiting')
  pressKeys('Return')
  await state('entering')
  await station.page.evaluate(() => {
    ;(window as unknown as { heard: string[] }).heard.length = 0
  })
  typeSigns(FIRST.slice(0, 21))
  await digits(21)
  await looked('entering')
  typeSigns(FIRST.slice(21).toLowerCase())
  await digits(32)
  pressKeys('BackSpace')
  await digits(31)
  expect(await heardByPage()).toEqual([])
  pressKeys('A', 'Return')
  await state('checking')
  await expect(id('ceremony-kcv')).toHaveText(FIRST_KCV)
})

test('a component that is not the printed one is entered once more; then the key is joined and loaded', async () => {
  await begin()
  await bring()
  typeSigns(SECOND)
  pressKeys('Return')
  await state('differing')
  await expect(id('ceremony-take')).toHaveCount(0)
  await looked('differing')
  await expect(id('ceremony-again')).toBeFocused()
  pressKeys('Return')
  await state('entering')
  typeSigns(FIRST)
  pressKeys('Return')
  await state('checking')
  await expect(id('ceremony-kcv')).toHaveText(FIRST_KCV)
  await looked('checking')
  await expect(id('ceremony-confirm')).toBeFocused()
  pressKeys('Return')
  await state('awaiting')
  pressKeys('Return')
  await state('entering')
  typeSigns(SECOND)
  pressKeys('Return')
  await state('checking')
  await expect(id('ceremony-printed')).toHaveCount(0)
  await shot('on-letter-zh')
  pressKeys('Return')
  await state('approving')
  await expect(id('ceremony-kcv')).toHaveText(COMBINED_KCV)
  await looked('approving')
  await id('ceremony-approve').focus()
  pressKeys('Return')
  await expect(id('ceremony-ending')).toHaveAttribute('data-ending', '')
  await looked('ready')

  const link = join(station.home, 'tmp', 'terminal')
  terminal = await startSimulatorProcess('newland-k21', ['--link', link, '--serial', 'SN7K21000001'])
  await id('ceremony-to-bench').click()
  expect((await ask('port/add', { port: link, driver: 'newland-k21' })).ok).toBe(true)
  const card = id(`port-card-${link}`)
  await card.locator('[data-testid^="profile-cer-"]').click()
  await card.getByTestId('action-start').click()
  await expect(card.getByTestId('outcome')).toHaveAttribute('data-outcome', 'injected')
  const all = await records()
  const result = all.find(({ type }) => type === 'attempt-result')
  expect(result?.body).toMatchObject({ kcv: { expected: COMBINED_KCV, reported: COMBINED_KCV, station: COMBINED_KCV } })
  expect(all.map(({ type }) => type)).toEqual(
    expect.arrayContaining([
      'ceremony-begun',
      'component-refused',
      'component-accepted',
      'key-combined',
      'key-approved',
    ]),
  )
  await id('nav-ceremony').click()
  await id('ceremony').waitFor()
  await station.page.locator('[data-testid^="wipe-"]').click()
  await expect(station.page.locator('[data-testid^="held-"]')).toHaveCount(0)
  await expect.poll(async () => (await records()).at(-1)).toMatchObject({ body: { because: 'wiped', loads: 1 } })
})

test('a letter that looks like a digit, a paste, a held key, a dead key and a modifier are refused, and nothing of them reaches the page', async () => {
  await station.app.evaluate(({ clipboard }, text) => clipboard.writeText(text), FIRST)
  await begin()
  await bring()
  typeSigns('12')
  await digits(2)
  for (const [keys, because] of [
    [['O'], 'look-alike'],
    [['x'], 'not-hex'],
    [['ctrl+v'], 'paste'],
    [['shift+Insert'], 'paste'],
    [['ctrl+3'], 'modifier'],
    [['alt+3'], 'modifier'],
    [['dead_acute'], 'not-hex'],
  ] as const) {
    pressKeys(...keys)
    await refused(because)
    await digits(2)
  }
  // No input method runs on this display: what one makes of a key press is told to main's own listener.
  await station.app.evaluate(({ BrowserWindow }) => {
    const plain = { type: 'keyDown', isAutoRepeat: false, control: false, alt: false, meta: false, shift: false }
    const press = (input: object) =>
      BrowserWindow.getAllWindows()[0]!.webContents.emit(
        'before-input-event',
        { preventDefault: () => {} },
        {
          ...plain,
          ...input,
        },
      )
    press({ key: 'Process', isComposing: false })
    press({ key: '1', isComposing: true })
  })
  await refused('input-method')
  await expect(id('ceremony-hint')).toHaveAttribute('data-count', '2')
  const held = holdKey('4')
  await refused('repeat')
  held.letGo()
  await digits(3)
  await looked('refused')
  pressKeys('Delete')
  await digits(0)
  pressKeys('Return')
  await refused('too-few')
  expect((await heardByPage()).filter((event) => !/keyup (Enter|Meta|Control|Shift|Alt)/.test(event))).toEqual([])
  pressKeys('Escape')
  await expect(id('ceremony-ending')).toHaveAttribute('data-ending', 'aborted')
  await looked('aborted')
  // The keys are the page's again.
  await id('ceremony-close').focus()
  pressKeys('Return')
  await state('none')
})

test('while a text field has the focus no component is taken', async () => {
  await begin()
  await id('ceremony-bag').focus()
  expect((await ask('ceremony/bring', { source: 'keyboard', bag: '' })).fault?.code).toBe('ceremony/editable-focus')
  await state('awaiting')
})

async function anotherWindow(): Promise<void> {
  await station.app.evaluate(async ({ BrowserWindow }) => {
    const other = new BrowserWindow({ width: 300, height: 200, show: false })
    other.on('page-title-updated', (event) => event.preventDefault())
    other.setTitle('another program')
    other.showInactive()
  })
  focusWindow('another program')
}
for (const [what, because, leave] of [
  ['another window gets the keyboard', 'left-window', () => anotherWindow()],
  [
    'the screen is locked',
    'screen-locked',
    () => station.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen')),
  ],
  [
    'the computer is suspended',
    'suspended',
    () => station.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend')),
  ],
  ['the page is loaded anew', 'page-gone', () => station.page.reload().then(() => id('nav-ceremony').click())],
] as const)
  test(`${what}: what was entered is wiped, on record, and the keys are the page's again`, async () => {
    await begin()
    await bring()
    typeSigns(FIRST)
    pressKeys('Return')
    await state('checking')
    await id('ceremony-confirm').click()
    await state('awaiting')
    await bring()
    typeSigns(SECOND.slice(0, 15))
    await digits(15)
    await leave()
    await expect(id('ceremony-ending')).toHaveAttribute('data-ending', because)
    expect((await records()).at(-1)).toMatchObject({ type: 'ceremony-aborted', body: { because, component: 2 } })
  })
