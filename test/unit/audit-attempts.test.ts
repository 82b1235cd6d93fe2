// Attempts and tickets: what is open, what blocks a device, and what a ticket is worth.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AuditLog } from '../../electron/audit/log.js'
import type { Ticket } from '../../electron/contract/ticket.js'
import { armed, attempt, born, by, intent, open, readBack, result, scratch, withLog } from '../harness/audit.js'

const bad = (problem: RegExp) => (error: { code?: string; facts?: { problem?: string } }) =>
  error.code === 'audit/bad-record' && problem.test(String(error.facts?.problem))
const fault = (code: string) => (error: { code?: string }) => error.code === code

test('a ticket is minted by arming, names its record, and is spent once', async (t) => {
  const { dir } = await born(scratch(t))
  await withLog(dir, async (log) => {
    await log.append('attempt-intent', intent('at-1'), by)
    const { record, ticket } = await log.arm(armed('at-1', 'SN0001'), by)
    assert.deepEqual({ ...ticket }, { attempt: 'at-1', seq: record.seq })
    assert.equal(log.size, record.seq + 1)
    log.spend(ticket)
    assert.throws(() => log.spend(ticket), fault('audit/ticket-spent'))
  })
})

test('a copy of a ticket, an invented one and one of another log are none', async (t) => {
  const folder = scratch(t)
  const [{ dir }, other] = [await born(folder), await born(`${folder}/other`)]
  const arm = async (log: AuditLog) => {
    await log.append('attempt-intent', intent('at-1'), by)
    return (await log.arm(armed('at-1', 'SN0001'), by)).ticket
  }
  await withLog(dir, async (log) => {
    const ticket = await arm(log)
    const foreign = await withLog(other.dir, arm)
    for (const forged of [{ ...ticket }, { attempt: 'at-1', seq: 4 }, structuredClone({ ...ticket }), foreign])
      assert.throws(() => log.spend(forged as Ticket), fault('audit/ticket-unknown'))
    log.spend(ticket)
  })
})

test('after the result of its attempt an unspent ticket is worth nothing', async (t) => {
  const { dir } = await born(scratch(t))
  await withLog(dir, async (log) => {
    await log.append('attempt-intent', intent('at-1'), by)
    const { ticket } = await log.arm(armed('at-1', 'SN0001'), by)
    await log.append('attempt-result', result('at-1', 'abandoned', 'SN0001'), by)
    assert.throws(() => log.spend(ticket), fault('audit/ticket-spent'))
  })
})

test('a closed log honours no ticket and takes no record', async (t) => {
  const { dir } = await born(scratch(t))
  const log = await open(dir)
  await log.append('attempt-intent', intent('at-1'), by)
  const { ticket } = await log.arm(armed('at-1', 'SN0001'), by)
  await log.close()
  assert.throws(() => log.spend(ticket), fault('audit/suspect'))
  await assert.rejects(log.append('log-verified', { verdict: 'pass', size: 1 }, by), fault('audit/suspect'))
})

test('an attempt may be armed twice, for two commands; each has its own ticket', async (t) => {
  const { dir } = await born(scratch(t))
  await withLog(dir, async (log) => {
    await log.append('attempt-intent', intent('at-1'), by)
    const [first, second] = [await log.arm(armed('at-1', 'SN0001'), by), await log.arm(armed('at-1', 'SN0001'), by)]
    log.spend(second.ticket)
    log.spend(first.ticket)
  })
})

const orders: [what: string, step: (log: AuditLog) => Promise<unknown>, problem: RegExp][] = [
  ['arming an attempt that nobody intended', (log) => log.arm(armed('at-9', 'S'), by), /no such attempt/],
  [
    'a result of no attempt',
    (log) => log.append('attempt-result', result('at-9', 'refused', 'S'), by),
    /no such attempt/,
  ],
  ['an intent of the same name', (log) => log.append('attempt-intent', intent('at-1'), by), /of that name/],
  ['a second result', (log) => log.append('attempt-result', result('at-1', 'injected', 'S'), by), /ended as refused/],
  ['arming after the result', (log) => log.arm(armed('at-1', 'S'), by), /ended as refused/],
  [
    'reading back what is settled',
    (log) => log.append('attempt-read-back', readBack('at-1', 'S', 'match'), by),
    /not open/,
  ],
  [
    'closing what is settled',
    (log) => log.append('attempt-closed', { attempt: 'at-1', serial: 'S', reason: 'why' }, by),
    /not open/,
  ],
  [
    'an armed record without ticket',
    (log) => log.append('attempt-armed' as 'log-verified', armed('at-1', 'S') as never, by),
    /log itself/,
  ],
  [
    'a forged interruption',
    (log) => log.append('attempt-interrupted' as 'log-verified', { attempt: 'at-1', serial: 'S' } as never, by),
    /log itself/,
  ],
]
for (const [what, step, problem] of orders)
  test(`${what} is refused, writes nothing, and the log goes on`, async (t) => {
    const { dir } = await born(scratch(t))
    await withLog(dir, async (log) => {
      await attempt(log, 'at-1', 'S', 'refused')
      const { size } = log
      await assert.rejects(step(log), bad(problem))
      assert.equal(log.size, size)
      await log.append('log-verified', { verdict: 'pass', size }, by)
    })
  })

