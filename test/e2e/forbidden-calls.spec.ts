/// <reference lib="dom" />
// Forbidden calls through the real window: every command by whom it is not for, and every way of calling it wrong. All are
// denied, and the log's counts add up to the number sent.
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { listRecords } from '../../electron/audit/list.js'
import { type CommandName, commands } from '../../electron/contract/commands.js'
import { mayDo, ruleOf } from '../../electron/custody/roles.js'
import { at, beforeBirth, enter, giveBirth, type ProductionStation, ZHANG } from '../harness/production.js'
import { projectRoot } from '../harness/tree.js'

interface Call {
  readonly name: unknown
  readonly args: unknown
}
const names = Object.keys(commands) as CommandName[]
/** Where nobody may send it, its shape is asked first: what is wrong there counts as well. */
const shapeless = [null, 7, 'x', [], { extra: 1 }, { port: 7 }, { passphrase: 1 }, { person: {} }]
const strangers = [
  '',
  'station',
  'toString',
  '__proto__',
  'constructor',
  'job/start ',
  'JOB/START',
  'audit/erase',
  7,
  null,
  ['station/view'],
]
const large = { port: 'p'.repeat(20_000) }
const deep = (depth: number): unknown => (depth === 0 ? 1 : { inner: deep(depth - 1) })

/** Well-formed as far as a shape can be without a meaning: the role is what it fails by. */
const plausible: Readonly<Record<string, unknown>> = {
  'port/identify': { port: '/dev/ttyS9' },
  'port/remove': { port: '/dev/ttyS9' },
  'port/rename': { port: '/dev/ttyS9', label: 'x' },
  'port/probe': { port: '/dev/ttyS9' },
  'port/simulate': { driver: 'newland-k21', behave: [] },
  'job/start': { ports: ['/dev/ttyS9'] },
  'job/stop': { port: '/dev/ttyS9' },
  'job/choose': { port: '/dev/ttyS9', profile: 'x' },
  'job/open': { port: null },
  'job/approve': { profile: 'x' },
  'job/allow-erase': { port: '/dev/ttyS9', attempt: 'at-1' },
  'attempt/close': { port: '/dev/ttyS9', attempt: 'at-1', reason: 'x' },
  'attempt/read-back': { port: '/dev/ttyS9', attempt: 'at-1' },
  'ceremony/finish': {},
  'ceremony/approve': {},
  'ceremony/confirm': {},
  'monitor/export': { what: 'alerts-json' },
  'audit/export': {},
  'audit/runs': {},
  'birth/finish': {},
  'birth/cancel': {},
  'birth/begin': { network: 'connected', profile: 'pci' },
  'person/list': {},
  'person/remove': { person: 'li.na' },
  'person/enrol': { person: 'evil.one', name: 'Evil', role: 'officer' },
  'policy/set': { policy: 'idle-minutes', value: 15 },
  'second/withdraw': {},
  'second/agree': { call: 'c-1', person: 'li.na', passphrase: 'x', code: null },
  'factor/begin': {},
  'session/lock': {},
}
const wrongFor = (standing: 'nobody' | 'administrator'): Call[] =>
  Object.entries(plausible)
    .filter(([name]) => {
      const action = name as CommandName
      return standing === 'nobody' ? !ruleOf(action).nobody : !mayDo(standing, action)
    })
    .map(([name, args]) => ({ name, args }))
const wrongWay: readonly Call[] = [
  ...names.flatMap((name) => shapeless.map((args) => ({ name, args }))),
  ...names.flatMap((name) => [
    { name, args: large },
    { name, args: deep(12) },
  ]),
  ...strangers.map((name) => ({ name, args: {} })),
]
/** In an order that makes no sense: nothing waits, nothing was begun. */
const wrongOrder: readonly Call[] = [
  { name: 'second/agree', args: { call: 'c-999', person: 'li.na', passphrase: 'x', code: null } },
  { name: 'factor/confirm', args: { passphrase: 'x', code: '123456' } },
]

/** Fewer a second than the rate allows, but for where the rate is what is tried. */
async function sendAll(production: ProductionStation, calls: readonly Call[], paced: boolean): Promise<string[]> {
  return production.station.page.evaluate(
    async ({ all, pause }) => {
      const station = (window as unknown as { station: { ask(n: unknown, a: unknown): Promise<Reply> } }).station
      type Reply = { ok: boolean; fault?: { code: string } }
      const codes: string[] = []
      for (let from = 0; from < all.length; from += 50) {
        const part = all.slice(from, from + 50)
        const replies = await Promise.all(part.map(({ name, args }) => station.ask(name, args)))
        codes.push(...replies.map((reply) => (reply.ok ? 'ALLOWED' : (reply.fault?.code ?? 'none'))))
        if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause))
      }
      return codes
    },
    { all: calls as { name: never; args: never }[], pause: paced ? 1_020 : 0 },
  )
}

/** From a second page with the same preload, from a frame, and from another origin: none of them is the window's own page. */
const fromStrangers = (production: ProductionStation, calls: number): Promise<string[]> =>
  production.station.app.evaluate(
    async ({ BrowserWindow }, { most, preload }) => {
      const [own] = BrowserWindow.getAllWindows()
      const other = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, session: own!.webContents.session },
      })
      // A page that asks for nothing by itself.
      await other.loadURL('app://station/print.html')
      const codes = (await other.webContents.executeJavaScript(
        `Promise.all(Array.from({ length: ${most} }, () => window.station.ask('station/view', {})))
        .then((all) => all.map((one) => one.ok ? 'ALLOWED' : one.fault.code))`,
      )) as string[]
      const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
      await foreign.loadURL('data:text/html,<p>elsewhere</p>')
      const more = (await foreign.webContents.executeJavaScript(
        `Promise.all(Array.from({ length: ${most} }, () => window.station.ask('station/view', {})))
        .then((all) => all.map((one) => one.ok ? 'ALLOWED' : one.fault.code))`,
      )) as string[]
      other.destroy()
      foreign.destroy()
      return [...codes, ...more]
    },
    { most: calls, preload: join(projectRoot, 'dist', 'electron', 'preload.cjs') },
  )

test('five thousand forbidden calls are denied, and the log counts every one', async () => {
  test.setTimeout(240_000)
  const production = await beforeBirth()
  try {
    await giveBirth(production, 'connected')
    const codes: string[] = []
    const page = production.station.page
    codes.push(...(await sendAll(production, wrongFor('nobody'), true)))
    codes.push(...(await fromStrangers(production, 500)))
    await enter(production, ZHANG)
    await expect(at(production, 'user-menu')).toBeVisible()
    codes.push(...(await sendAll(production, [...wrongFor('administrator'), ...wrongOrder], true)))
    codes.push(...(await sendAll(production, wrongWay, true)))
    // As fast as they can be sent: those above the rate are denied for that, and none of them is allowed.
    const bad = wrongWay.filter(({ args }) => args !== large)
    while (codes.length < 5_200) codes.push(...(await sendAll(production, bad, false)))
    expect(codes.filter((code) => code === 'ALLOWED')).toEqual([])
    const refusals =
      /^(gate\/.+|injection\/lab-only|custody\/(nobody|not-your-role|nothing-pending|no-offer|no-birth))$/
    expect([...new Set(codes)].filter((code) => !refusals.test(code))).toEqual([])
    await page.waitForTimeout(1_100)
    const directory = production.directory()
    await production.station.quit()
    let counted = 0
    for await (const record of listRecords(directory))
      if (record.type === 'calls-denied') counted += (record.body as { readonly calls: number }).calls
    expect(counted).toBe(codes.length)
  } finally {
    await production.close()
  }
})
