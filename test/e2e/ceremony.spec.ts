// A key ceremony with real key presses, to the load of its key: what main takes, the page never has.
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { COMBINED_KCV, FIRST, FIRST_KCV, SECOND } from '../harness/ceremony.js'
import { CeremonyWindow } from '../harness/ceremony-window.js'
import { type SimulatorProcess, startSimulatorProcess } from '../harness/simulator.js'
import { pressKeys, typeSigns } from '../harness/typing.js'

let at: CeremonyWindow
let terminal: SimulatorProcess | undefined

test.beforeEach(async () => {
  at = await CeremonyWindow.open()
})
test.afterEach(async () => {
  await at.close()
  await terminal?.stop()
  terminal = undefined
})

test('a component is typed with real keys: the page has the count and hears of no key, and the value is the printed one', async () => {
  await at.looked('start')
  await at.id('ceremony-begin-practice').focus()
  pressKeys('Return')
  await at.state('awaiting')
  await expect(at.id('ceremony-bag')).toBeFocused()
  typeSigns('BAG-0042')
  await at.looked('awaiting')
  pressKeys('Return')
  await at.state('entering')
  await at.forgetHeard()
  typeSigns(FIRST.slice(0, 21))
  await at.digits(21)
  await at.looked('entering')
  typeSigns(FIRST.slice(21).toLowerCase())
  await at.digits(32)
  pressKeys('BackSpace')
  await at.digits(31)
  expect(await at.heardByPage()).toEqual([])
  pressKeys('A', 'Return')
  await at.state('checking')
  await expect(at.id('ceremony-kcv')).toHaveText(FIRST_KCV)
})

test('a component that is not the printed one is entered once more; then the key is joined and loaded', async () => {
  await at.begin()
  await at.bring()
  typeSigns(SECOND)
  pressKeys('Return')
  await at.state('differing')
  await expect(at.id('ceremony-take')).toHaveCount(0)
  await at.looked('differing')
  await expect(at.id('ceremony-again')).toBeFocused()
  pressKeys('Return')
  await at.state('entering')
  typeSigns(FIRST)
  pressKeys('Return')
  await at.state('checking')
  await expect(at.id('ceremony-kcv')).toHaveText(FIRST_KCV)
  await at.looked('checking')
  await expect(at.id('ceremony-confirm')).toBeFocused()
  pressKeys('Return')
  await at.state('awaiting')
  pressKeys('Return')
  await at.state('entering')
  typeSigns(SECOND)
  pressKeys('Return')
  await at.state('checking')
  await expect(at.id('ceremony-printed')).toHaveCount(0)
  await at.shot('on-letter-zh')
  pressKeys('Return')
  await at.state('approving')
  await expect(at.id('ceremony-kcv')).toHaveText(COMBINED_KCV)
  await at.looked('approving')
  await at.id('ceremony-approve').focus()
  pressKeys('Return')
  await at.ended('')
  await at.looked('ready')

  const link = join(at.station.home, 'tmp', 'terminal')
  terminal = await startSimulatorProcess('newland-k21', ['--link', link, '--serial', 'SN7K21000001'])
  await at.id('ceremony-to-bench').click()
  expect((await at.ask('port/add', { port: link, driver: 'newland-k21' })).ok).toBe(true)
  const card = at.id(`port-card-${link}`)
  await card.locator('[data-testid^="profile-cer-"]').click()
  await card.getByTestId('action-start').click()
  await expect(card.getByTestId('outcome')).toHaveAttribute('data-outcome', 'injected')
  const all = await at.records()
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
  await at.id('nav-ceremony').click()
  await at.id('ceremony').waitFor()
  await at.station.page.locator('[data-testid^="wipe-"]').click()
  await expect(at.station.page.locator('[data-testid^="held-"]')).toHaveCount(0)
  await expect.poll(async () => (await at.records()).at(-1)).toMatchObject({ body: { because: 'wiped', loads: 1 } })
})
