/// <reference lib="dom" />
// The audit screen in the real window: found, narrowed down, proven, reported, put into files; by keyboard; in both languages.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, test } from 'playwright/test'
import { witnessExport } from '../../electron/audit/anchors/witness.js'
import { type LaunchedStation, launchStation } from '../harness/app.js'
import { axeFindings } from '../harness/axe.js'
import { busyLog, run } from '../harness/busy-log.js'

let station: LaunchedStation
const folder = mkdtempSync(join(tmpdir(), 'kcv-audit-'))

test.beforeAll(async () => {
  await busyLog(join(folder, 'lab'), 150)
  station = await launchStation({ dataDir: join(folder, 'lab') })
  await id('nav-audit').click()
  await expect(id('audit-row').first()).toBeVisible()
})
test.afterAll(async () => {
  await station.close()
  rmSync(folder, { recursive: true, force: true })
})
test.beforeEach(async () => {
  await station.page.keyboard.press('Escape')
  await expect(station.page.getByRole('dialog')).toHaveCount(0)
  if (await id('audit-reset').isVisible()) await id('audit-reset').click()
})

const id = (name: string, within?: Locator) => (within ?? station.page).getByTestId(name)
const shot = (name: string) => station.page.screenshot({ path: test.info().outputPath(`${name}.png`) })
const total = (many: number) => expect(id('audit-total')).toHaveAttribute('data-total', String(many))
const value = (facet: string, name: string) => id(`facet-${facet}`).locator(`[data-value="${name}"]`)
/** The next file dialog is answered with this path. */
const saveTo = (path: string) =>
  station.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, path)
const openFrom = (path: string) =>
  station.app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] })
  }, path)
