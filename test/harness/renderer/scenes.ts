// The scenes to look at: a view, and what is pressed before the picture is taken.
import type { Page } from 'playwright'
import { outcomes } from '../../../electron/contract/values.js'
import type { PortCardView, StationView } from '../../../electron/contract/views.js'
import { mixed, sixteenAtWork, thirtyTwo, three } from './benches.js'
import { card, drivers, ended, profiles, working } from './cards.js'

export interface Scene {
  readonly view: StationView
  readonly records?: number
  readonly verdict?: 'pass' | 'fail' | 'incomplete'
  readonly dark?: boolean
  readonly size?: { readonly width: number; readonly height: number }
  readonly act?: (page: Page) => Promise<unknown>
  /** The last thing the page must have asked of main by then. */
  readonly asks?: { readonly name: string; readonly args: object }
}

/** The index is as far as the log, and nothing is being made. */
const followed = {
  index: { state: 'ready', size: 4182, because: null },
  verifying: null,
  paper: null,
  witness: { last: null, records: 4182, attempts: 912, policy: null, due: null },
  keptDays: 0,
} as const

const view = (ports: readonly PortCardView[], change: Partial<StationView> = {}): StationView => {
  const done = ports.filter(({ outcome }) => outcome !== null)
  const good = done.filter(({ outcome }) => outcome === 'injected' || outcome === 'complete').length
  return {
    language: 'zh',
    mode: 'lab',
    training: false,
    stationId: 'ST-07',
    operator: { id: 'zhang', name: '张(技术)' },
    log: { size: 4182, state: 'unverified', verifiedSize: null, reasons: [], ...followed },
    openAlerts: 0,
    tally: { total: Math.max(ports.length, done.length), finished: done.length, good, bad: done.length - good },
    ports,
    profiles,
    drivers,
    questions: [],
    ceremony: { profiles: [], running: null, held: [], keypads: [], keypad: null, networks: [] },
    notices: [],
    ...change,
  }
}
const press = (testid: string) => (page: Page) => page.getByTestId(testid).first().click()
/** Presses Tab until the element has the focus: what cannot be reached so cannot be used without a mouse. */
async function tabTo(page: Page, testid: string): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab')
    if ((await page.evaluate<string | null>("document.activeElement.getAttribute('data-testid')")) === testid) return
  }
  throw new Error(`no way to ${testid} by Tab`)
}
const verified = { log: { size: 4182, state: 'pass', verifiedSize: 4182, reasons: [], ...followed } } as const

const notice = {
  code: 'wire/busy',
  message: { zh: '串口 /dev/ttyUSB3 正被其他程序使用。', en: 'Port /dev/ttyUSB3 is in use by another program.' },
  next: 'retry',
} as const

const outcomeScenes = Object.fromEntries(
  outcomes.map((outcome) => [`outcome-${outcome}`, { view: view([ended(0, outcome)]) }]),
)

