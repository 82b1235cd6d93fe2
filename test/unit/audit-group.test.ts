// Appends that are asked for together are written as one group: in order, each sealed, and made durable at once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keysAhead, mostInGroup } from '../../electron/audit/append.js'
import { realFiles } from '../../electron/audit/files.js'
import type { Body } from '../../electron/audit/log.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import {
  armed,
  born,
  by,
  doorWith,
  handClock,
  intent,
  open,
  recordsOf,
  result,
  scratch,
  simulator,
} from '../harness/audit.js'

const verified = (size: number): Body<'log-verified'> => ({ verdict: 'pass', size })
const code = (expected: string) => (error: { code?: string }) => error.code === expected

/** The real files, and how often something was made durable. */
function counting() {
  const count = { syncs: 0 }
  const files = doorWith({
    datasync: (fd) => {
      count.syncs += 1
      return realFiles.datasync(fd)
    },
  })
  return { count, files }
}

test('appends asked for together wait for the medium twice, however many they are', async (t) => {
  const { dir, vkey } = await born(scratch(t, 'memory'))
  const { count, files } = counting()
  const log = await open(dir, { files })
  const before = count.syncs
  const records = await Promise.all(
    Array.from({ length: mostInGroup }, (_, n) => log.append('log-verified', verified(n), by)),
  )
  assert.equal(count.syncs - before, 2)
  assert.deepEqual(
    records.map(({ seq }) => seq),
    Array.from({ length: mostInGroup }, (_, n) => 2 + n),
  )
  assert.equal(log.size, 2 + mostInGroup)
  await log.close()
  assert.deepEqual(await recordsOf(dir, { type: 'log-verified' }), records)
  assert.equal((await verifyDirectory(dir, { vkey })).verdict, 'pass')
})

test('more than there are keys ahead are written in several groups, in order', async (t) => {
  const { dir, vkey } = await born(scratch(t, 'memory'))
  const { count, files } = counting()
  const log = await open(dir, { files })
  const before = count.syncs
  const asked = 3 * keysAhead
  const records = await Promise.all(
    Array.from({ length: asked }, (_, n) => log.append('log-verified', verified(n), by)),
  )
  assert.equal(count.syncs - before, 2 * Math.ceil(asked / mostInGroup))
  assert.deepEqual(
    records.map(({ body }) => body.size),
    Array.from({ length: asked }, (_, n) => n),
  )
  await log.close()
  assert.equal((await verifyDirectory(dir, { vkey })).verdict, 'pass')
})

test('what comes while a group is being written is the next group', async (t) => {
  const { dir } = await born(scratch(t, 'memory'))
  const { count, files } = counting()
  const log = await open(dir, { files })
  const before = count.syncs
  const first = log.append('log-verified', verified(0), by)
  await new Promise((later) => setImmediate(later))
  await Promise.all([first, ...[1, 2, 3, 4].map((n) => log.append('log-verified', verified(n), by))])
  assert.equal(count.syncs - before, 4)
  await log.close()
})

test('a bad record among others harms none of them', async (t) => {
  const { dir, vkey } = await born(scratch(t, 'memory'))
  const log = await open(dir)
  const key = '0123456789ABCDEFFEDCBA9876543210'
  const [one, bad, other, unknown] = await Promise.allSettled([
    log.append('log-verified', verified(1), by),
    log.append('device-refused', { port: '/dev/pts/3', device: null, because: key }, by),
    log.append('log-verified', verified(2), by),
    log.append('attempt-result', result('at-9', 'injected', 'SN0001'), by),
  ])
  assert.deepEqual(
    [one.status, bad.status, other.status, unknown.status],
    ['fulfilled', 'rejected', 'fulfilled', 'rejected'],
  )
  assert.equal(log.size, 4)
  await log.close()
  assert.deepEqual(
    (await recordsOf(dir)).map(({ seq }) => seq),
    [0, 1, 2, 3],
  )
  assert.equal((await verifyDirectory(dir, { vkey })).verdict, 'pass')
})

