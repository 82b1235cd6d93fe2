// Reconciling a run: who was meant, who got the key, who did not, who was never there, and who came uninvited.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { listRecords } from '../../electron/audit/list.js'
import type { AuditLog, Body } from '../../electron/audit/log.js'
import { type Reconciled, Reconciliation } from '../../electron/audit/reconcile.js'
import { Fault } from '../../electron/contract/fault.js'
import { armed, attempt, born, by, device, intent, readBack, result, scratch, withLog } from '../harness/audit.js'

const port = '/dev/pts/3'
const run = '2026-11-22/branch-07'
const hashOf = (serials: readonly string[]) =>
  createHash('sha256').update(serials.join('\n')).digest('hex').toUpperCase()

const drafted = (serials: readonly string[] | null, labels = ['TMK'], more: object = {}): Body<'job-drafted'> => ({
  run,
  lab: true,
  ports: [port],
  keys: labels.map((label) => ({
    label,
    slot: 1,
    usage: 'TMK',
    algorithm: 'tdes',
    form: 'components',
    kcv: { method: 'tdes-zeros', bytes: 3, expected: '08D7B4', source: 'letter' },
    componentKcvs: [],
    warnings: [],
  })),
  inventory: serials && { size: serials.length, sha256: hashOf(serials) },
  jobHash: 'AB'.repeat(32),
  ...more,
})
const listed = (serials: string[]): Body<'inventory-listed'> => ({
  sha256: hashOf(serials),
  part: 0,
  parts: 1,
  serials,
})

async function reconciled(
  t: { after(fn: () => void): void },
  work: (log: AuditLog, reopened: () => Promise<AuditLog>) => Promise<unknown>,
  given: { file: string; serials: string[] } | null = null,
): Promise<Omit<Reconciled, 'attempts'>> {
  const { dir } = await born(scratch(t, 'memory'))
  await withLog(dir, async (log) => work(log, async () => log))
  const reconciliation = new Reconciliation(run)
  for await (const record of listRecords(dir)) reconciliation.heard(record)
  const { attempts: _, ...answer } = reconciliation.answer(given)
  return answer
}
const settled = (
  label: string,
  outcome: Reconciled['failed'][number]['keys'][number]['outcome'],
  more: object = {},
) => ({
  label,
  outcome,
  readBack: null,
  closed: false,
  ...more,
})
const fault = (code: string) => (error: unknown) => error instanceof Fault && error.code === code

test('a run with a list: injected, failed, missing and unlisted, each serial number once', async (t) => {
  const serials = ['SN1', 'SN2', 'SN3', 'SN4']
  const answer = await reconciled(t, async (log) => {
    await log.append('job-drafted', drafted(serials), by)
    await log.append('inventory-listed', listed(serials), by)
    await attempt(log, 'at-1', 'SN1', 'injected')
    await attempt(log, 'at-2', 'SN2', 'mismatched')
    await log.append('attempt-intent', intent('at-9'), by)
    const refused = { ...result('at-9', 'refused', 'SN9'), fault: 'injection/not-listed', kcv: null }
    await log.append('attempt-result', refused, by)
    await log.append('device-refused', { port, device: device('SN8'), because: 'injection/not-listed' }, by)
    // Tried again, and good now.
    await attempt(log, 'at-3', 'SN3', 'refused')
    await attempt(log, 'at-4', 'SN3', 'injected')
  })
  assert.deepEqual(answer, {
    run,
    listed: ['SN1', 'SN2', 'SN3', 'SN4'],
    listedCount: 4,
    injected: ['SN1', 'SN3'],
    failed: [{ serial: 'SN2', keys: [settled('TMK', 'mismatched')] }],
    missing: ['SN4'],
    unlisted: ['SN8', 'SN9'],
    unnamed: 0,
  })
})

test('a run without a list has nobody missing and nobody unlisted', async (t) => {
  const answer = await reconciled(t, async (log) => {
    await log.append('job-drafted', drafted(null), by)
    await attempt(log, 'at-1', 'SN1', 'injected')
  })
  assert.deepEqual([answer.listed, answer.listedCount, answer.missing, answer.unlisted], [null, null, null, []])
  assert.deepEqual(answer.injected, ['SN1'])
})

test('a list of which the log has only the hash must be given, and is held against the hash', async (t) => {
  const work = async (log: AuditLog) => {
    await log.append('job-drafted', drafted(['SN1', 'SN2']), by)
    await attempt(log, 'at-1', 'SN1', 'injected')
  }
  const unknown = await reconciled(t, work)
  assert.deepEqual([unknown.listed, unknown.listedCount, unknown.missing], [null, 2, null])
  const known = await reconciled(t, work, { file: 'list.txt', serials: ['SN1', 'SN2'] })
  assert.deepEqual([known.listed, known.missing], [['SN1', 'SN2'], ['SN2']])
  for (const serials of [['SN2', 'SN1'], ['SN1'], ['SN1', 'SN2', 'SN3']])
    await assert.rejects(reconciled(t, work, { file: 'list.txt', serials }), fault('audit/other-inventory'))
})

test('a terminal that lacks one of two keys has failed, whatever the other says', async (t) => {
  const answer = await reconciled(t, async (log) => {
    await log.append('job-drafted', drafted(null, ['TMK', 'TPK']), by)
    await attempt(log, 'at-1', 'SN1', 'injected')
  })
  assert.deepEqual([answer.injected, answer.failed], [[], [{ serial: 'SN1', keys: [settled('TMK', 'injected')] }]])
})

test('what ended unknown stays failed, and says what reading back and a person made of it', async (t) => {
  const answer = await reconciled(t, async (log) => {
    await log.append('job-drafted', drafted(null), by)
    await attempt(log, 'at-1', 'SN1', 'indeterminate')
    await log.append('attempt-read-back', readBack('at-1', 'SN1', 'match'), by)
    await attempt(log, 'at-2', 'SN2', 'indeterminate')
    await log.append('attempt-closed', { attempt: 'at-2', serial: 'SN2', reason: 'destroyed' }, by)
    await log.append('attempt-intent', intent('at-3'), by)
    await log.arm(armed('at-3', 'SN3'), by)
  })
  assert.deepEqual(answer.injected, [])
  assert.deepEqual(answer.failed, [
    { serial: 'SN1', keys: [settled('TMK', 'indeterminate', { readBack: 'match' })] },
    { serial: 'SN2', keys: [settled('TMK', 'indeterminate', { closed: true })] },
    { serial: 'SN3', keys: [settled('TMK', 'unfinished')] },
  ])
})

test('attempts of another run on the same port belong to that run, and a terminal without a number to nobody', async (t) => {
  const answer = await reconciled(t, async (log) => {
    await log.append('job-drafted', drafted(null), by)
    await log.append('attempt-intent', intent('at-0'), by)
    await log.append('attempt-result', result('at-0', 'abandoned', null), by)
    await log.append('job-drafted', drafted(null, ['TMK'], { run: 'another' }), by)
    await attempt(log, 'at-1', 'SN1', 'injected')
  })
  assert.deepEqual([answer.injected, answer.failed, answer.unnamed], [[], [], 1])
})

test('a run that the log does not know is not answered', async (t) => {
  await assert.rejects(
    reconciled(t, async () => {}),
    fault('audit/no-run'),
  )
})