export const scenes: Readonly<Record<string, Scene>> = {
  empty: { view: view([]) },
  'empty-production': { view: view([], { mode: 'production' }) },
  'empty-menu': { view: view([]), act: press('simulator-menu') },
  'add-port': {
    view: view([]),
    act: async (page) => {
      await press('add-port')(page)
      await page.getByTestId('add-port-path').fill('/dev/ttyUSB9')
      await press('add-port-confirm')(page)
    },
  },
  ready: { view: view([card(0, { simulated: true, profile: null, keys: [], actions: ['choose', 'remove'] })]) },
  chosen: { view: view([card(0, { simulated: true })]) },
  working: { view: view([working(0, { simulated: true })]) },
  ...outcomeScenes,
  two: {
    view: view(
      [
        card(0, { outcome: 'partial', keys: three('ended'), actions: ['choose', 'remove'] }),
        working(1, { keys: three('waiting') }),
      ],
      verified,
    ),
  },
  five: { view: view([...mixed.slice(0, 3), mixed[4]!, mixed[14]!]) },
  nine: { view: view(mixed.slice(0, 9)) },
  sixteen: { view: view(mixed, { ...verified, notices: [notice] }) },
  'sixteen-least': { view: view(sixteenAtWork, verified), size: { width: 1024, height: 640 } },
  'sixteen-zoomed': { view: view(sixteenAtWork, verified), size: { width: 683, height: 384 } },
  'sixteen-zoomed-least': { view: view(sixteenAtWork, verified), size: { width: 512, height: 320 } },
  'thirty-two': { view: view(thirtyTwo, verified) },
  'one-least': { view: view([ended(0, 'mismatched')]), size: { width: 1024, height: 640 } },
  'one-zoomed': { view: view([ended(0, 'mismatched')]), size: { width: 512, height: 320 } },
  'three-least': { view: view(mixed.slice(0, 3)), size: { width: 1024, height: 640 } },
  'five-least': { view: view([...mixed.slice(0, 3), mixed[4]!, mixed[14]!]), size: { width: 1024, height: 640 } },
  'audit-zoomed': {
    view: view(mixed, verified),
    records: 60,
    size: { width: 512, height: 320 },
    act: press('nav-audit'),
  },
  'sixteen-large': { view: view(mixed, verified), size: { width: 1920, height: 1080 } },
  details: {
    view: view(mixed),
    act: (page) => page.getByTestId('port-card-/dev/ttyUSB1').getByTestId('card-details').click(),
  },
  'card-menu': {
    view: view(mixed),
    act: (page) => page.getByTestId('port-card-/dev/ttyUSB7').getByTestId('card-menu').click(),
  },
  closing: {
    view: view([ended(0, 'indeterminate')]),
    act: async (page) => {
      await press('card-menu')(page)
      await press('action-close-attempt')(page)
    },
  },
  'verify-log': { view: view([ended(0, 'injected')]), verdict: 'pass', act: press('verify-log') },
  'audit-empty': { view: view([]), records: 0, act: press('nav-audit') },
  audit: { view: view(mixed, verified), records: 60, act: press('nav-audit') },
  'audit-record': {
    view: view(mixed),
    records: 60,
    act: async (page) => {
      await press('nav-audit')(page)
      await page.getByTestId('audit-row').nth(1).click()
    },
  },
  'audit-fail': {
    view: view([], { log: { size: 60, state: 'fail', verifiedSize: 60, reasons: [], ...followed } }),
    records: 60,
    verdict: 'fail',
    act: async (page) => {
      await press('nav-audit')(page)
      await press('audit-verify')(page)
    },
  },
  'keyboard-simulator': {
    view: view([]),
    act: (page) => tabTo(page, 'start-simulator').then(() => page.keyboard.press('Enter')),
    asks: { name: 'port/simulate', args: { driver: 'newland-k21', behave: [] } },
  },
  'keyboard-practice': {
    view: view([]),
    act: async (page) => {
      await tabTo(page, 'simulator-menu')
      await page.keyboard.press('Enter')
      await page.getByTestId('simulate-none').waitFor()
      for (let row = 0; row < 4; row += 1) await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
    },
    asks: { name: 'port/simulate', args: { driver: 'newland-k21', behave: ['wrong-kcv'] } },
  },
  'keyboard-choose': {
    view: view([card(0, { profile: null, keys: [], actions: ['choose', 'remove'] })]),
    act: (page) => tabTo(page, 'profile-practice-tmk').then(() => page.keyboard.press('Enter')),
    asks: { name: 'job/choose', args: { port: '/dev/ttyUSB0', profile: 'practice-tmk' } },
  },
  'keyboard-choose-small': {
    view: view(mixed),
    act: async (page) => {
      await tabTo(page, 'action-choose')
      await page.keyboard.press('Enter')
      await page.getByTestId('profile-practice-tmk').waitFor()
      await page.keyboard.press('Enter')
    },
    asks: { name: 'job/choose', args: { port: '/dev/ttyUSB10', profile: 'practice-tmk' } },
  },
  'keyboard-start-all': {
    view: view([card(0), card(1), ended(2, 'injected', { actions: ['start'] })]),
    act: (page) => page.keyboard.press('F9'),
    asks: { name: 'job/start', args: { ports: ['/dev/ttyUSB0', '/dev/ttyUSB1'] } },
  },
  'keyboard-read-back': {
    view: view([ended(0, 'indeterminate')]),
    act: (page) => tabTo(page, 'action-read-back').then(() => page.keyboard.press('Enter')),
    asks: { name: 'attempt/read-back', args: { port: '/dev/ttyUSB0', attempt: 'a-0' } },
  },
  'keyboard-close': {
    view: view([ended(0, 'indeterminate')]),
    act: async (page) => {
      await tabTo(page, 'card-menu')
      await page.keyboard.press('Enter')
      await page.getByTestId('action-close-attempt').waitFor()
      await page.keyboard.press('Enter')
      await page.getByTestId('close-reason').waitFor()
      await page.waitForTimeout(200)
      await page.keyboard.type('sealed, no. 2026-118')
      await page.keyboard.press('Enter')
    },
    asks: { name: 'attempt/close', args: { port: '/dev/ttyUSB0', attempt: 'a-0', reason: 'sealed, no. 2026-118' } },
  },
  'dark-empty': { view: view([]), dark: true },
  'dark-sixteen': { view: view(mixed, verified), dark: true },
  'dark-mismatch': { view: view([ended(0, 'mismatched')]), dark: true },
}
