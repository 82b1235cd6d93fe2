/// <reference lib="dom" />
// The real window with sixteen terminals at work: from the last byte of a reply, in main, to its check value in the page;
// from a plug to its card. Run by `npm run bench` alone; needs Electron and Xvfb, as the end-to-end tests do.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { launchStation } from '../harness/app.js'
import { openDisplay } from '../harness/display.js'
import { startTerminals } from '../harness/terminals.js'
import { projectRoot } from '../harness/tree.js'
import { judged, ms, share } from './figures.js'

const PORTS = 16
const ROUNDS = 6
const P95_MS = 20
const CARD_MS = 1000
const PINGS = 200
const LONGEST_MS = 60_000

interface Bridge {
  ask(name: string, args: object): Promise<{ ok: boolean; fault?: { code: string } }>
}
type InPage = { station: Bridge; shown: { port: string; at: number }[] }
/** Milliseconds since 1970 as both processes see them, finer than Date. */
type InMain = { heard: Record<string, number[]>; sent: number[] }

test('sixteen terminals at work in the window', async (t) => {
  const display = await openDisplay()
  const station = await launchStation({ env: { DISPLAY: display.display } })
  t.after(async () => {
    await station.close()
    display.close()
  })
  const { app, page } = station
  await page.getByTestId('language').waitFor()
  await app.evaluate(({ BrowserWindow }, root) => {
    const { createRequire } = process.getBuiltinModule('node:module')
    const { SerialPort } = createRequire(`${root}/package.json`)('serialport')
    const heard: InMain['heard'] = {}
    const sent: number[] = []
    Object.assign(globalThis, { heard, sent })
    const [window] = BrowserWindow.getAllWindows()
    const send = window!.webContents.send.bind(window!.webContents)
    window!.webContents.send = (...words) => {
      sent.push(performance.timeOrigin + performance.now())
      send(...words)
    }
    const { emit } = SerialPort.prototype
    SerialPort.prototype.emit = function (this: { settings: { path: string } }, name: string, ...rest: unknown[]) {
      if (name === 'data') {
        heard[this.settings.path] ??= []
        heard[this.settings.path]!.push(performance.timeOrigin + performance.now())
      }
      return emit.call(this, name, ...rest)
    }
  }, projectRoot)

  const folder = join(station.home, 'state', 'kcv-station', 'terminals')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  await using terminals = await startTerminals('newland-k21', PORTS, { folder })
  const plugged = performance.now()
  await page.waitForFunction((most) => document.querySelectorAll('[data-testid^=port-card-]').length === most, PORTS, {
    polling: 'raf',
  })
  const cards = performance.now() - plugged
  await page.waitForFunction(
    (most) => document.querySelectorAll('[data-testid^=port-card-][data-presence=ready]').length === most,
    PORTS,
  )
  const seen = await page.evaluate(() => document.visibilityState)
  t.diagnostic(`the page is ${seen}; from plug to ${PORTS} cards: ${ms(cards)} (limit ${CARD_MS})`)

  await page.evaluate(() => {
    const shown: InPage['shown'] = []
    Object.assign(globalThis, { shown })
    const before = new Map<string, string>()
    new MutationObserver(() => {
      const at = performance.timeOrigin + performance.now()
      for (const card of document.querySelectorAll<HTMLElement>('[data-testid^=port-card-]')) {
        const port = card.dataset.testid!.slice('port-card-'.length)
        const digits = card.querySelector('[data-testid=kcv-reported]')?.textContent ?? ''
        if (digits !== '' && before.get(port) === '') shown.push({ port, at })
        before.set(port, digits)
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  const delays: number[] = []
  /** The part until the next view leaves main. */
  const inMain: number[] = []
  const pings: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const shown = await page.evaluate(
      async ({ ports, longest }) => {
        const { station: bridge, shown: all } = globalThis as unknown as InPage
        for (const port of ports) await bridge.ask('job/choose', { port, profile: 'practice-tpk' })
        await new Promise((drawn) => setTimeout(drawn, 200))
        const from = all.length
        await bridge.ask('job/start', { ports })
        const until = performance.now() + longest
        while (all.length < from + ports.length && performance.now() < until)
          await new Promise((later) => setTimeout(later, 20))
        return all.slice(from)
      },
      { ports: [...terminals.ports], longest: LONGEST_MS },
    )
    assert.equal(shown.length, PORTS, 'every check value came onto its card')
    const { heard, sent } = await app.evaluate(() => {
      const { heard, sent } = globalThis as unknown as InMain
      return { heard, sent }
    })
    for (const { port, at } of shown) {
      const byte = heard[port]!.findLast((one) => one <= at)!
      delays.push(at - byte)
      inMain.push((sent.find((one) => one > byte) ?? at) - byte)
    }
    await page.waitForFunction(() => document.querySelector('[data-presence=working]') === null)
    for (let ping = 0; ping < PINGS / ROUNDS; ping++) pings.push(await terminals.ping())
  }
  const p95 = share(delays, 0.95)
  t.diagnostic(
    `last byte in main to check value in the page, ${PORTS} ports at work, ${delays.length} values: ` +
      `p50 ${ms(share(delays, 0.5))}, p95 ${ms(p95)} (limit ${P95_MS}), p99 ${ms(share(delays, 0.99))}; until it left main p50 ${ms(share(inMain, 0.5))}, p95 ${ms(share(inMain, 0.95))}`,
  )
  judged(t, pings, () => assert.ok(p95 <= P95_MS && cards <= CARD_MS, `p95 ${ms(p95)}, cards ${ms(cards)}`))
})
