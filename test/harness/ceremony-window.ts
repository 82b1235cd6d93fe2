/// <reference lib="dom" />
// The ceremony screen in the real window, with real key presses; and the search for what was typed afterwards.
import { expect, test } from 'playwright/test'
import { type LaunchedStation, launchStation } from './app.js'
import { axeFindings } from './axe.js'
import { FIRST, SECOND } from './ceremony.js'
import { leaksIn, leaksInFolder, leaksInPage } from './leaks.js'
import { overhear, overheard } from './overheard.js'
import { focusWindow } from './typing.js'

const SECRETS = [FIRST, SECOND, '0123456789ABCDEFFEDCBA9876543210'].map((hex) => Buffer.from(hex, 'hex'))

interface Answer {
  readonly ok: boolean
  readonly value: never
  readonly fault?: { readonly code: string }
}
/** What the page puts there in these tests. */
interface TestedWindow {
  readonly heard: string[]
  readonly station: { ask(name: string, args: object): Promise<Answer> }
}

export class CeremonyWindow {
  private constructor(readonly station: LaunchedStation) {}

  static async open(): Promise<CeremonyWindow> {
    const station = await launchStation()
    await overhear(station.app)
    // What the page itself hears of keys and of the clipboard.
    await station.page.evaluate(() => {
      const heard: string[] = []
      Object.assign(window, { heard })
      for (const name of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'paste', 'compositionstart'])
        window.addEventListener(name, (event) => heard.push(`${name} ${(event as KeyboardEvent).key ?? ''}`), true)
    })
    focusWindow('KCV Station')
    const opened = new CeremonyWindow(station)
    await opened.id('nav-ceremony').click()
    return opened
  }

  readonly id = (name: string) => this.station.page.getByTestId(name)
  readonly shot = (name: string) => this.station.page.screenshot({ path: test.info().outputPath(`${name}.png`) })
  readonly state = (name: string) => expect(this.id('ceremony')).toHaveAttribute('data-state', name)
  readonly digits = (count: number) => expect(this.id('ceremony-count')).toHaveAttribute('data-digits', String(count))
  readonly refused = (because: string) => expect(this.id('ceremony-hint')).toHaveAttribute('data-refused', because)
  readonly ended = (because: string) => expect(this.id('ceremony-ending')).toHaveAttribute('data-ending', because)
  readonly ask = (name: string, args: object): Promise<Answer> =>
    this.station.page.evaluate(([asked, words]) => (window as unknown as TestedWindow).station.ask(asked, words), [
      name,
      args,
    ] as const)
  readonly records = async (): Promise<{ type: string; body: Record<string, unknown> }[]> => {
    const { value } = await this.ask('audit/list', { limit: 200, before: null })
    return (value as { text: string }[]).map(({ text }) => JSON.parse(text)).reverse()
  }
  /** Events of keys and clipboard that the page heard since digits are taken. */
  readonly heardByPage = () => this.station.page.evaluate(() => (window as unknown as TestedWindow).heard)
  readonly forgetHeard = () =>
    this.station.page.evaluate(() => {
      ;(window as unknown as TestedWindow).heard.length = 0
    })

  /** The screen in both languages: looked at by axe, and kept. */
  async looked(name: string): Promise<void> {
    for (const language of ['en', 'zh'] as const) {
      await this.ask('station/language', { language })
      await expect(this.station.page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`))
      expect(await axeFindings(this.station.page), `${name} ${language}`).toEqual([])
      await this.shot(`${name}-${language}`)
    }
  }
  async begin(): Promise<void> {
    await this.id('ceremony-begin-practice').click()
    await this.state('awaiting')
  }
  async bring(): Promise<void> {
    await this.id('ceremony-bring-keyboard').click()
    await this.state('entering')
    await this.forgetHeard()
  }

  /** Closes it and looks for digits in what crossed to the page, the page, everything that was written, and the output. */
  async close(): Promise<void> {
    const { page, app, home, output } = this.station
    const said = await overheard(app)
    const inPage = await leaksInPage(page, SECRETS)
    await this.station.quit()
    const found = [
      ...inPage,
      ...leaksIn('messages', said, SECRETS),
      ...leaksInFolder(home, SECRETS),
      ...leaksIn('output', output(), SECRETS),
    ]
    await this.station.close()
    expect(found).toEqual([])
  }
}
