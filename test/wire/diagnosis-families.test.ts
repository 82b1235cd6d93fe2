// Each cause brought about at a simulated terminal of each family, or in its job, and diagnosed by the station from its own
// records: real driver, real run, real log, the window's own desk. The table in docs/diagnosis.md says what came of each.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { provocations } from '../harness/provoked/rows.js'
import { type Cell, cells, tableOf } from '../harness/provoked/table.js'
import { families } from '../harness/sweep/families.js'
import { projectRoot } from '../harness/tree.js'

const page = `${projectRoot}docs/diagnosis.md`
const all = process.env.KCV_LONG === '1' || process.env.KCV_WRITE_DOCS === '1'
/** Without --long a tenth of the pairs, another one for another seed. */
const chosen = (family: string, cause: string): boolean =>
  all ||
  createHash('sha256')
    .update(`${process.env.KCV_SEED ?? '1'} ${family} ${cause}`)
    .digest()[0]! %
    10 ===
    0

const [BEGIN, END] = ['<!-- table of families -->\n', '<!-- end of table -->']
/** Lines of the page's table, by cause. */
function tableOnPage(): Map<string, readonly string[]> {
  const lines = readFileSync(page, 'utf8').split('\n')
  const rows = provocations.map(({ cause, about }) =>
    lines.find((line) => line.startsWith(`| \`${cause}\` | ${about} |`)),
  )
  return new Map(rows.flatMap((row, i) => (row ? [[provocations[i]!.cause, row.split(' | ').slice(2)] as const] : [])))
}
const onPage = (table: Map<string, readonly string[]>, { cause, family }: Cell): string | undefined =>
  table.get(cause)?.[families.findIndex(({ driver }) => driver.id === family)]?.replace(/ \|$/, '')

/** Longer than a machine with others on it needs for all of them. */
const timeout = 10 * 60_000

test('what the station says of a fault at its terminals stands in the table, and nobody is accused who did nothing', {
  timeout,
}, async (t) => {
  const done = await cells(chosen)
  t.diagnostic(`${done.length} of ${families.length * provocations.length} pairs`)
  assert.ok(done.length > families.length * provocations.length * 0.05)
  if (process.env.KCV_WRITE_DOCS === '1') {
    const [before, rest] = readFileSync(page, 'utf8').split(BEGIN) as [string, string]
    writeFileSync(page, `${before}${BEGIN}\n${tableOf(done)}\n\n${rest.slice(rest.indexOf(END))}`)
  }
  assert.deepEqual(
    done.filter(({ accused }) => accused.length > 0),
    [],
  )
  const table = tableOnPage()
  assert.deepEqual(
    done.filter((cell) => onPage(table, cell) !== cell.text).map((cell) => ({ ...cell, onPage: onPage(table, cell) })),
    [],
  )
})

test('every cause has a row in the table, or a reason on the page why no terminal of ours can show it', async () => {
  const { causes } = await import('../../electron/diagnosis/causes/index.js')
  const text = readFileSync(page, 'utf8')
  const told = new Set([...text.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, cause]) => cause!))
  assert.deepEqual(
    Object.keys(causes).filter((cause) => !told.has(cause)),
    [],
  )
})
