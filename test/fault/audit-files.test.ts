// Every file operation failing at every call: never a false success, nothing acknowledged lost, and the next opening works.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { createDirectory } from '../../electron/audit/directory.js'
import type { FileDoor } from '../../electron/audit/files.js'
import type { AuditLog, AuditRecord } from '../../electron/audit/log.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import type { Ticket } from '../../electron/contract/ticket.js'
import {
  app,
  armed,
  born,
  by,
  copy,
  intent,
  open,
  recordsOf,
  result,
  scratch,
  segment,
  simulator,
  withLog,
} from '../harness/audit.js'
import { type Failure, failingDoor } from '../harness/audit-doors.js'

const codes = ['EIO', 'ENOSPC', 'EROFS', 'EMFILE']
const faultCode = (error: unknown) => (error as { code?: string }).code

/** Each call fails once with each code; a write that fails may have done half. */
function failures(calls: readonly string[]): Failure[] {
  return calls.flatMap((call, at) =>
    codes.flatMap((code) => (call === 'write' ? [false, true] : [false]).map((half) => ({ at, code, half }))),
  )
}

interface Ran {
  readonly acknowledged: AuditRecord[]
  readonly tickets: Ticket[]
  readonly log: AuditLog | null
  readonly error: unknown
}

async function run(dir: string, files: FileDoor): Promise<Ran> {
  const acknowledged: AuditRecord[] = []
  const tickets: Ticket[] = []
  let log: AuditLog | null = null
  try {
    log = await open(dir, { files, segmentLimit: 2_000 })
    const opened = log
    const group = ['/dev/pts/3', '/dev/pts/4'].map((port) => opened.append('simulator-started', simulator(port), by))
    acknowledged.push(...(await Promise.all([...group, opened.append('attempt-intent', intent('at-1'), by)])))
    const { record, ticket } = await log.arm(armed('at-1', 'SN0001'), by)
    acknowledged.push(record)
    tickets.push(ticket)
    acknowledged.push(await log.append('attempt-result', result('at-1', 'injected', 'SN0001'), by))
    await log.close()
    return { acknowledged, tickets, log, error: null }
  } catch (error) {
    return { acknowledged, tickets, log, error }
  }
}

/** The room kept for results was used. */
const gaveUp = (dir: string): boolean => !fs.existsSync(path.join(dir, 'reserve'))

async function check(dir: string, vkey: string, ran: Ran): Promise<void> {
  if (ran.log !== null && ran.error !== null) {
    // On a full disk it lives on for results alone.
    const code = gaveUp(dir) ? 'audit/not-writable' : 'audit/suspect'
    if (!gaveUp(dir)) for (const ticket of ran.tickets) assert.throws(() => ran.log!.spend(ticket), { code })
    await assert.rejects(ran.log.append('log-verified', { verdict: 'pass', size: 1 }, by), { code })
    await ran.log.close()
  }
  assert.notEqual((await verifyDirectory(dir, { vkey })).verdict, 'fail')
  const blocked = await withLog(dir, async (log) => log.attempts().blockedBy('SN0001') !== null)
  const records = await recordsOf(dir)
  for (const record of ran.acknowledged) assert.deepEqual(records[record.seq], record)
  // A result that could not be acknowledged may have reached the disk all the same: then it counts.
  const has = (type: string) => records.some((record) => record.type === type)
  assert.equal(blocked, has('attempt-armed') && !has('attempt-result'))
  assert.deepEqual((await verifyDirectory(dir, { vkey })).reasons, [])
}

async function calls(folder: string, dir: string): Promise<readonly string[]> {
  const { door, seen } = failingDoor(null)
  const ran = await run(copy(dir, folder), door)
  assert.equal(ran.error, null)
  assert.equal(ran.acknowledged.length, 5)
  return seen.calls
}

