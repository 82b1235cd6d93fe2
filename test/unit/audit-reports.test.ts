// Reports and CSV: what is told of a log in which something of everything has happened.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { runErrand } from '../../electron/audit/errand.js'
import { realFiles } from '../../electron/audit/files.js'
import { cell, writeCsv } from '../../electron/audit/reports/csv.js'
import { makeReport } from '../../electron/audit/reports/report.js'
import type { Cell, ReportQuestion, ReportView } from '../../electron/contract/report-views.js'
import { copy, recordsOf, scratch, segment } from '../harness/audit.js'
import { archived, pruned, thirty } from '../harness/audit-pruned.js'
import { busyLog, run } from '../harness/busy-log.js'
import { query } from '../harness/indexed.js'

const folder = scratch({ after })
const busy = path.join(folder, 'busy')
await busyLog(busy)

const report = (question: ReportQuestion, dir = busy) =>
  makeReport(realFiles, dir, question, { now: () => Date.UTC(2026, 10, 22, 8) })
const figures = ({ figures }: ReportView) => Object.fromEntries(figures.map(({ name, value }) => [name, value]))
const rows = ({ tables }: ReportView, name: string, ...columns: string[]): Cell[][] => {
  const table = tables.find((one) => one.name === name)!
  const places = columns.map((column) => table.columns.findIndex((one) => one.name === column))
  return table.rows.map((row) => places.map((place) => row[place]!))
}

test('a run is reconciled: done, failed, never came, not on the list', async () => {
  const told = await report({ kind: 'run', run })
  assert.deepEqual(figures(told), {
    listed: 5,
    devicesDone: 3,
    devicesFailed: 1,
    missing: 1,
    unlisted: 1,
    withoutDevice: 0,
    attempts: 4,
  })
  assert.deepEqual(rows(told, 'devices', 'device', 'result', 'notDone'), [
    ['SN7K000004', 'device-failed', 'TMK'],
    ['SN7K000099', 'device-unlisted', null],
    ['SN7K000001', 'device-done', null],
    ['SN7K000002', 'device-done', null],
    ['SN7K000003', 'device-done', null],
  ])
  assert.deepEqual(rows(told, 'attempts', 'device', 'expected', 'reported', 'outcome').at(-1), [
    'SN7K000004',
    '08D7B4',
    '849956',
    'mismatched',
  ])
})

test('a run that the log does not know is a fault, not an empty report', async () => {
  await assert.rejects(report({ kind: 'run', run: 'no such run' }), { code: 'audit/no-run' })
})

test('an operator: attempts by outcome, and what else was done', async () => {
  const told = await report({ kind: 'operator', operator: 'lab' })
  const { attempts, ...rest } = figures(told)
  assert.equal(attempts, 8)
  assert.deepEqual(
    [rest['outcome:injected'], rest['outcome:indeterminate'], rest['outcome:mismatched'], rest['outcome:unverified']],
    [3, 3, 1, 1],
  )
  assert.deepEqual(
    rows(told, 'types', 'type', 'times')
      .slice(-2)
      .map(([type]) => type),
    ['attempt-read-back', 'attempt-closed'],
  )
  assert.equal(figures(await report({ kind: 'operator', operator: 'nobody' })).records, 0)
})

test('the history of a device holds every record that names it, and what settled its attempt', async () => {
  const told = await report({ kind: 'device', device: 'SN-at-b2' })
  assert.deepEqual(rows(told, 'attempts', 'outcome', 'settled'), [['indeterminate', 'settled-match']])
  assert.deepEqual(rows(told, 'history', 'type').flat(), ['attempt-armed', 'attempt-result', 'attempt-read-back'])
})

test('a check value in two devices and a key serial number in two devices are found, transport keys left out', async () => {
  const told = await report({ kind: 'duplicates' })
  assert.deepEqual(rows(told, 'kcvs', 'value', 'devices', 'which'), [['08D7B4', 2, 'SN7K000001, SN7K000002']])
  assert.deepEqual(rows(told, 'ksns', 'value', 'devices'), [['FFFFFFFFFFFFFF200000', 2]])
  assert.equal(figures(told).kcvsByChance, '0.000')
})

test('what is not proven: still open, unverified, and settled since', async () => {
  const told = await report({ kind: 'unsettled' })
  assert.deepEqual(figures(told), { open: 1, settledByReading: 1, settledByClosing: 1, unverified: 1 })
  assert.deepEqual(rows(told, 'open', 'device').flat(), ['SN-at-b4'])
  assert.deepEqual(rows(told, 'settled', 'device', 'settled'), [
    ['SN-at-b2', 'settled-match'],
    ['SN-at-b3', 'settled-closed'],
  ])
})

test('the records of a query as a report are those that fit', async () => {
  const told = await report({ kind: 'records', query: query({ facets: { outcome: ['mismatched'] } }) })
  assert.deepEqual(rows(told, 'records', 'device', 'outcome'), [['SN7K000004', 'mismatched']])
})

