// The PCI100's driver: loads, what fits, and what its answers mean. Authentication has a file of its own.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { castlesPci100 } from '../../electron/devices/castles-pci100/index.js'
import type { LoadMaterial, LoadRequest, SettingValues } from '../../electron/devices/driver.js'
import { driverOf } from '../../electron/devices/index.js'
import { openSecret, ticket } from '../wire/memory-line.js'
import { fault, frame, good, infoReply, K1, key, load100, setUp, tmk100, wrappedTpk } from './castles-pci100-setup.js'

const never = { auth: 'never' }

test('every status but 00 is a refusal, and 04 alone says that the check value disagrees', async () => {
  for (let status = 1; status <= 0xff; status++) {
    const code = status.toString(16).toUpperCase().padStart(2, '0')
    const { line, clock, session } = setUp(() => code, never)
    const reply = await clock.until(session.load(tmk100, ticket))
    assert.ok(reply.kind === 'refused')
    assert.equal(reply.code, code)
    assert.equal(reply.kcvDisagrees, code === '04')
    assert.ok(reply.meaning.zh && reply.meaning.en)
    assert.equal(line.sent.length, 1)
  }
})

test('the pad checks the check value and tells none: a pass is checked, without a value', async () => {
  const { clock, session } = setUp(good, never)
  const reply = await clock.until(session.load(tmk100, ticket))
  assert.deepEqual(reply, { kind: 'accepted', code: '00', reported: null, provenance: 'checked' })
  assert.equal(await session.readKcv(tmk100), null)
})

test('an OK of another length than the load’s is not its answer', async () => {
  const { line, clock, session } = setUp(() => infoReply, never)
  await assert.rejects(clock.until(session.load(tmk100, ticket)), fault('wire/silent'))
  assert.equal(line.sent.length, 1)
  assert.equal(line.quality.strayReplies, 1)
})

test('a status that answers the information badly is no identity', async () => {
  const { clock, session } = setUp(() => 'FF')
  await assert.rejects(clock.until(session.identify()), fault('wire/bad-reply'))
})

test('the information is asked again as often as the setting says', async () => {
  for (const [resend, times] of [
    ['once', 2],
    ['never', 1],
  ] as const) {
    const { line, clock, session } = setUp(() => undefined, { resend })
    await assert.rejects(clock.until(session.identify()), fault('wire/silent'))
    assert.deepEqual(line.sent, Array(times).fill('100230301003'))
  }
})

test('what does not fit is refused when the station asks what would be erased, before a load is armed', async () => {
  const cryptogram = (bytes: number): LoadMaterial => ({ form: 'cryptogram', bytes: new Uint8Array(bytes) })
  const single = openSecret('0123456789ABCDEF')
  const desZeros = { method: 'des-zeros', hex: 'D5D44F' } as const
  const cases: Partial<LoadRequest>[] = [
    { slot: 99 },
    { slot: 5, algorithm: 'des', expected: desZeros },
    { algorithm: 'des', expected: desZeros, material: { form: 'clear', secret: single } },
    { algorithm: 'aes' },
    { usage: 'IK' },
    { usage: 'TPK' },
    { usage: 'TLK', under: { usage: 'TLK', slot: 120 } },
    { under: { usage: 'TMK', slot: 120 }, material: cryptogram(16) },
    { under: { usage: 'TLK', slot: 120 } },
    { under: { usage: 'TLK', slot: 120 }, material: cryptogram(20) },
    { under: { usage: 'TLK', slot: 5 }, material: { form: 'wrapped', secret: key, key } },
    { under: { usage: 'TLK', slot: 120 }, material: { form: 'wrapped', secret: key, key: single } },
    { material: cryptogram(16) },
    { material: { form: 'key-block', block: 'B0' } },
    { expected: null },
    { expected: { method: 'tdes-zeros', hex: '08D7' } },
    { expected: { method: 'tdes-cmac', hex: '08D7B4' } },
  ]
  for (const over of cases) {
    const { line, clock, session } = setUp(good)
    const request = { ...tmk100, ...over }
    assert.throws(() => session.erases(request), fault('devices/cannot-load'), JSON.stringify(over))
    await assert.rejects(clock.until(session.load(request, ticket)), fault('devices/cannot-load'))
    assert.deepEqual([line.sent, line.tickets], [[], []])
  }
})

test('a key at the id of the one it travels under erases that one, where the ids are one table', () => {
  const erases = (slot: number, settings: SettingValues = {}) =>
    setUp(good, settings).session.erases({ ...wrappedTpk, slot })
  assert.deepEqual(erases(100), [{ usage: 'TMK', slot: 100 }])
  assert.equal(erases(101), null)
  assert.equal(erases(100, { 'key-ids': 'by-kind' }), null)
})

test('a load whose answer is lost is never sent again, and the line must be silent before the next command', async () => {
  let silent = true
  const { line, clock, session } = setUp((body) => (silent ? undefined : good(body)), never)
  await assert.rejects(clock.until(session.load(tmk100, ticket)), fault('wire/silent'))
  silent = false
  const late = clock.now()
  clock.after(4000, () => line.say(frame('00')))
  await clock.until(session.identify())
  assert.ok(clock.now() - late >= 9000)
  assert.deepEqual(line.sent, [frame(load100), frame('30')])
})

test('the trace shows neither key nor check value', async () => {
  const { line, clock, session } = setUp(good)
  await clock.until(session.load(wrappedTpk, ticket))
  const trace = line.traced.join('\n')
  assert.match(trace, /→ load-working #0 under 64 id 6E length 10 key ··16 kcv ··3/)
  for (const secret of ['9B3A7B88', 'D2B91C', '00010203', 'F0F1F2', 'E3DC44BC']) assert.ok(!trace.includes(secret))
})

test('what it can load follows the settings', () => {
  const usages = (settings: SettingValues) => castlesPci100.loads(settings).map((each) => each.usage)
  assert.deepEqual(usages({}), ['TLK', 'TMK', 'TPK', 'TAK', 'TDK'])
  assert.deepEqual(usages({ 'transport-key': 'not-loaded' }), ['TMK', 'TPK', 'TAK', 'TDK'])
  for (const row of castlesPci100.loads({})) {
    assert.deepEqual([row.provenance, row.kcvBytes, row.slots, row.readBack], ['checked', [3], [0, 198], false])
    assert.deepEqual(row.algorithms, ['tdes', 'des'])
  }
  const { session } = setUp(good, { 'transport-key': 'not-loaded' })
  assert.throws(() => session.erases({ ...tmk100, usage: 'TLK' }), fault('devices/cannot-load'))
})

test('every setting has its default among its values', () => {
  for (const setting of castlesPci100.settings) assert.ok(setting.values.includes(setting.default), setting.name)
})

test('the driver is in the list, and no USB id suggests it', () => {
  assert.equal(driverOf('castles-pci100'), castlesPci100)
  assert.ok(!castlesPci100.matches({ path: '/dev/ttyUSB0', vendorId: '067b', productId: '2303', serialNumber: null }))
})

test('closing the session closes its line and ends who waits', async () => {
  const { line, clock, session } = setUp(() => undefined)
  const answer = session.identify()
  await clock.advance(10)
  await session.close()
  await assert.rejects(answer, fault('wire/gone'))
  assert.ok(line.closed)
})

test('a key that is stuffed goes out as the page has it', async () => {
  const { line, clock, session } = setUp(good, never)
  await clock.until(session.load(tmk100, ticket))
  assert.deepEqual(line.sent, ['10022D6410100123456789ABCDEFFEDCBA98765432101008D7B4321003'])
  assert.ok(K1.endsWith('10'))
})