const speak = async (language: 'zh' | 'en') => {
  const html = station.page.locator('html')
  if (!(await html.getAttribute('lang'))?.startsWith(language)) await id('language').click()
  await expect(html).toHaveAttribute('lang', new RegExp(`^${language}`))
}
/** What must stand in the file of a PDF that was printed whole. */
const pagesOf = (path: string) => readFileSync(path, 'latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0

test('facets narrow down, the search finds any part of a word, and a bar opens its time', async () => {
  await value('outcome', 'mismatched').click()
  await total(1)
  await expect(id('audit-row')).toHaveCount(1)
  // One can see what else there is to choose.
  await expect(value('outcome', 'injected')).toBeVisible()
  await value('outcome', 'injected').click()
  await expect(id('audit-total')).not.toHaveAttribute('data-total', '1')
  await id('audit-reset').click()
  await id('audit-search').fill('7k000004')
  await total(2)
  await id('audit-search').fill('7k000004 mismatched')
  await total(1)
  await id('audit-search').fill('退回厂家')
  await total(1)
  await id('audit-search').fill('nowhere to be found')
  await expect(id('audit-empty')).toHaveAttribute('data-why', 'none-fit')
  await id('audit-clear').click()
  await expect(id('audit-row').first()).toBeVisible()
  const bar = id('audit-histogram').locator('button[data-count]:not([data-count="0"])').first()
  const many = Number(await bar.getAttribute('data-count'))
  await bar.click()
  await total(many)
  await id('audit-whole-time').click()
  await expect(id('audit-total')).not.toHaveAttribute('data-total', String(many))
})

test('by keyboard alone: through the rows, into a record, its proof, to the next, and out again', async () => {
  const { page } = station
  await id('audit-table').focus()
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowDown']) await page.keyboard.press(key)
  await page.keyboard.press('Enter')
  await expect(id('audit-proof')).toHaveAttribute('data-proof', 'holds')
  const opened = Number(await id('audit-record').getAttribute('data-seq'))
  await id('audit-previous').focus()
  await page.keyboard.press('Enter')
  await expect(id('audit-record')).toHaveAttribute('data-seq', String(opened - 1))
  await page.keyboard.press('Escape')
  await expect(id('audit-record')).toHaveCount(0)
  await id('audit-table').focus()
  await page.keyboard.press('End')
  await expect(page.locator('[data-testid="audit-row"][data-seq="0"]')).toBeVisible()
  await page.keyboard.press('Home')
  await expect(id('audit-row').first()).toHaveAttribute('aria-selected', 'true')
})

test('all records of an attempt are one press away', async () => {
  await id('audit-search').fill('at-b3')
  await total(4)
  await id('audit-row').last().click()
  await id('audit-same-attempt').click()
  await expect(id('audit-search')).toHaveValue('at-b3')
  await total(4)
})

test('verified with its trust, and every row that comes meanwhile comes in on top', async () => {
  await id('audit-verify').click()
  await expect(id('audit-verdict')).toHaveAttribute('data-verdict', 'pass')
  await expect(id('audit-trust')).toHaveAttribute('data-trust', 'self-asserted')
  const before = Number(await id('audit-row').first().getAttribute('data-seq'))
  await id('nav-bench').click()
  await id('start-simulator').click()
  await expect(station.page.locator('[data-testid^="port-card-"]').first()).toBeVisible()
  await id('nav-audit').click()
  await expect(id('audit-row').first()).toHaveAttribute('data-seq', String(before + 1))
  await expect(id('log-chip')).toHaveAttribute('data-state', 'unverified')
})

test('a report on the screen, as a PDF with its root, and the records as CSV', async () => {
  const out = station.home
  await id('audit-reports').click()
  await id('report-kind-run').click()
  await id('report-run').selectOption(run)
  await id('report-make').click()
  await expect(station.page.locator('[data-testid="report-figure"][data-name="missing"]')).toHaveAttribute(
    'data-value',
    '1',
  )
  await expect(id('report-basis')).toHaveAttribute('data-signed', 'true')
  await saveTo(join(out, 'run.pdf'))
  await id('report-pdf').click()
  await expect(id('report-saved')).toContainText('run.pdf')
  expect(pagesOf(join(out, 'run.pdf'))).toBeGreaterThan(0)
  await saveTo(join(out, 'run.csv'))
  await id('report-csv').click()
  await expect(id('report-saved')).toContainText('run.csv')
  expect(readFileSync(join(out, 'run.csv'), 'utf8')).toContain('"SN7K000004","device-failed","TMK"')
  await station.page.keyboard.press('Escape')
  await id('audit-search').fill('7k000004')
  await total(2)
  await saveTo(join(out, 'some.csv'))
  await id('audit-csv').click()
  await expect(id('audit-saved')).toContainText('some.csv')
  expect(readFileSync(join(out, 'some.csv'), 'utf8').trim().split('\r\n')).toHaveLength(3)
})

test('every kind of report is made, and nothing is left of a hidden window', async () => {
  await id('audit-reports').click()
  const about = { operator: 'lab', device: 'SN-at-b2', duplicates: null, unsettled: null, records: null }
  for (const [kind, text] of Object.entries(about)) {
    await id(`report-kind-${kind}`).click()
    if (text !== null) await id('report-about').fill(text)
    await id('report-make').click()
    await expect(id('report')).toHaveAttribute('data-kind', kind)
    await shot(`report-${kind}`)
    await id('report-back').click()
  }
  expect(await station.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('the log goes out as a file, comes back seen by a witness, and a lab says why it gives no receipt', async () => {
  const out = join(station.home, 'log.tar')
  await id('audit-keeping').click()
  await saveTo(out)
  await id('export-make').click()
  await expect(id('export-done')).toContainText('log.tar')
  const seen = await witnessExport(join(station.home, 'officer.state'), out, { now: 1_795_334_400, name: 'officer' })
  writeFileSync(join(station.home, 'note'), seen.note ?? '')
  await openFrom(join(station.home, 'note'))
  await id('witness-take').click()
  await expect(id('witness')).toHaveAttribute('data-fault', 'audit/unknown-witness')
  await id('witness-key').fill(seen.witness)
  await id('witness-take').click()
  await expect(id('witness-taken')).toHaveAttribute('data-seq', String(seen.to - 1))
  await expect(id('witness-state').first()).toHaveAttribute('data-seen', String(seen.to - 1))
  await openFrom(out)
  await id('prune-plan').click()
  await expect(id('prune')).toHaveAttribute('data-fault', 'audit/cannot-prune')
  await shot('keeping')
  await station.page.keyboard.press('Escape')
  await id('audit-search').fill('at-a1 attempt-result')
  await id('audit-row').first().click()
  await expect(id('audit-receipt')).toHaveAttribute('data-state', 'audit/no-receipt-in-lab')
})

test('a dialog that is called off writes nothing', async () => {
  await station.app.evaluate(({ dialog }) => {
    dialog.showSaveDialog = async () => ({ canceled: true, filePath: '' })
  })
  await id('audit-csv').click()
  await expect(id('audit-csv')).toBeEnabled()
  await expect(id('audit-saved')).toHaveText('')
})

test('axe finds nothing wrong with the screen, a record and the reports, in either language', async () => {
  for (const language of ['zh', 'en'] as const) {
    await speak(language)
    await shot(`screen-${language}`)
    expect(await axeFindings(station.page), `${language} screen`).toEqual([])
    await id('audit-row').first().click()
    await expect(id('audit-proof')).toBeVisible()
    await shot(`record-${language}`)
    expect(await axeFindings(station.page), `${language} record`).toEqual([])
    await station.page.keyboard.press('Escape')
    await id('audit-reports').click()
    await expect(id('reports')).toBeVisible()
    await shot(`reports-${language}`)
    expect(await axeFindings(station.page), `${language} reports`).toEqual([])
    await station.page.keyboard.press('Escape')
    await id('audit-keeping').click()
    await expect(id('keeping')).toBeVisible()
    await shot(`keeping-${language}`)
    expect(await axeFindings(station.page), `${language} keeping`).toEqual([])
    await station.page.keyboard.press('Escape')
    await expect(station.page.getByRole('dialog')).toHaveCount(0)
  }
})
