// The checks that look around a case: version table, dependencies, who worked, and what else failed at the same time.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DependencyFigures } from '../../electron/contract/register.js'
import type { History, PastAttempt } from '../../electron/diagnosis/history.js'
import { type DiagnoseOptions, diagnose, readCase } from '../../electron/diagnosis/index.js'
import { nothingAround } from '../../electron/diagnosis/surroundings.js'
import { kase } from '../harness/diagnosis.js'

const AT = Date.UTC(2026, 10, 22, 8)
const MINUTE = 60_000

/** An attempt of the log; only what the checks look at. */
const past = (n: number, change: Partial<PastAttempt> & { readonly label?: string } = {}): PastAttempt =>
  ({
    ...{ attempt: `at-${n}`, seq: 10 * n, at: AT + n * MINUTE, run: null, port: '/dev/ttyUSB0', operator: 'zhang' },
    ...{ serial: `SN${n}`, model: 'K21', firmware: '1.0.3', outcome: 'injected', code: null },
    ...{ line: line(0), armed: null, drafted: null },
    intent: { label: change.label ?? 'TMK', slot: 1 },
    result: { ms: 2000 },
    ...change,
  }) as unknown as PastAttempt
const line = (garbageBytes: number) =>
  ({ txBytes: 100, rxBytes: 1000, garbageBytes, badChecksums: 0, retries: 0, timeouts: 0 }) as PastAttempt['line']
const history = (attempts: readonly PastAttempt[], change: Partial<History> = {}): History => ({
  ...{ attempts, attempt: attempts.at(-1) ?? null, clockJumps: [], searches: [], readings: [] },
  ...change,
})
async function checked(id: string, options: DiagnoseOptions, text: object = {}) {
  using open = readCase(Buffer.from(JSON.stringify(kase({ reported: '123456', ...text }))), { lab: true })
  const { levels } = (await diagnose(open.case, options)).report
  const check = Object.values(levels)
    .flat()
    .find((one) => one.id === id)!
  return { status: check.status, evidence: check.evidence }
}
const host: DependencyFigures = {
  ...{ name: 'host', host: '10.0.0.5', port: 9000, reachable: true, ms: 4, tries: 3, failed: 0, drops: 0, records: [] },
}

test('a bad version fails with its reason and record; an old one with the least that will do', async () => {
  const verdict = { model: 'K21', firmware: '1.0.3', minimum: '1.2.0', reason: 'writes late', seq: 7 } as const
  const around = (as: 'bad' | 'old' | 'listed') => ({
    around: { ...nothingAround, firmware: { ...verdict, verdict: as } },
  })
  const device = { device: { model: 'K21', firmware: '1.0.3' } }
  const bad = await checked('system/firmware', around('bad'), device)
  assert.deepEqual([bad.status, bad.evidence.reason, bad.evidence.table], ['fail', 'writes late', '#7'])
  const old = await checked('system/firmware', around('old'), device)
  assert.deepEqual([old.status, old.evidence.minimum], ['fail', '1.2.0'])
  assert.equal((await checked('system/firmware', around('listed'), device)).status, 'ok')
  assert.equal((await checked('system/firmware', {}, device)).status, 'unknown')
})

test('dependencies: all well, one that drops, one that is lost, none entered, none allowed', async () => {
  const with_ = (...dependencies: DependencyFigures[]) =>
    checked('external/network', { around: { ...nothingAround, dependencies } })
  assert.equal((await with_(host)).status, 'ok')
  assert.deepEqual((await with_({ ...host, drops: 2, records: [40, 52] })).evidence.records, ['#40', '#52'])
  assert.equal((await with_({ ...host, drops: 2 })).status, 'warn')
  assert.equal((await with_({ ...host, ms: 900 })).status, 'warn')
  const lost = await with_(host, { ...host, name: 'time', reachable: false, ms: null, failed: 1 })
  assert.deepEqual([lost.status, lost.evidence.reached], ['fail', ['host 10.0.0.5:9000 4 ms', 'time 10.0.0.5:9000 ✗']])
  assert.equal((await with_()).status, 'unknown')
  const offline = await checked('external/network', { around: { ...nothingAround, offline: true } })
  assert.deepEqual([offline.status, offline.evidence.offline], ['unknown', true])
})

test('the same error three times by one person stands out, with the records of it', async () => {
  const attempts = [1, 2, 3].map((n) => past(n, { outcome: 'refused', code: '47' }))
  const { status, evidence } = await checked('behaviour/operator', { history: history([...attempts, past(9)]) })
  assert.deepEqual([status, evidence.sameError, evidence.sameErrorTimes], ['warn', 'refused 47', 3])
  assert.deepEqual(evidence.records, ['#10', '#20', '#30'])
  const other = attempts.map((one) => ({ ...one, operator: 'li' }))
  assert.equal((await checked('behaviour/operator', { history: history([...other, past(9)]) })).status, 'ok')
})

test('loads again and again into one device, values read again, and loads quicker than a look stand out', async () => {
  const same = [1, 2, 3, 4].map((n) => past(n, { serial: 'SN1' }))
  assert.equal((await checked('behaviour/operator', { history: history(same) })).evidence.repeats, 3)
  const readings = [2, 2, 3].map((round) => ({ by: ['zhang'], round }))
  const read = await checked('behaviour/operator', { history: history([past(1)], { readings }) })
  assert.deepEqual([read.status, read.evidence.readAgain], ['warn', 3])
  const quick = [1, 2, 3, 4, 5].map((n) => past(n, { at: AT + n * 3000 }))
  const { status, evidence } = await checked('behaviour/operator', { history: history(quick) })
  assert.deepEqual([status, evidence.paceSeconds], ['warn', 1])
})

test('trouble at other ports within two minutes is not this terminal’s', async () => {
  const own = past(5, { line: line(20) })
  const near = past(5, { port: '/dev/ttyUSB3', line: line(9), seq: 51 })
  const text = { line: { garbageBytes: 20, rxBytes: 1000, txBytes: 100 } }
  const { status, evidence } = await checked('external/interference', { history: history([near, own]) }, text)
  assert.deepEqual([status, evidence.portsTogether], ['fail', ['/dev/ttyUSB3']])
  assert.deepEqual(evidence.byPort, ['/dev/ttyUSB0 20/kB', '/dev/ttyUSB3 9/kB'])
  const far = { ...near, at: AT - 60 * MINUTE }
  const alone = await checked('external/interference', { history: history([far, own]) }, text)
  assert.deepEqual(alone.evidence.portsTogether, [])
})

test('a plug that came loose once is worth a look, twice a failure', async () => {
  const loose = (replugged: number) =>
    checked('external/interference', { history: history([past(1)]), around: { ...nothingAround, replugged } })
  assert.deepEqual([(await loose(0)).status, (await loose(1)).status, (await loose(2)).status], ['ok', 'warn', 'fail'])
})
