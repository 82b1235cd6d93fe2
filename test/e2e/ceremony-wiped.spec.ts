// What a ceremony does not take, and what ends it: pastes, held keys, input methods; leaving, locking, suspending.
import { expect, test } from 'playwright/test'
import { FIRST, SECOND } from '../harness/ceremony.js'
import { CeremonyWindow } from '../harness/ceremony-window.js'
import { focusWindow, holdKey, pressKeys, typeSigns } from '../harness/typing.js'

let at: CeremonyWindow
test.beforeEach(async () => {
  at = await CeremonyWindow.open()
})
test.afterEach(() => at.close())

test('a letter that looks like a digit, a paste, a held key, a dead key and a modifier are refused, and nothing of them reaches the page', async () => {
  await at.station.app.evaluate(({ clipboard }, text) => clipboard.writeText(text), FIRST)
  await at.begin()
  await at.bring()
  typeSigns('12')
  await at.digits(2)
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
    await at.refused(because)
    await at.digits(2)
  }
  // No input method runs on this display: what one makes of a key press is told to main's own listener.
  await at.station.app.evaluate(({ BrowserWindow }) => {
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
  await at.refused('input-method')
  await expect(at.id('ceremony-hint')).toHaveAttribute('data-count', '2')
  const held = holdKey('4')
  await at.refused('repeat')
  held.letGo()
  await at.digits(3)
  await at.looked('refused')
  pressKeys('Delete')
  await at.digits(0)
  pressKeys('Return')
  await at.refused('too-few')
  expect((await at.heardByPage()).filter((event) => !/keyup (Enter|Meta|Control|Shift|Alt)/.test(event))).toEqual([])
  pressKeys('Escape')
  await at.ended('aborted')
  await at.looked('aborted')
  // The keys are the page's again.
  await at.id('ceremony-close').focus()
  pressKeys('Return')
  await at.state('none')
})

test('while a text field has the focus no component is taken', async () => {
  await at.begin()
  await at.id('ceremony-bag').focus()
  expect((await at.ask('ceremony/bring', { source: 'keyboard', bag: '' })).fault?.code).toBe('ceremony/editable-focus')
  await at.state('awaiting')
})

async function anotherWindow(): Promise<void> {
  await at.station.app.evaluate(async ({ BrowserWindow }) => {
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
    () => at.station.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen')),
  ],
  [
    'the computer is suspended',
    'suspended',
    () => at.station.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend')),
  ],
  ['the page is loaded anew', 'page-gone', () => at.station.page.reload().then(() => at.id('nav-ceremony').click())],
] as const)
  test(`${what}: what was entered is wiped, on record, and the keys are the page's again`, async () => {
    await at.begin()
    await at.bring()
    typeSigns(FIRST)
    pressKeys('Return')
    await at.state('checking')
    await at.id('ceremony-confirm').click()
    await at.state('awaiting')
    await at.bring()
    typeSigns(SECOND.slice(0, 15))
    await at.digits(15)
    await leave()
    await at.ended(because)
    expect((await at.records()).at(-1)).toMatchObject({ type: 'ceremony-aborted', body: { because, component: 2 } })
  })
