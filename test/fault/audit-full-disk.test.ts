// A disk that is full, for real: a small tmpfs. Never a false success; with room again the log goes on.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import type { AuditLog, AuditRecord } from '../../electron/audit/log.js'
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
  const disk = smallDisk(scratch(t, 'memory'), '256k')
  if (typeof disk === 'string') return t.skip(disk)
  try {
    await rounds(disk.at, (told) => t.diagnostic(told))
  } finally {
    disk.unmount()
  }
})

async function rounds(at: string, tell: (told: string) => void): Promise<void> {
  let lost = 0
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
    await assert.rejects(log.append('log-verified', { verdict: 'pass', size: 1 }, by), fault('audit/suspect'))
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
      assert.notEqual(attempt.outcome, null)
      if (attempt.outcome === 'interrupted') {
        assert.equal(opened.attempts().blockedBy(armedLast!.toUpperCase())?.attempt, armedLast)
        lost += 1
      }
    })
    const { verdict, reasons } = await verifyDirectory(dir, { vkey })
    assert.deepEqual([verdict, reasons], ['pass', []])
    fs.rmSync(home, { recursive: true })
  }
  tell(`12 rounds; in ${lost} the disk was full between arming and the result, and the device is blocked`)
}