test('a report carries the root over exactly what it read, and whether a signed checkpoint states it', async (t) => {
  const { log } = await report({ kind: 'unsettled' })
  const newest = fs.readFileSync(path.join(busy, 'newest-checkpoint'), 'utf8').split('\n')
  assert.deepEqual([String(log.size), log.root, log.signed], [newest[1], newest[2], true])
  const dir = copy(busy, scratch(t))
  const bytes = fs.readFileSync(segment(dir))
  bytes[bytes.length - 20] = bytes[bytes.length - 20] === 0x41 ? 0x42 : 0x41
  fs.writeFileSync(segment(dir), bytes)
  assert.equal((await report({ kind: 'unsettled' }, dir)).log.signed, false)
})

test('a log with a record changed or taken out gives no report', async (t) => {
  for (const change of [
    (bytes: Buffer) => bytes.fill(0x20, 3_000, 3_001),
    (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 0), bytes.subarray(bytes.readUInt32BE(0) + 8)]),
  ]) {
    const dir = copy(busy, scratch(t))
    fs.writeFileSync(segment(dir), change(fs.readFileSync(segment(dir))))
    await assert.rejects(report({ kind: 'unsettled' }, dir), { code: 'audit/suspect' })
  }
})

test('of a shortened log the report says what it leaves out, and still counts what was carried on', async (t) => {
  const place = scratch(t)
  const { dir } = await thirty(place)
  const { size } = await pruned(dir, await archived(dir, place), 5)
  const told = await report({ kind: 'unsettled' }, dir)
  assert.equal(told.log.dropped, size)
  assert.deepEqual(rows(told, 'open', 'device').flat(), ['SN-lost'])
})

test('CSV: every record that fits, every cell safe, the whole body in the last one', async (t) => {
  const file = path.join(scratch(t), 'log.csv')
  const written = await writeCsv(realFiles, busy, file, query(), {})
  const text = fs.readFileSync(file, 'utf8')
  const lines = text.split('\r\n')
  assert.ok(text.startsWith('\uFEFF"seq","wall","type","operator"'))
  assert.equal(lines.length, 2 + (await recordsOf(busy)).length)
  assert.equal(written.records, lines.length - 2)
  const closed = lines.find((line) => line.includes('attempt-closed'))!
  assert.match(closed, /""reason"":""=HYPERLINK/, 'inside a body it is no formula')
  assert.doesNotMatch(text, /(?:^|,)"[=+\-@]/m)
  const some = await writeCsv(realFiles, busy, file, query({ text: 'sn7k000004' }), {})
  assert.equal(some.records, 2)
})

test('a cell that a spreadsheet would run becomes text', () => {
  const cells: readonly [unknown, string][] = [
    ['=1+1', `"'=1+1"`],
    ['+491', `"'+491"`],
    ['-2', `"'-2"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    [' =1', `"' =1"`],
    ['＝1', `"'＝1"`],
    ['|calc', `"'|calc"`],
    ['SN "7"', '"SN ""7"""'],
    ['序列号', '"序列号"'],
    [null, '""'],
    [undefined, '""'],
    [-5, '-5'],
  ]
  for (const [value, expected] of cells) assert.equal(cell(value), expected)
})

test('a CSV that cannot be written leaves nothing, and says why', async (t) => {
  const place = scratch(t)
  const at = path.join(place, 'no-folder', 'log.csv')
  await assert.rejects(writeCsv(realFiles, busy, at, query(), {}), { code: 'audit/not-exported' })
  const full = { ...realFiles, write: () => Promise.reject(Object.assign(new Error(), { code: 'ENOSPC' })) }
  const file = path.join(place, 'log.csv')
  await assert.rejects(writeCsv(full, busy, file, query(), {}), {
    code: 'audit/not-exported',
    facts: { file, because: 'ENOSPC' },
  })
  assert.deepEqual(fs.readdirSync(place), [])
})

test('long work runs in a thread, and stops when it is told to', async (t) => {
  const told = await runErrand(busy, 'report', { question: { kind: 'unsettled' }, most: 100 })
  assert.equal(told.figures[0]?.value, 1)
  assert.equal((await runErrand(busy, 'verify', {})).verdict, 'pass')
  const stop = new AbortController()
  stop.abort()
  await assert.rejects(runErrand(busy, 'verify', {}, { signal: stop.signal }), { code: 'audit/stopped' })
  const file = path.join(scratch(t), 'log.csv')
  const late = new AbortController()
  const csv = runErrand(busy, 'csv', { path: file, query: query() }, { signal: late.signal })
  late.abort()
  await assert.rejects(csv, { code: 'audit/stopped' })
  assert.equal(fs.existsSync(file), false)
  await assert.rejects(
    runErrand(path.join(folder, 'nowhere'), 'report', { question: { kind: 'unsettled' }, most: 100 }),
    {
      code: 'station/no-data-directory',
    },
  )
})
