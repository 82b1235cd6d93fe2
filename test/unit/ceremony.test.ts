// A key ceremony without a window: components typed, judged, joined, approved; and what ends it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { begun, type Ceremony, type CeremonyEvent, next } from '../../electron/ceremony/ceremony.js'
import { practiceCeremony } from '../../electron/ceremony/practice.js'
import { Fault } from '../../electron/contract/fault.js'
import { checkValue } from '../../electron/keys/kcv.js'
import { liveSecrets } from '../../electron/keys/vault.js'
import { COMBINED_KCV, ceremonyBench, FIRST, FIRST_KCV, SECOND } from '../harness/ceremony.js'

const running = (bench: ReturnType<typeof ceremonyBench>) => bench.ceremonies.view().running!
const types = (bench: ReturnType<typeof ceremonyBench>) => bench.records.map(({ type }) => type)
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

test('two components become the key that the letter says, and a load gets a copy of it', async () => {
  const before = liveSecrets()
  const bench = await combined()
  assert.equal(running(bench).state, 'approving')
  assert.equal(running(bench).combined, COMBINED_KCV)
  await bench.ceremonies.approve()
  assert.deepEqual(types(bench), [
    'ceremony-begun',
    'component-accepted',
    'component-accepted',
    'key-combined',
    'key-approved',
  ])
  const [offered] = [...bench.offered.values()]
  {
    using copy = offered!.key.copy()
    assert.equal(checkValue(copy, 'tdes-zeros').hex, COMBINED_KCV)
  }
  assert.equal(liveSecrets(), before + 1)
  bench.ceremonies.wipe(offered!.id)
  await bench.settled()
  assert.equal(liveSecrets(), before)
  assert.deepEqual(bench.records.at(-1)?.body.because, 'wiped')
  assert.equal(bench.offered.size, 0)
})

