/// <reference lib="dom" />
// People in the real app: a station is born of two, others are enrolled, somebody is locked out and let in again.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { listRecords } from '../../electron/audit/list.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import { electronPath } from '../harness/app.js'
import { axeFindings } from '../harness/axe.js'
import {
  agree,
  beforeBirth,
  enrol,
  enter,
  giveBirth,
  LI,
  leave,
  at as on,
  type ProductionStation,
  passTime,
  takeOver,
  ZHANG,
} from '../harness/production.js'
import { projectRoot } from '../harness/tree.js'

const WANG = { id: 'wang.fang', name: '王芳', passphrase: 'an officer reads and approves' }
const CHEN = { id: 'chen.tech', name: '陈工', passphrase: 'a technician with sixteen ports' }

let production: ProductionStation
test.beforeEach(async () => {
  production = await beforeBirth()
})
test.afterEach(() => production.close())

const at = (testid: string) => on(production, testid)
const page = () => production.station.page
const shot = (name: string) => page().screenshot({ path: test.info().outputPath(`${name}.png`) })

/** Looked at in both languages, and judged by axe. */
async function look(name: string): Promise<void> {
  const findings: string[] = []
  for (const language of ['en', 'zh']) {
    await at('language').click()
    await expect(page().locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`))
    await shot(`${name}-${language}`)
    findings.push(...(await axeFindings(page())).map((finding) => `${name} ${language} ${finding}`))
  }
  expect(findings).toEqual([])
}

async function records(): Promise<{ type: string; actors: readonly string[]; body: Record<string, unknown> }[]> {
  const all = []
  for await (const record of listRecords(production.directory()))
    all.push({ type: record.type, actors: record.actors, body: record.body as Record<string, unknown> })
  return all
}

test('two people make a station, enrol others, and one who fails ten times is let in again by two', async () => {
  test.setTimeout(300_000)
  await giveBirth(production, 'connected')
  await look('sign-in')
  await expect(page().locator('nav button')).toHaveCount(0)

  // A second administrator is needed, and he is somebody else.
  await enter(production, ZHANG)
  await at('nav-admin').click()
  await at('enrol').click()
  await at('enrol-name').fill(WANG.name)
  await at('enrol-id').fill(WANG.id)
  await at('enrol-role').selectOption('officer')
  await at('enrol-confirm').click()
  await agree(production, ZHANG)
  await expect(at('second-form-refused')).not.toBeEmpty()
  await shot('second-refused')
  expect(await axeFindings(page())).toEqual([])
  await expect(at('second-passphrase')).toHaveValue('')
  await agree(production, LI)
  const officerCode = (await at('invitation-code').textContent())!.trim()
  await at('invitation-done').click()
  const technicianCode = await enrol(production, CHEN, 'technician')
  await look('people')
  for (const tab of ['roles', 'policies', 'me']) {
    await at(`admin-${tab}`).click()
    await look(tab)
  }
  // Stricter alone; weaker only by two.
  await at('admin-policies').click()
  const idle = at('policy-idle-minutes')
  await idle.getByRole('textbox').fill('2')
  await at('policy-set-idle-minutes').click()
  await expect(idle).toHaveAttribute('data-value', '2')
  await idle.getByRole('textbox').fill('4')
  await at('policy-set-idle-minutes').click()
  await agree(production, LI)
  await expect(idle).toHaveAttribute('data-value', '4')

  // An officer sees the log and no way to load; a technician the bench and no way to the people.
  await leave(production)
  await takeOver(production, WANG, officerCode)
  await expect(at('nav-bench')).toHaveCount(0)
  await expect(at('nav-audit')).toBeVisible()
  await leave(production)
  await takeOver(production, CHEN, technicianCode)
  await expect(at('nav-bench')).toBeVisible()
  await expect(at('start-simulator')).toHaveCount(0)
  await at('nav-admin').click()
  await expect(at('admin-people')).toHaveCount(0)

  // Nothing done for four minutes: locked, and nothing of the work is left in the page.
  await passTime(production, 4 * 60_000 - 2_000)
  await expect(at('user-menu')).toBeVisible()
  await passTime(production, 3_000)
  await expect(at('sign-in')).toHaveAttribute('data-kind', 'locked')
  await look('locked')

  for (let n = 0; n < 10; n += 1) {
    await at('sign-in-passphrase').fill('not it, not at all')
    await at('sign-in-submit').click()
    await expect(at('sign-in-form-refused')).toContainText('10')
    await passTime(production, 61_000)
  }
  await at('sign-in-passphrase').fill(CHEN.passphrase)
  await at('sign-in-submit').click()
  await expect(at('sign-in-form-refused')).toContainText('10')

  // Also after a restart; then two let him in again.
  await production.again()
  await page().waitForTimeout(0)
  await passTime(production, 61_000)
  await enter(production, ZHANG)
  await at('nav-admin').click()
  await expect(at(`person-${CHEN.id}`)).toHaveAttribute('data-state', 'locked')
  await at(`person-menu-${CHEN.id}`).click()
  await at('person-unlock').click()
  await agree(production, LI)
  await expect(at(`person-${CHEN.id}`)).toHaveAttribute('data-state', 'active')
  await leave(production)
  await enter(production, CHEN)

  await production.station.quit()
  const log = await records()
  const failed = log.filter(({ type }) => type === 'sign-in-failed')
  expect(failed.filter(({ body }) => body.operator === CHEN.id).map(({ body }) => body.failures)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
  ])
  expect(log.find(({ type }) => type === 'person-unlocked')?.actors).toEqual([ZHANG.id, LI.id])
  expect(log.filter(({ type }) => type === 'session-locked').map(({ body }) => body.because)).toContain('idle')
  expect((await verifyDirectory(production.directory())).verdict).toBe('pass')
  nothingSecretIn(production.station.home, production.state)
})

/** No passphrase in any file that the app wrote, page storage and log included. */
function nothingSecretIn(...folders: readonly string[]): void {
  const secrets = [ZHANG, LI, WANG, CHEN].map(({ passphrase }) => passphrase)
  for (const folder of folders)
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const bytes = readFileSync(join(entry.parentPath, entry.name)).toString('latin1')
      for (const secret of secrets) {
        const wide = [...secret].join('\0')
        expect(bytes.includes(secret) || bytes.includes(wide), `${entry.name} holds a passphrase`).toBe(false)
      }
    }
}

test('where a production station was born, the lab does not open any more', async () => {
  await giveBirth(production, 'clear-capable')
  await production.station.quit()
  // The window says why, in a box and on standard error; no page ever comes.
  const { XDG_DATA_HOME: _, ...here } = process.env
  const env = { ...here, XDG_STATE_HOME: production.state, KCV_DATA_DIR: join(production.state, 'lab') }
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const words = [...asRoot, projectRoot, `--user-data-dir=${join(production.state, 'profile')}`]
  const child = spawn(electronPath(), words, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  try {
    const said = await new Promise<string>((resolve) => {
      let text = ''
      child.stderr.on('data', (part) => {
        text += part
        if (text.includes('station/')) resolve(text)
      })
      child.once('exit', () => resolve(text))
    })
    expect(said).toContain('station/production-here')
    expect(existsSync(join(production.state, 'lab'))).toBe(false)
  } finally {
    child.kill('SIGKILL')
  }
})
