// What the window does for the log's life elsewhere: exported, seen by a witness, shortened; receipts; runs to choose from.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { witnessExport } from '../../electron/audit/anchors/witness.js'
import { runErrand } from '../../electron/audit/errand.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import { AuditDesk, type AuditDeskDoors } from '../../electron/audit-desk.js'
import type { Paper } from '../../electron/contract/paper.js'
import { twoPeopleIn } from '../../electron/custody/two-people.js'
import { app, attempt, by, open, recordsOf, scratch, twelve, withLog } from '../harness/audit.js'
import { verified } from '../harness/audit-export.js'
import { day, segmentLimit, start, thirty } from '../harness/audit-pruned.js'
import { at } from '../harness/audit-witness.js'
import { busyLog, run } from '../harness/busy-log.js'

interface Test {
  after(fn: () => void | Promise<void>): void
}

/** A desk over an open log, its index as far as the log; file dialogs answer what `picked` and `saved` say. */
async function seated(t: Test, dir: string, doors: Partial<AuditDeskDoors> = {}) {
  const log = await open(dir, { segmentLimit })
  const printed: [Paper, string][] = []
  const desk = await new Promise<AuditDesk>((done) => {
    const changed = () => made.view().index.state === 'ready' && done(made)
    const made: AuditDesk = new AuditDesk({
      log,
      dir,
      app,
      changed,
      beingRead: () => false,
      saveAs: async (suggested) => path.join(path.dirname(dir), suggested),
      pick: async () => null,
      print: async (paper, file) => void printed.push([paper, file]),
      twoPeople: twoPeopleIn(log.mode),
      now: () => start + 20 * day,
      ...doors,
    })
  })
  t.after(async () => {
    await desk.close()
    await log.close()
  })
  return { desk, doors: desk.doors, log, printed }
}
const fault = (code: string) => ({ code })

test('an export made from the window verifies, and takes the place of one that was there', async (t) => {
  const folder = scratch(t)
  const { dir, vkey } = await twelve(folder)
  const { doors } = await seated(t, dir)
  const out = path.join(folder, 'kcv-log-2090-01-21.tar')
  fs.writeFileSync(out, 'an older one')
  const told = await doors.exportLog()
  assert.equal(told?.file, out)
  assert.deepEqual([told?.reasons, told?.sha256.length], [[], 64])
  const view = await verified(out, { vkey })
  assert.deepEqual([view.verdict, view.size], ['pass', told?.size])
  assert.deepEqual(
    fs.readdirSync(folder).filter((name) => name.includes('.part')),
    [],
  )
})

test('an export that is stopped leaves the older file as it was, and nothing else', async (t) => {
  const folder = scratch(t, 'memory')
  const dir = path.join(folder, 'lab')
  await busyLog(dir, 150)
  const { desk, doors } = await seated(t, dir)
  const out = path.join(folder, 'kcv-log-2090-01-21.tar')
  fs.writeFileSync(out, 'an older one')
  const making = doors.exportLog()
  assert.equal(desk.view().paper, 0)
  await assert.rejects(doors.report({ kind: 'duplicates' }), fault('audit/busy'))
  doors.stop('paper')
  await assert.rejects(making, fault('audit/stopped'))
  assert.equal(fs.readFileSync(out, 'utf8'), 'an older one')
  assert.deepEqual(fs.readdirSync(folder).sort(), ['kcv-log-2090-01-21.tar', 'lab'])
})

test('a witness sees the export, hands its note back, and the window says how far it reached', async (t) => {
  const folder = scratch(t)
  const { dir } = await twelve(folder)
  const note = path.join(folder, 'note')
  const { desk, doors, log } = await seated(t, dir, { pick: async (what) => (what === 'note' ? note : null) })
  assert.deepEqual(desk.view().witness, { last: null, records: 13, attempts: 3, policy: null, due: null })
  const { file } = (await doors.exportLog())!
  const seen = await witnessExport(path.join(folder, 'officer.state'), file, { now: at, name: 'officer' })
  fs.writeFileSync(note, seen.note!)
  await assert.rejects(doors.cosign(null), fault('audit/unknown-witness'))
  await assert.rejects(doors.cosign('no key at all'), fault('audit/no-witness-key'))
  const taken = await doors.cosign(seen.witness)
  assert.deepEqual(taken, { seq: seen.to - 1, by: [{ witness: 'officer', at: '2026-11-22T08:00:00.000Z' }] })
  const { last, records, attempts } = desk.view().witness
  assert.deepEqual([last?.seq, last?.witness, records, attempts], [seen.to - 1, 'officer', 2, 0])
  await attempt(log, 'at-new', 'SN-new', 'injected')
  assert.deepEqual([desk.view().witness.records, desk.view().witness.attempts], [5, 1])
  const accepted = await recordsOf(dir, { type: 'witness-accepted' })
  assert.deepEqual((accepted[0]!.body as { readonly warnings: readonly string[] }).warnings, ['one-person'])
})