test('a group that cannot be made durable fails whole, and its attempts are not known', async (t) => {
  const { dir } = await born(scratch(t, 'memory'))
  let failing = false
  const files = doorWith({
    datasync: async (fd) => {
      if (failing) throw Object.assign(new Error(), { code: 'EIO' })
      return realFiles.datasync(fd)
    },
  })
  const log = await open(dir, { files })
  await log.append('attempt-intent', intent('at-1'), by)
  await log.arm(armed('at-1', 'SN0001'), by)
  failing = true
  const ended = await Promise.allSettled([
    log.append('attempt-result', result('at-1', 'injected', 'SN0001'), by),
    log.append('attempt-intent', intent('at-2'), by),
  ])
  for (const one of ended) assert.ok(one.status === 'rejected' && code('audit/not-writable')(one.reason))
  assert.equal(log.size, 4)
  assert.equal(log.attempts().blockedBy('SN0001')?.attempt, 'at-1', 'the result does not count')
  assert.equal(log.attempts().find('at-2'), null)
  await assert.rejects(log.append('log-verified', verified(1), by), code('audit/suspect'))
  await log.close()
})

test('what may follow is judged by the members of the same group before it', async (t) => {
  const { dir } = await born(scratch(t, 'memory'))
  const log = await open(dir)
  await Promise.all(['at-1', 'at-2'].map((id) => log.append('attempt-intent', intent(id), by)))
  const order: Body<'order-armed'> = {
    order: 'or-1',
    port: '/dev/pts/3',
    device: armed('at-1', 'SN0001').device,
    what: 'erase-all',
    to: null,
    slots: [],
  }
  const [first, same, second, third, twice] = await Promise.allSettled([
    log.arm(armed('at-1', 'SN0001'), by),
    log.append('attempt-intent', intent('at-1'), by),
    log.arm(armed('at-2', 'SN0001'), by),
    log.order(order, by),
    log.append('attempt-intent', intent('at-3'), by),
  ])
  assert.deepEqual([first.status, twice.status], ['fulfilled', 'fulfilled'])
  assert.ok(same.status === 'rejected' && code('audit/bad-record')(same.reason))
  assert.ok(second.status === 'rejected' && code('injection/blocked')(second.reason))
  assert.ok(third.status === 'rejected' && code('injection/blocked')(third.reason))
  const together = await Promise.all([
    log.append('attempt-intent', intent('at-5'), by),
    log.arm(armed('at-5', 'SN0005'), by),
    log.append('attempt-result', result('at-5', 'injected', 'SN0005'), by),
  ])
  assert.throws(() => log.spend(together[1].ticket), code('audit/ticket-spent'), 'its result is there already')
  const [, freed] = await Promise.all([
    log.append('attempt-result', result('at-1', 'injected', 'SN0001'), by),
    log.arm(armed('at-2', 'SN0001'), by),
  ])
  log.spend(freed.ticket)
  await log.close()
})

test('a jump of the clock is told once, before the group that shows it', async (t) => {
  const { now, clock } = handClock({ wall: Date.now(), mono: 0 })
  const { dir } = await born(scratch(t, 'memory'))
  const log = await open(dir, { clock })
  now.wall -= 3_600_000
  await Promise.all([1, 2, 3].map((n) => log.append('log-verified', verified(n), by)))
  await log.close()
  const types = (await recordsOf(dir)).map(({ type }) => type)
  assert.equal(types.filter((type) => type === 'clock-jumped').length, 1)
  assert.deepEqual(types.slice(-4), ['clock-jumped', 'log-verified', 'log-verified', 'log-verified'])
})

test('what was asked for before closing is durable, what is asked for after is refused', async (t) => {
  const { dir, vkey } = await born(scratch(t, 'memory'))
  const log = await open(dir)
  const asked = [1, 2, 3].map(() => log.append('simulator-started', simulator('/dev/pts/3'), by))
  const closed = log.close()
  await assert.rejects(log.append('log-verified', verified(1), by), code('audit/suspect'))
  await Promise.all([...asked, closed])
  assert.equal((await verifyDirectory(dir, { vkey })).size, 5)
})
