// What the window gets of the log: what is kept back while people read a check value, and what runs beside what.
import assert from 'node:assert/strict'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { AuditDesk, type AuditDeskDoors } from '../../electron/audit-desk.js'
import { everything } from '../../electron/contract/audit-views.js'
import type { ReportView } from '../../electron/contract/report-views.js'
import { twoPeopleIn } from '../../electron/custody/two-people.js'
import { app, attempt, open, scratch } from '../harness/audit.js'
import { busyLog } from '../harness/busy-log.js'

const folder = scratch({ after })
const dir = path.join(folder, 'lab')
await busyLog(dir)
const log = await open(dir)
after(() => log.close())

/** A desk whose index is as far as the log. */
async function seated(
  t: { after(fn: () => Promise<void>): void },
  doors: Partial<AuditDeskDoors> = {},
): Promise<AuditDesk> {
  return new Promise((done) => {
    const changed = () => desk.view().index.state === 'ready' && done(desk)
    const nobody = async () => null
    const rest = { app, saveAs: nobody, pick: nobody, twoPeople: twoPeopleIn(log.mode), print: async () => {} }
    const desk: AuditDesk = new AuditDesk({
      log,
      dir,
      changed,
      beingRead: () => false,
      now: Date.now,
      ...rest,
      ...doors,
    })
    t.after(() => desk.close())
  })
}
const searching = (text: string) => ({ ...everything, text })
const outcome = { ...everything, facets: { outcome: ['mismatched'] } }

test('while people read a check value off a screen, nothing shows one and nothing tells whether a guess is right', async (t) => {
  const { doors } = await seated(t, { beingRead: () => true })
  const refused = { code: 'audit/being-read' }
  await assert.rejects(doors.survey(searching('08D7B4')), refused)
  await assert.rejects(doors.rows({ query: searching('08D7B4'), size: 10, skip: 0, limit: 10 }), refused)
  await assert.rejects(doors.report({ kind: 'duplicates' }), refused)
  await assert.rejects(doors.csv(everything), refused)
  await assert.rejects(doors.print({ kind: 'unsettled' }), refused)
  const { size } = await doors.survey(outcome)
  const [row] = await doors.rows({ query: outcome, size, skip: 0, limit: 10 })
  const record = await doors.record(row!.seq)
  assert.equal(record.withheld, true)
  assert.doesNotMatch(record.text, /08D7B4|849956/)
  assert.equal(record.proof.leads, true)
  assert.doesNotMatch(JSON.stringify(await doors.list(100, null)), /08D7B4|849956/)
})

test('a record is shown whole at any other time', async (t) => {
  const { doors } = await seated(t)
  const { size } = await doors.survey(outcome)
  const [row] = await doors.rows({ query: outcome, size, skip: 0, limit: 10 })
  const record = await doors.record(row!.seq)
  assert.deepEqual([record.withheld, record.attempt, record.device], [false, 'at-a4', 'SN7K000004'])
  assert.match(record.text, /"reported": "849956"/)
})

test('the index follows the log by itself', async (t) => {
  const desk = await seated(t)
  const { size } = await desk.doors.survey(everything)
  await attempt(log, 'at-new', 'SN-new', 'injected')
  while (desk.view().index.size < size + 3) await pause(5)
  assert.equal((await desk.doors.survey(searching('at-new'))).total, 3)
})

test('a verification goes on beside everything else, is asked for once, and stops when told to', async (t) => {
  const desk = await seated(t)
  const [one, other] = [desk.doors.verify(), desk.doors.verify()]
  assert.equal(one, other)
  assert.equal(desk.view().state, 'verifying')
  await desk.doors.survey(everything)
  const view = await one
  assert.deepEqual([view.verdict, desk.view().state, desk.view().verifiedSize], ['pass', 'pass', view.size])
  const again = desk.doors.verify()
  desk.doors.stop('verify')
  await assert.rejects(again, { code: 'audit/stopped' })
  // What was stopped has found nothing: the verdict of before stands, and says how far it reached.
  assert.deepEqual([desk.view().state, desk.view().verifiedSize], ['pass', view.size])
})

test('one paper at a time; a report that is printed carries the last verdict', async (t) => {
  const printed: ReportView[] = []
  const desk = await seated(t, {
    saveAs: async (suggested) => path.join(folder, suggested),
    print: async (paper) => {
      if (paper.kind === 'report') printed.push(paper.report)
    },
    now: () => Date.UTC(2026, 10, 22, 12),
  })
  const { verdict, size } = await desk.doors.verify()
  const first = desk.doors.print({ kind: 'unsettled' })
  await assert.rejects(desk.doors.report({ kind: 'duplicates' }), { code: 'audit/busy' })
  assert.deepEqual(await first, { file: path.join(folder, 'kcv-unsettled-2026-11-22.pdf') })
  assert.deepEqual([printed[0]!.log.verified?.verdict, printed[0]!.log.verified?.size], [verdict, size])
  const csv = await desk.doors.csv(searching('7k000004'))
  assert.deepEqual(csv, { file: path.join(folder, 'kcv-log-2026-11-22.csv'), records: 2 })
})

test('where nobody says where a file goes, nothing is written', async (t) => {
  const { doors } = await seated(t)
  assert.deepEqual([await doors.csv(everything), await doors.print({ kind: 'duplicates' })], [null, null])
})