for (const outcome of [
  'injected',
  'mismatched',
  'refused',
  'unverified',
  'attested',
  'already-present',
  'abandoned',
] as const)
  test(`a result ${outcome} leaves the device free`, async (t) => {
    const { dir } = await born(scratch(t))
    await withLog(dir, async (log) => {
      await attempt(log, 'at-1', 'SN0001', outcome)
      assert.equal(log.attempts().blockedBy('SN0001'), null)
      assert.equal(log.attempts().find('at-1')?.outcome, outcome)
      await attempt(log, 'at-2', 'SN0001', 'injected')
    })
  })

test('an indeterminate result blocks its device and no other, also after reopening', async (t) => {
  const { dir } = await born(scratch(t))
  await withLog(dir, (log) => attempt(log, 'at-1', 'SN0001', 'indeterminate'))
  await withLog(dir, async (log) => {
    assert.equal(log.attempts().blockedBy('SN0001')?.attempt, 'at-1')
    assert.equal(log.attempts().blockedBy('SN0002'), null)
    assert.deepEqual(
      log
        .attempts()
        .open()
        .map((one) => one.attempt),
      ['at-1'],
    )
    await log.append('attempt-intent', intent('at-2'), by)
    await assert.rejects(log.arm(armed('at-2', 'SN0001'), by), fault('injection/blocked'))
    await log.arm(armed('at-2', 'SN0002'), by)
  })
})

for (const verdict of ['match', 'mismatch'] as const)
  test(`reading back a ${verdict} settles the attempt and frees the device`, async (t) => {
    const { dir } = await born(scratch(t))
    await withLog(dir, async (log) => {
      await attempt(log, 'at-1', 'SN0001', 'indeterminate')
      await log.append('attempt-read-back', readBack('at-1', 'SN0001', verdict), by)
      assert.equal(log.attempts().blockedBy('SN0001'), null)
      assert.equal(log.attempts().find('at-1')?.open, false)
    })
  })

for (const verdict of ['incomparable', 'none'] as const)
  test(`reading back ${verdict} leaves the device blocked`, async (t) => {
    const { dir } = await born(scratch(t))
    await withLog(dir, async (log) => {
      await attempt(log, 'at-1', 'SN0001', 'indeterminate')
      await log.append('attempt-read-back', readBack('at-1', 'SN0001', verdict), by)
      assert.equal(log.attempts().blockedBy('SN0001')?.attempt, 'at-1')
      await log.append('attempt-closed', { attempt: 'at-1', serial: 'SN0001', reason: 'seen on the screen' }, by)
      assert.equal(log.attempts().blockedBy('SN0001'), null)
    })
  })

test('an armed attempt without result is interrupted at the next opening, blocked until read back, once', async (t) => {
  const { dir } = await born(scratch(t))
  const types = (log: AuditLog) => `${log.attempts().find('at-1')?.outcome} ${log.attempts().blockedBy('SN0001')?.open}`
  const size = await withLog(dir, async (log) => {
    await log.append('attempt-intent', intent('at-1'), by)
    await log.arm(armed('at-1', 'SN0001'), by)
    assert.equal(types(log), 'null false', 'under way: it blocks others, and is not open to be settled')
    return log.size
  })
  await withLog(dir, async (log) => {
    assert.equal(types(log), 'interrupted true')
    assert.equal(log.size, size + 2, 'station-opened and attempt-interrupted')
  })
  await withLog(dir, async (log) => {
    assert.equal(types(log), 'interrupted true')
    assert.equal(log.size, size + 3, 'station-opened alone')
    await log.append('attempt-read-back', readBack('at-1', 'SN0001', 'match'), by)
  })
  await withLog(dir, async (log) => assert.equal(types(log), 'interrupted undefined'))
})

test('an intent that was never armed changed nothing and blocks nothing', async (t) => {
  const { dir } = await born(scratch(t))
  await withLog(dir, (log) => log.append('attempt-intent', intent('at-1'), by))
  await withLog(dir, async (log) => {
    assert.deepEqual(log.attempts().open(), [])
    assert.equal(log.attempts().find('at-1')?.armed, false)
  })
})

test('a second load into a device whose attempt is under way gets no ticket', async (t) => {
  const { dir } = await born(scratch(t))
  await withLog(dir, async (log) => {
    await log.append('attempt-intent', intent('at-1'), by)
    await log.append('attempt-intent', intent('at-2'), by)
    await log.arm(armed('at-1', 'SN0001'), by)
    await assert.rejects(log.arm(armed('at-2', 'SN0001'), by), fault('injection/blocked'))
  })
})

test('a device without a serial number is settled by its attempt', async (t) => {
  const { dir } = await born(scratch(t))
  await withLog(dir, async (log) => {
    await log.append('attempt-intent', intent('at-1'), by)
    await log.arm(armed('at-1', null), by)
    await log.append('attempt-result', result('at-1', 'indeterminate', null), by)
    assert.deepEqual(
      log
        .attempts()
        .open()
        .map((one) => one.attempt),
      ['at-1'],
    )
    await log.append('attempt-closed', { attempt: 'at-1', serial: null, reason: 'destroyed' }, by)
    assert.deepEqual(log.attempts().open(), [])
  })
})

test('a serial number with control characters is blocked under the form it came in', async (t) => {
  const { dir } = await born(scratch(t))
  await withLog(dir, async (log) => {
    await attempt(log, 'at-1', 'SN\u0007', 'indeterminate')
    assert.equal(log.attempts().blockedBy('SN\u0007')?.attempt, 'at-1')
  })
})