test('in production a new witness is accepted by two people; one that is known hands its note to anybody', async (t) => {
  const folder = scratch(t)
  const { dir } = await twelve(folder, 'production')
  const note = path.join(folder, 'note')
  const two = { actors: ['li', 'wang'], role: 'security-officer', session: null }
  const asked: string[] = []
  const { desk, doors } = await seated(t, dir, {
    pick: async () => note,
    twoPeople: async (what) => {
      asked.push(what)
      if (asked.length === 1) return twoPeopleIn('production')(what)
      return two
    },
  })
  assert.equal(desk.view().witness.due, 'hours')
  const seenNow = async () => {
    const { file } = (await doors.exportLog())!
    const seen = await witnessExport(path.join(folder, 'state'), file, { now: at, name: 'officer' })
    fs.writeFileSync(note, seen.note!)
    return seen
  }
  const { witness } = await seenNow()
  await assert.rejects(doors.cosign(witness), fault('audit/two-people'))
  await doors.cosign(witness)
  await seenNow()
  await doors.cosign(null)
  assert.deepEqual(asked, ['accepting a witness', 'accepting a witness'])
  assert.deepEqual((await recordsOf(dir, { type: 'witness-accepted' }))[0]!.actors, ['li', 'wang'])
})

test('old records go after an archive was chosen and what would go was shown, and only once', async (t) => {
  const folder = scratch(t)
  const { dir, vkey } = await thirty(folder)
  const archive = path.join(folder, 'kcv-log-2090-01-21.tar')
  const { doors } = await seated(t, dir, { pick: async (what) => (what === 'archive' ? archive : null) })
  await assert.rejects(doors.prune(12), fault('audit/cannot-prune'))
  await doors.exportLog()
  const plan = (await doors.planPruning(14))!
  assert.equal(plan.archive, archive)
  assert.ok(plan.size > 20 && Date.parse(plan.youngest) < start + 6 * day, JSON.stringify(plan))
  await assert.rejects(doors.prune(plan.size - 1), fault('audit/cannot-prune'))
  const done = await doors.prune(plan.size)
  assert.equal(done.size, plan.size)
  await assert.rejects(doors.prune(plan.size), fault('audit/cannot-prune'))
  const view = await verifyDirectory(dir, { vkey })
  assert.deepEqual([view.trust.dropped, view.verdict], [plan.size, 'incomplete'])
  assert.equal((await verifyDirectory(dir)).verdict, 'pass')
})

test('in production nothing goes that the policy keeps, and nothing by one person', async (t) => {
  const folder = scratch(t)
  const { dir } = await thirty(folder, 'production')
  const archive = path.join(folder, 'kcv-log-2093-12-31.tar')
  const now = () => Date.UTC(2093, 11, 31, 12)
  const { desk, doors } = await seated(t, dir, { pick: async () => archive, now })
  assert.equal(desk.view().keptDays, 1098)
  await doors.exportLog()
  await assert.rejects(doors.planPruning(1097), fault('audit/cannot-prune'))
  const plan = (await doors.planPruning(1098))!
  await assert.rejects(doors.prune(plan.size), fault('audit/two-people'))
  assert.equal((await recordsOf(dir, { type: 'log-pruned' })).length, 0)
})

test('a receipt is shown and put on paper in production; in lab the answer is why there is none', async (t) => {
  const folder = scratch(t)
  const { dir, vkey } = await twelve(folder, 'production')
  const { doors, printed } = await seated(t, dir)
  const receipt = await doors.receipt('at-2')
  assert.deepEqual([receipt.seq, receipt.serial, receipt.outcome], [7, 'SN-at-2', 'injected'])
  assert.match(receipt.word, /^KCVR1:[A-Z2-7]+$/)
  assert.match(receipt.page.path, /^M4 4h7v1h-7z/)
  assert.ok(receipt.label.side < receipt.page.side)
  const { file } = (await doors.receiptPaper('at-2', 'label'))!
  assert.equal(path.basename(file), 'kcv-receipt-7-label.pdf')
  assert.deepEqual(printed[0], [{ kind: 'receipt', receipt, form: 'label' }, file])
  await assert.rejects(doors.receipt('at-nobody'), fault('audit/no-result'))
  assert.equal((await verifyDirectory(dir, { vkey })).verdict, 'pass')
  const lab = await twelve(path.join(folder, 'other'))
  await assert.rejects((await seated(t, lab.dir)).doors.receipt('at-2'), fault('audit/no-receipt-in-lab'))
})

test('the runs of the log are there to choose from, the youngest first and each once', async (t) => {
  const folder = scratch(t)
  const dir = path.join(folder, 'lab')
  await busyLog(dir)
  await withLog(dir, async (log) => {
    const [first] = await recordsOf(dir, { type: 'job-drafted' })
    await log.append('job-drafted', first!.body as never, by)
  })
  const { doors } = await seated(t, dir)
  assert.deepEqual(
    (await doors.runs()).map(({ run: name }) => name),
    [run, '练习批次'],
  )
})

test('a report as CSV holds every row of every table, under the root of what was read', async (t) => {
  const folder = scratch(t, 'memory')
  const dir = path.join(folder, 'lab')
  await busyLog(dir, 60)
  const { doors } = await seated(t, dir)
  const question = { kind: 'operator', operator: 'lab' } as const
  const report = await runErrand(dir, 'report', { question, most: 50 })
  const attempts = report.tables.find(({ name }) => name === 'attempts')!
  assert.deepEqual([attempts.rows.length, attempts.omitted], [50, 18])
  const { file, records } = (await doors.reportCsv(question))!
  const text = fs.readFileSync(file, 'utf8')
  assert.ok(text.startsWith(`\uFEFF"report","operator","lab"\r\n"station","${report.log.stationId}","lab"\r\n`))
  assert.ok(text.includes(`"records",${report.log.size},"${report.log.root}"\r\n`))
  const rows = text.split('\r\n\r\n').find((part) => part.startsWith('"attempts"\r\n'))!
  assert.equal(rows.trim().split('\r\n').length, 2 + 68)
  assert.ok(records > 68)
})
