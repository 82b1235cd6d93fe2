// Orders to devices: one that was armed and has no result is said to be interrupted, at the next opening and once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AuditLog } from '../../electron/audit/log.js'
import { armed, attempt, born, by, recordsOf, scratch, withLog } from '../harness/audit.js'

const order = (name: string) =>
  ({
    order: name,
    port: '/dev/pts/3',
    device: armed('at-1', 'SN0001').device,
    what: 'erase-all',
    to: null,
    slots: [],
  }) as const
const done = (name: string) =>
  ({ order: name, serial: 'SN0001', result: 'done', code: '00', codeMeaning: null, fault: null }) as const

test('an order without a result is marked at the next opening, and only there', async (t) => {
  const { dir } = await born(scratch(t))
  await withLog(dir, async (log) => {
    await log.order(order('or-1'), by)
    await log.order(order('or-2'), by)
    await log.append('order-result', done('or-1'), by)
  })
  await withLog(dir, async () => {})
  await withLog(dir, async () => {})
  const interrupted = (await recordsOf(dir)).filter(({ type }) => type === 'order-interrupted')
  assert.deepEqual(
    interrupted.map(({ body }) => body),
    [{ order: 'or-2', serial: 'SN0001' }],
  )
})

test('an interrupted order holds no load back, and nobody but the log may say that one was', async (t) => {
  const { dir } = await born(scratch(t))
  await withLog(dir, async (log) => {
    await log.order(order('or-1'), by)
  })
  await withLog(dir, async (log: AuditLog) => {
    await attempt(log, 'at-1', 'SN0001', 'injected')
    const forged = { order: 'or-9', serial: null }
    await assert.rejects(log.append('order-interrupted' as never, forged as never, by), { code: 'audit/bad-record' })
  })
})
