// What ends a key ceremony, what ends a key, and who may do what in one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { practiceCeremony } from '../../electron/ceremony/practice.js'
import { Fault } from '../../electron/contract/fault.js'
import { liveSecrets } from '../../electron/keys/vault.js'
import { ceremonyBench, FIRST, SECOND } from '../harness/ceremony.js'

const running = (bench: ReturnType<typeof ceremonyBench>) => bench.ceremonies.view().running!
const code = (expected: string) => (error: unknown) => error instanceof Fault && error.code === expected

/** As far as the approval. */
async function combined(bench = ceremonyBench()) {
  await bench.ceremonies.begin('plan')
  await bench.bring(FIRST)
  await bench.ceremonies.confirm()
  await bench.bring(SECOND)
  await bench.ceremonies.confirm()
  return bench
}

for (const because of ['left-window', 'screen-locked', 'suspended', 'user-switched', 'closed', 'page-gone'] as const)
  test(`${because} while a component is typed ends the ceremony and wipes all of it`, async () => {
    const before = liveSecrets()
    const bench = ceremonyBench()
    await bench.ceremonies.begin('plan')
    await bench.bring(FIRST)
    await bench.ceremonies.confirm()
    await bench.ceremonies.bring('keyboard', '')
    bench.type(SECOND.slice(0, 20))
    assert.equal(liveSecrets(), before + 2)
    bench.ceremonies.leave(because)
    assert.equal(liveSecrets(), before)
    assert.equal(bench.capturing(), false)
    await bench.settled()
    assert.deepEqual(bench.records.at(-1), {
      type: 'ceremony-aborted',
      body: {
        ceremony: running(bench).id,
        label: 'TPK',
        slot: 2,
        usage: 'TPK',
        algorithm: 'tdes',
        because,
        component: 2,
      },
    })
  })

test('nobody types for a minute: wiped; a press begins the minute anew', async () => {
  const bench = ceremonyBench()
  await bench.ceremonies.begin('plan')
  await bench.ceremonies.bring('keyboard', '')
  bench.pass(59_000)
  bench.type('1')
  bench.pass(59_000)
  assert.equal(running(bench).state, 'entering')
  bench.pass(1_000)
  assert.deepEqual([running(bench).state, running(bench).ending], ['ended', 'idle'])
})

test('another person may come between two components and before the approval, and at no other time', async () => {
  const bench = ceremonyBench()
  await bench.ceremonies.begin('plan')
  bench.ceremonies.leave('user-switched')
  assert.equal(running(bench).state, 'awaiting')
  await bench.bring(FIRST)
  bench.ceremonies.leave('user-switched')
  assert.equal(running(bench).ending, 'user-switched')
})

test('a key ends with its loads, with its idle time, and with the shift', async () => {
  const before = liveSecrets()
  const bench = await combined()
  await bench.ceremonies.approve()
  const [offered] = [...bench.offered.values()]
  for (let load = 0; load < 32; load++) offered!.spend()
  await bench.settled()
  assert.equal(liveSecrets(), before)
  assert.throws(() => offered!.spend(), code('ceremony/key-gone'))
  assert.deepEqual([bench.records.at(-1)?.body.because, bench.records.at(-1)?.body.loads], ['loads-used', 32])

  await combined(bench).then(() => bench.ceremonies.approve())
  bench.pass(15 * 60_000)
  await bench.settled()
  assert.equal(bench.records.at(-1)?.body.because, 'idle')
  assert.equal(liveSecrets(), before)
})

test('a key that is in use all day ends with the shift', async () => {
  const bench = await combined(ceremonyBench({ file: { ...practiceCeremony, life: { loads: 1000, idleMinutes: 60 } } }))
  await bench.ceremonies.approve()
  const [offered] = [...bench.offered.values()]
  for (let hour = 0; hour < 9; hour++) {
    bench.pass(50 * 60_000)
    offered!.spend()
  }
  bench.pass(30 * 60_000)
  await bench.settled()
  assert.equal(bench.records.at(-1)?.body.because, 'shift-ended')
})

test('a record that cannot be written ends the ceremony: nothing is accepted without it', async () => {
  const before = liveSecrets()
  const bench = ceremonyBench({
    append: async (type) => {
      if (type === 'component-accepted') throw new Fault('audit/not-writable')
    },
  })
  await bench.ceremonies.begin('plan')
  await bench.bring(FIRST)
  await assert.rejects(bench.ceremonies.confirm(), code('audit/not-writable'))
  assert.equal(running(bench).ending, 'failed')
  assert.equal(liveSecrets(), before)
})

test('in production nobody brings two components, nor approves what he brought, nor is his own second word', async () => {
  const bench = ceremonyBench({ mode: 'production' })
  bench.sign('zhang')
  await bench.ceremonies.begin('plan')
  await bench.bring(FIRST)
  await bench.ceremonies.confirm()
  await assert.rejects(bench.ceremonies.bring('keyboard', ''), code('ceremony/same-person'))
  bench.sign('li')
  await bench.bring(FIRST)
  bench.sign('zhang')
  await assert.rejects(bench.ceremonies.confirm(), code('ceremony/not-now'))
  bench.sign('li')
  await bench.ceremonies.differs()
  await bench.ceremonies.again()
  bench.type(FIRST)
  bench.key('Enter')
  await bench.settled()
  await bench.ceremonies.differs()
  await bench.ceremonies.take()
  await assert.rejects(bench.ceremonies.take(), code('ceremony/own-second-word'))
  bench.ceremonies.abort()

  bench.sign('zhang')
  await bench.ceremonies.begin('plan').catch(() => bench.ceremonies.abort())
  await bench.ceremonies.begin('plan').catch(() => {})
  await bench.bring(FIRST)
  await bench.ceremonies.confirm()
  bench.sign('li')
  await bench.bring(SECOND)
  await bench.ceremonies.confirm()
  await assert.rejects(bench.ceremonies.approve(), code('ceremony/own-approval'))
  bench.sign('wang')
  await bench.ceremonies.approve()
  assert.deepEqual(bench.records.at(-1)?.body.by, 'wang')
  bench.ceremonies.leave('closed')
})

test('what the log says of an earlier ceremony keeps a custodian from another component', async () => {
  const asked: unknown[] = []
  const bench = ceremonyBench({
    mode: 'production',
    mayEnter: (...words) => {
      asked.push(words)
      throw new Fault('ceremony/same-person', { person: words[0] })
    },
  })
  bench.sign('zhang')
  await bench.ceremonies.begin('plan')
  await assert.rejects(bench.ceremonies.bring('keyboard', ''), code('ceremony/same-person'))
  assert.deepEqual(asked, [['zhang', 'TPK/2/TPK', 1]])
  assert.equal(running(bench).state, 'awaiting')
  bench.ceremonies.abort()
})

test('in production a ceremony begins only where the policy lets it, and on a machine without a network; lab says so on record', async () => {
  const off = ceremonyBench({
    mode: 'production',
    mayCombine: () => {
      throw new Fault('ceremony/combine-off')
    },
  })
  await assert.rejects(off.ceremonies.begin('plan'), code('ceremony/combine-off'))
  const joined = ceremonyBench({ mode: 'production', networks: ['eth0'] })
  await assert.rejects(joined.ceremonies.begin('plan'), code('ceremony/network-up'))
  assert.deepEqual([off.records, joined.records], [[], []])
  const lab = ceremonyBench({ networks: ['eth0'] })
  await lab.ceremonies.begin('plan')
  assert.deepEqual(lab.records[0]?.body.networks, ['eth0'])
  lab.ceremonies.abort()
})