test('while digits are taken the view has their number, and no record has even that', async () => {
  const bench = ceremonyBench()
  await bench.ceremonies.begin('plan')
  await bench.ceremonies.bring('keyboard', 'BAG-0042')
  bench.type(FIRST.slice(0, 7))
  assert.deepEqual(running(bench).entry, { digits: 7, of: 32, refused: null })
  bench.key('Backspace')
  assert.equal(running(bench).entry?.digits, 6)
  bench.key('Delete')
  assert.equal(running(bench).entry?.digits, 0)
  assert.doesNotMatch(JSON.stringify([bench.ceremonies.view(), bench.records]), /digits":7/)
  bench.ceremonies.abort()
})

for (const [what, key, change, because] of [
  ['a letter that looks like a digit', 'O', {}, 'look-alike'],
  ['a letter that is none', 'x', {}, 'not-hex'],
  ['a full-width digit of an input method', '０', {}, 'not-hex'],
  ['a key that is held down', '1', { isAutoRepeat: true }, 'repeat'],
  ['an input method that composes', '1', { isComposing: true }, 'input-method'],
  ['an input method that takes the key itself', 'Process', {}, 'input-method'],
  ['a dead key', 'Dead', {}, 'input-method'],
  ['a key that the system does not name', 'Unidentified', {}, 'input-method'],
  ['Ctrl+V', 'v', { control: true }, 'paste'],
  ['Shift+Insert', 'Insert', { shift: true }, 'paste'],
  ['a digit with Alt', '1', { alt: true }, 'modifier'],
  ['a digit with Ctrl', '1', { control: true }, 'modifier'],
] as const)
  test(`${what} is refused, counted, and no digit`, async () => {
    const bench = ceremonyBench()
    await bench.ceremonies.begin('plan')
    await bench.ceremonies.bring('keyboard', '')
    bench.type('12')
    bench.key(key, change)
    bench.key(key, change)
    assert.deepEqual(running(bench).entry, { digits: 2, of: 32, refused: { because, count: 2 } })
    bench.key('3')
    assert.deepEqual(running(bench).entry, { digits: 3, of: 32, refused: null })
    bench.ceremonies.abort()
  })

test('Enter before the last digit says so and goes on; a digit too many is refused', async () => {
  const bench = ceremonyBench()
  await bench.ceremonies.begin('plan')
  await bench.ceremonies.bring('keyboard', '')
  bench.type(FIRST.slice(0, 31))
  bench.key('Enter')
  await bench.settled()
  assert.equal(running(bench).entry?.refused?.because, 'too-few')
  bench.type('A1')
  assert.deepEqual(running(bench).entry?.refused, { because: 'full', count: 1 })
  bench.key('Enter')
  await bench.settled()
  assert.deepEqual([running(bench).state, running(bench).components[0]?.kcv], ['checking', FIRST_KCV])
  assert.equal(bench.capturing(), false)
  bench.ceremonies.abort()
})

test('a component that is not the printed one: once more, and taken only where two entries agree and it is said twice', async () => {
  const bench = ceremonyBench()
  await bench.ceremonies.begin('plan')
  await bench.bring(SECOND)
  assert.deepEqual([running(bench).state, running(bench).mayTake], ['differing', false])
  await assert.rejects(bench.ceremonies.take(), code('ceremony/not-now'))
  await bench.ceremonies.again()
  bench.type(SECOND)
  bench.key('Enter')
  await bench.settled()
  assert.deepEqual([running(bench).state, running(bench).mayTake, running(bench).taken], ['differing', true, 0])
  await bench.ceremonies.take()
  assert.deepEqual([running(bench).state, running(bench).taken], ['differing', 1])
  await bench.ceremonies.take()
  assert.equal(running(bench).components[0]?.differs, true)
  assert.deepEqual(types(bench), ['ceremony-begun', 'component-refused', 'component-refused', 'component-accepted'])
  bench.ceremonies.abort()
})

test('the same component typed twice makes no key', async () => {
  const before = liveSecrets()
  const bench = ceremonyBench()
  await bench.ceremonies.begin('plan')
  await bench.bring(FIRST)
  await bench.ceremonies.confirm()
  await bench.bring(FIRST)
  await bench.ceremonies.confirm()
  assert.deepEqual([running(bench).state, running(bench).ending], ['ended', 'identical-components'])
  assert.equal(liveSecrets(), before)
  assert.deepEqual(types(bench).slice(-2), ['key-combined', 'ceremony-aborted'])
})

test('a combined value that is not the expected one ends the ceremony, and nothing is left', async () => {
  const before = liveSecrets()
  const bench = ceremonyBench()
  await bench.ceremonies.begin('plan')
  await bench.bring(FIRST)
  await bench.ceremonies.confirm()
  await bench.bring('6BE1D79D289A96A27B56093BA181A12B'.replace(/B$/, '9'))
  await bench.ceremonies.confirm()
  assert.deepEqual([running(bench).state, running(bench).ending], ['ended', 'kcv-mismatch'])
  assert.equal(liveSecrets(), before)
})

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

const by = { custodian: 'zhang', bag: null, source: 'keyboard' } as const
const reached: readonly Ceremony[] = (() => {
  const awaiting = begun(1)
  const entering = next(awaiting, { kind: 'brought', by })
  const checking = next(entering, { kind: 'valued', kcv: 'AF8C07', printed: null, agrees: null })
  const differing = next(checking, { kind: 'differs' })
  const combining = next(checking, { kind: 'confirmed' })
  const approving = next(combining, { kind: 'combined', kcv: '08D7B4', agrees: true })
  const ended = next(approving, { kind: 'approved' })
  return [awaiting, entering, checking, differing, combining, approving, ended]
})()
const events: readonly CeremonyEvent[] = [
  { kind: 'brought', by },
  { kind: 'valued', kcv: 'AF8C07', printed: null, agrees: null },
  { kind: 'confirmed' },
  { kind: 'differs' },
  { kind: 'again' },
  { kind: 'taken', by: 'zhang' },
  { kind: 'combined', kcv: '08D7B4', agrees: true },
  { kind: 'approved' },
  { kind: 'ended', because: 'aborted' },
]
/** State × event: where it leads; everything that is not here is refused. */
const leads: Readonly<Record<string, string>> = {
  'awaiting brought': 'entering',
  'entering valued': 'checking',
  'checking confirmed': 'combining',
  'checking differs': 'differing',
  'differing again': 'entering',
  'combining combined': 'approving',
  'approving approved': 'ended',
}
test('every state with every event leads where the table says, or is refused', () => {
  for (const from of reached)
    for (const event of events) {
      const name = `${from.state} ${event.kind}`
      const wanted = event.kind === 'ended' && from.state !== 'ended' ? 'ended' : leads[name]
      if (wanted === undefined) assert.throws(() => next(from, event), code('ceremony/not-now'), name)
      else assert.equal(next(from, event).state, wanted, name)
    }
})