async function sweep(t: { diagnostic(text: string): void }, folder: string, from: string, vkey: string): Promise<void> {
  const total = await calls(folder, from)
  const failed = new Set<string>()
  for (const failure of failures(total)) {
    const dir = copy(from, folder)
    const { door, seen } = failingDoor(failure)
    const ran = await run(dir, door)
    assert.ok(seen.failed, `call ${failure.at} of ${total.length} was made`)
    failed.add(seen.failed)
    try {
      if (ran.error === null)
        assert.ok(seen.failed === 'close' || gaveUp(dir), 'only what closing says may be ignored, or a full disk once')
      else assert.match(String(faultCode(ran.error)), /^audit\/(not-writable|unreadable|read-only)$/)
      await check(dir, vkey, ran)
    } catch (error) {
      throw new Error(`${seen.failed} failing with ${failure.code} at call ${failure.at} of ${total.length}`, {
        cause: error,
      })
    }
    fs.rmSync(dir, { recursive: true })
  }
  t.diagnostic(`${total.length} calls, ${failures(total).length} failures: ${[...failed].sort().join(', ')}`)
}

test('any file operation that fails while a log is opened and written ends it, and nothing acknowledged is lost', async (t) => {
  const folder = scratch(t, 'memory')
  const { dir, vkey } = await born(folder)
  await sweep(t, folder, dir, vkey)
})

test('any file operation that fails while a torn log is recovered leaves it recoverable, and the recovery is told', async (t) => {
  const folder = scratch(t, 'memory')
  const { dir, vkey } = await born(folder)
  await withLog(dir, (log) => log.append('simulator-started', simulator('/dev/pts/3'), by))
  fs.appendFileSync(segment(dir), Buffer.from('000002a0aabbccdd7b22', 'hex'))
  fs.rmSync(path.join(dir, 'newest-checkpoint'))
  const total = await calls(folder, dir)
  await sweep(t, folder, dir, vkey)
  for (const at of total.keys()) {
    const torn = copy(dir, folder)
    await run(torn, failingDoor({ at, code: 'EIO' }).door).then(({ log }) => log?.close())
    await withLog(torn, async () => {})
    const told = (await recordsOf(torn, { type: 'recovered' })).flatMap(({ body }) =>
      'steps' in body ? body.steps : [],
    )
    const steps = told.map(({ what }) => what)
    assert.ok(steps.includes('torn-record') && steps.includes('second-place'), `call ${at}: ${steps}`)
    const { file } = told.find(({ what }) => what === 'torn-record')!
    assert.equal(fs.readFileSync(path.join(torn, 'quarantine', file!)).toString('hex'), '000002a0aabbccdd7b22')
  }
})

test('a birth that fails at any file operation says so and leaves nothing behind', async (t) => {
  const folder = scratch(t, 'memory')
  const make = (dir: string, files: FileDoor) => createDirectory(dir, { mode: 'lab', app, files })
  const counted = failingDoor(null)
  await make(path.join(folder, 'counted'), counted.door)
  for (const failure of failures(counted.seen.calls)) {
    const dir = path.join(folder, 'new', 'station')
    const { door, seen } = failingDoor(failure)
    const error = await make(dir, door).catch((thrown: unknown) => thrown)
    const where = `${seen.failed} at ${failure.at}`
    if (seen.failed !== 'close') {
      assert.equal(faultCode(error), 'station/cannot-create', where)
      assert.deepEqual(fs.readdirSync(folder), ['counted'], where)
    }
    fs.rmSync(path.join(folder, 'new'), { recursive: true, force: true })
  }
})

test('verifying answers a fault, never a verdict, where a file cannot be read', async (t) => {
  const { dir, vkey } = await born(scratch(t, 'memory'))
  await withLog(dir, (log) => log.append('simulator-started', simulator('/dev/pts/3'), by))
  const counted = failingDoor(null)
  await verifyDirectory(dir, { vkey, files: counted.door })
  for (const failure of failures(counted.seen.calls)) {
    const { door, seen } = failingDoor(failure)
    const ended = await verifyDirectory(dir, { vkey, files: door }).catch((error: unknown) => error)
    if (seen.failed !== 'close') assert.equal(faultCode(ended), 'audit/unreadable', `${seen.failed} at ${failure.at}`)
  }
})
