// A disk that is full, for real: a small tmpfs. Never a false success; the result of what was armed is written all the same;
// with room again the log goes on.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import type { AuditLog, AuditRecord } from '../../electron/audit/log.js'
import { reserveBytes } from '../../electron/audit/reserve.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import { armed, born, by, intent, open, recordsOf, result, scratch, withLog } from '../harness/audit.js'
import { smallDisk } from '../harness/mounted.js'

const fault = (code: string) => (error: { code?: string }) => error.code === code

/** Leaves about so many bytes free. */
function fill(folder: string, free: number): void {
  const { bavail, bsize } = fs.statfsSync(folder)
  const ballast = Math.max(0, bavail * bsize - free)
  fs.writeFileSync(path.join(folder, 'ballast'), Buffer.alloc(ballast, 1))
}

/** Attempt after attempt until the log ends. @returns what was acknowledged, and the attempt that was armed last */
async function untilFull(
  log: AuditLog,
): Promise<{ acknowledged: AuditRecord[]; armedLast: string | null; error: unknown }> {
  const acknowledged: AuditRecord[] = []
  let armedLast: string | null = null
  try {
    for (let count = 0; ; count += 1) {
      const id = `at-${count}`
      acknowledged.push(await log.append('attempt-intent', intent(id), by))
      const { record, ticket } = await log.arm(armed(id, id.toUpperCase()), by)
      acknowledged.push(record)
      armedLast = id
      log.spend(ticket)
      acknowledged.push(await log.append('attempt-result', result(id, 'injected', id.toUpperCase()), by))
    }
  } catch (error) {
    return { acknowledged, armedLast, error }
  }
}

test('a disk that fills up while a log is written, at every size of a record', async (t) => {
  const disk = smallDisk(scratch(t, 'memory'), '1m')
  if (typeof disk === 'string') return t.skip(disk)
  try {
    await rounds(disk.at, (told) => t.diagnostic(told))
  } finally {
    disk.unmount()
  }
})

async function rounds(at: string, tell: (told: string) => void): Promise<void> {
  // A page is 4,096 bytes: the log ends at each place of a page in turn.
  for (let round = 0; round < 12; round += 1) {
    const home = path.join(at, `round-${round}`)
    fs.mkdirSync(home)
    const { dir, vkey } = await born(home)
    const log = await open(dir)
    for (let more = 0; more < round; more += 1) await log.append('log-verified', { verdict: 'pass', size: more }, by)
    fill(at, 12_000)
    const { acknowledged, armedLast, error } = await untilFull(log)
    assert.ok(fault('audit/not-writable')(error as { code: string }), String(error))
    await assert.rejects(log.append('log-verified', { verdict: 'pass', size: 1 }, by), fault('audit/not-writable'))
    assert.ok(!fs.existsSync(path.join(dir, 'reserve')), 'given up')
    await log.close()
    assert.notEqual((await verifyDirectory(dir, { vkey })).verdict, 'fail')
    // Still full: it does not open, or it opens because the tail that was cut off made room; never by halves.
    const again = await open(dir).catch((thrown: unknown) => thrown)
    if (again instanceof Error) assert.ok(fault('audit/not-writable')(again as { code?: string }), String(again))
    else await (again as AuditLog).close()
    fs.rmSync(path.join(at, 'ballast'))
    await withLog(dir, async (opened) => {
      const records = await recordsOf(dir)
      for (const record of acknowledged) assert.deepEqual(records[record.seq], record)
      const attempt = opened.attempts().find(armedLast!)!
      assert.equal(attempt.outcome, 'injected', 'what was armed has its result')
      assert.equal(opened.attempts().blockedBy(armedLast!.toUpperCase()), null)
      assert.equal(fs.statSync(path.join(dir, 'reserve')).size, reserveBytes)
    })
    const { verdict, reasons } = await verifyDirectory(dir, { vkey })
    assert.deepEqual([verdict, reasons], ['pass', []])
    fs.rmSync(home, { recursive: true })
  }
  tell('12 rounds; every attempt that was armed has its result')
}

test('with thirty-two attempts armed when the disk is full, every result is still written, and nothing else', async (t) => {
  const disk = smallDisk(scratch(t, 'memory'), '2m')
  if (typeof disk === 'string') return t.skip(disk)
  try {
    const { dir, vkey } = await born(disk.at)
    const log = await open(dir)
    const ids = Array.from({ length: 32 }, (_, port) => `at-${port}`)
    await Promise.all(ids.map((id) => log.append('attempt-intent', intent(id), by)))
    await Promise.all(ids.map((id) => log.arm(armed(id, id.toUpperCase()), by)))
    fill(disk.at, 0)
    const results = await Promise.all(
      ids.map((id) => log.append('attempt-result', result(id, 'injected', id.toUpperCase()), by)),
    )
    assert.equal(results.length, 32)
    await assert.rejects(log.append('attempt-intent', intent('at-x'), by), fault('audit/not-writable'))
    await log.close()
    const { verdict, size } = await verifyDirectory(dir, { vkey })
    assert.deepEqual([verdict, size], ['pass', 2 + 96])
    await assert.rejects(open(dir), fault('audit/not-writable'), 'without room for a reserve nothing is begun')
    fs.rmSync(path.join(disk.at, 'ballast'))
    await withLog(dir, async (opened) => assert.deepEqual(opened.attempts().open(), []))
  } finally {
    disk.unmount()
  }
})
