// A device that tells no serial number and was given one off its label: what is open holds it back with the number and without.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AuditLog } from '../../electron/audit/log.js'
import { armed, born, by, intent, result, scratch, withLog } from '../harness/audit.js'

const device = (serial: string | null) => ({
  ...armed('x', serial).device,
  serialSource: serial === null ? null : ('scanned' as const),
})
async function leftOpen(log: AuditLog, id: string, serial: string | null): Promise<void> {
  await log.append('attempt-intent', intent(id), by)
  await log.arm({ ...armed(id, serial), device: device(serial) }, by)
  await log.append('attempt-result', { ...result(id, 'indeterminate', serial), device: device(serial) }, by)
}
const arms = async (log: AuditLog, id: string, serial: string | null): Promise<boolean> => {
  await log.append('attempt-intent', intent(id), by)
  return log.arm({ ...armed(id, serial), device: device(serial) }, by).then(
    () => true,
    (error: { code?: string }) => {
      assert.equal(error.code, 'injection/blocked')
      return false
    },
  )
}

test('left open with a number from a label, it is blocked without one too, and another number is another device', async (t) => {
  const { dir } = await born(scratch(t))
  await withLog(dir, async (log) => {
    await leftOpen(log, 'at-1', 'LABEL-7')
    const { port } = intent('at-1')
    const blockedBy = (...of: Parameters<ReturnType<AuditLog['attempts']>['blockedBy']>) =>
      log.attempts().blockedBy(...of)?.attempt ?? null
    assert.equal(blockedBy('LABEL-7', port, true), 'at-1')
    assert.equal(blockedBy(null, port), 'at-1')
    assert.equal(blockedBy(null, '/dev/other'), null)
    assert.equal(blockedBy('LABEL-8', port, true), null)
    assert.equal(await arms(log, 'at-2', null), false)
    assert.equal(await arms(log, 'at-3', 'LABEL-8'), true)
  })
})

test('left open without a number, a number given later does not free it', async (t) => {
  const { dir } = await born(scratch(t))
  await withLog(dir, async (log) => {
    await leftOpen(log, 'at-1', null)
    assert.equal(await arms(log, 'at-2', 'LABEL-7'), false)
    assert.equal(await arms(log, 'at-3', null), false)
  })
})
