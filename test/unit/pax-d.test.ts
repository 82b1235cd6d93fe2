// What the PAX D driver makes of requests and answers, beside the transcripts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LoadRequest, SettingValues } from '../../electron/devices/driver.js'
import { portsWithDrivers } from '../../electron/devices/find.js'
import { driverOf } from '../../electron/devices/index.js'
import { codes } from '../../electron/devices/pax-d/codes.js'
import { paxD } from '../../electron/devices/pax-d/index.js'
import { bytes, openSecret, ticket } from '../wire/memory-line.js'
import { data, fault, ik, initial, k1, k2, setUp, tmk1, tpk3 } from './pax-d-setup.js'

const K2_UNDER_K1 = '9B3A7B883A100F73B4ABA2BB791C50E7'

test('the source of a clear working key is named TLK, or its usual parent where the setting has it', async () => {
  const clear: LoadRequest = { ...tpk3, material: { form: 'clear', secret: k2 }, under: null }
  for (const [request, settings, start] of [
    [clear, {}, '01000303'],
    [clear, { 'clear-source': 'parent' }, '02000303'],
    [tmk1, { 'clear-source': 'parent' }, '01000201'],
    [{ ...tmk1, usage: 'TLK' }, { 'clear-source': 'parent' }, '01000101'],
  ] as const) {
    const { line, clock, session } = setUp(['00000000'], settings as SettingValues)
    await clock.until(session.load(request as LoadRequest, ticket))
    assert.ok(data(line).startsWith(start), data(line))
  }
})

test('each usage has its type byte', async () => {
  for (const [usage, type] of [
    ['TLK', '01'],
    ['TMK', '02'],
    ['TPK', '03'],
    ['TAK', '04'],
    ['TDK', '05'],
  ] as const) {
    const { line, clock, session } = setUp(['00000000'])
    await clock.until(session.load({ ...tmk1, usage }, ticket))
    assert.equal(data(line).slice(4, 8), `${type}01`)
  }
})

test('every code of the table is a refusal with its meaning, and -325 alone says that the check value disagrees', async () => {
  const listed = Object.keys(codes).map(Number)
  assert.equal(listed.length, 25)
  for (const code of [...listed, -399, -65_535]) {
    const { clock, session } = setUp([(code >>> 0).toString(16).toUpperCase().padStart(8, '0')])
    const reply = await clock.until(session.load(tmk1, ticket))
    assert.ok(reply.kind === 'refused', `${code}`)
    assert.equal(reply.code, String(code))
    assert.equal(reply.kcvDisagrees, code === -325)
    assert.equal(reply.meaning.en.includes('not known'), !listed.includes(code))
    assert.ok(reply.meaning.zh)
  }
})

test('an answer that the protocol does not know is never a success, and the load is sent once', async () => {
  // The last two: what a repeated half of an answer reads as, and a number that no code is.
  for (const answer of ['', '00', '000000', '0000000000', '0000000008D7B4FB', '06029001', '80000000']) {
    const { line, clock, session } = setUp([answer])
    await assert.rejects(clock.until(session.load(tmk1, ticket)), fault('wire/bad-reply'), answer)
    assert.deepEqual(line.sent.slice(1), ['06'])
  }
})

test('a check value that is not four bytes is a fault, and no value', async () => {
  for (const answer of ['00000000', '0000000008D7B4', '0000000008D7B4FB62']) {
    const { clock, session } = setUp([answer])
    await assert.rejects(clock.until(session.readKcv({ usage: 'TMK', slot: 1 })), fault('wire/bad-reply'), answer)
  }
})

test('a read-back that ends with another code is a fault, and no empty slot', async () => {
  for (const answer of ['FFFFFED2', 'FFFFFEA6', 'FFFFFEC0', '00000001']) {
    const { clock, session } = setUp([answer])
    await assert.rejects(clock.until(session.readKcv({ usage: 'TAK', slot: 1 })), fault('wire/bad-reply'), answer)
  }
})

test('slots are read by the method they are to be compared by', async () => {
  const { line, clock, session } = setUp(['00000000A92FD764'])
  assert.deepEqual(await clock.until(session.slots([{ usage: 'TMK', slot: 1 }], 'pax-parity')), [
    { slot: 1, usage: 'TMK', state: 'filled', kcv: 'A92FD764' },
  ])
  assert.equal(data(line), '0201000908' + '1234567890123456')
})

test('material that does not fit the usage is refused before the ticket is spent', async () => {
  const cryptogram = { form: 'cryptogram', bytes: bytes(K2_UNDER_K1) } as const
  const tlk = { usage: 'TLK', slot: 1 } as const
  const ksn = bytes('FFFF9876543210E00000')
  const cases: [LoadRequest, Partial<LoadRequest>][] = [
    [tmk1, { usage: 'KEK' }],
    [tmk1, { under: tlk }],
    [tmk1, { under: { usage: 'TMK', slot: 2 }, material: cryptogram }],
    [tmk1, { material: cryptogram }],
    [tmk1, { material: { form: 'key-block', block: 'B0' } }],
    [tmk1, { material: { form: 'clear', secret: openSecret('0123456789ABCDEF') } }],
    [tmk1, { usage: 'TLK', under: tlk, material: cryptogram }],
    [tpk3, { under: null }],
    [tpk3, { under: { usage: 'TAK', slot: 1 } }],
    [tpk3, { material: { form: 'cryptogram', bytes: new Uint8Array(272) } }],
    [tmk1, { expected: { method: 'pax-mac', hex: '05A127AD' } }],
    [tpk3, { expected: { method: 'pax-mac', hex: '05A127' } }],
    [ik, { expected: { method: 'pax-mac', hex: '05A127AD' }, under: tlk }],
    [ik, { material: { form: 'clear', secret: initial } }],
    [ik, { under: tlk }],
    [ik, { material: { form: 'initial-key', secret: initial, ksn, key: k1 } }],
    [ik, { under: { usage: 'TMK', slot: 1 }, material: { form: 'initial-key', secret: initial, ksn, key: k1 } }],
    [ik, { material: { form: 'initial-key', secret: initial, ksn: ksn.subarray(2), key: null } }],
  ]
  for (const [request, over] of cases) {
    const { line, clock, session } = setUp(['00000000'])
    await assert.rejects(clock.until(session.load({ ...request, ...over }, ticket)), fault('devices/cannot-load'))
    assert.deepEqual(line.sent, [])
    assert.deepEqual(line.tickets, [])
  }
})

test('a TLK erases everything, and no other load erases anything', () => {
  const { session } = setUp([])
  assert.equal(session.erases({ ...tmk1, usage: 'TLK' }), 'everything')
  for (const request of [tmk1, tpk3, ik]) assert.equal(session.erases(request), null)
})

test('a serial number comes behind its length or plain, as the setting reads it', async () => {
  for (const [answer, settings, serial] of [
    ['083832303030303031', {}, '82000001'],
    ['3832303030303031', {}, '82000001'],
    ['083832303030303031', { 'serial-text': 'plain' }, '\\x0882000001'],
    ['3832303030303031', { 'serial-text': 'length-first' }, null],
    ['', {}, null],
    ['00', {}, null],
    ['2020', {}, null],
    ['38320041', {}, '82'],
  ] as const) {
    const { clock, session } = setUp(['FFFFFEB9', `00000000${answer}`], settings as SettingValues)
    assert.equal((await clock.until(session.identify())).serial, serial, answer)
  }
})

test('a device that answers a question of identity by another code is not identified', async () => {
  const { clock, session } = setUp(['FFFFFEC0'])
  await assert.rejects(clock.until(session.identify()), fault('wire/bad-reply'))
})

test('a question goes out as often as the setting says, and its ACK is waited for as long', async () => {
  for (const [settings, times, ms] of [
    [{}, 2, 2000],
    [{ tries: '1' }, 1, 2000],
    [{ tries: '3', 'ack-ms': '500' }, 3, 500],
  ] as const) {
    const { line, clock, session } = setUp([], settings as SettingValues)
    await assert.rejects(clock.until(session.identify()), fault('wire/silent'))
    assert.equal(line.sent.length, times)
    assert.ok(Math.abs(clock.now() - ms * (2 * times - 1)) < 10, `${clock.now()} ms`)
  }
})

test('the trace shows no key and no check value', async () => {
  const { line, clock, session } = setUp(['00000000', '0000000008D7B4FB'])
  await clock.until(session.load(tmk1, ticket))
  await clock.until(session.readKcv({ usage: 'TMK', slot: 1 }))
  const trace = line.traced.join('\n')
  assert.match(trace, /key ··16 mode 01 info-length 05 kcv-length 04 kcv ··4/)
  assert.doesNotMatch(trace, /0123456789AB|08D7B4/)
})

test('what it can load follows the settings', () => {
  const row = (usage: string, settings: SettingValues = {}) =>
    paxD.loads(settings).find((each) => each.usage === usage)!
  assert.deepEqual(
    paxD.loads({}).map(({ usage, provenance, readBack }) => [usage, provenance, readBack]),
    [
      ['TLK', 'checked', true],
      ['TMK', 'checked', true],
      ['TPK', 'checked', true],
      ['TAK', 'checked', true],
      ['TDK', 'checked', true],
      ['IK', 'echoed', false],
    ],
  )
  assert.deepEqual(
    [row('TMK').slots, row('TMK', { 'highest-slot': '20' }).slots],
    [
      [1, 100],
      [1, 20],
    ],
  )
  assert.deepEqual([row('TLK').slots, row('TLK').travels, row('TLK').under], [[1, 1], 'clear', []])
  for (const { provenance } of paxD.loads({ 'kcv-send': 'none' })) assert.equal(provenance, 'none')
})

test('every setting has its default among its values', () => {
  for (const setting of paxD.settings) assert.ok(setting.values.includes(setting.default), setting.name)
})

test('closing the session closes its line and ends who waits', async () => {
  const { line, clock, session } = setUp([])
  const answer = session.identify()
  await clock.advance(10)
  await session.close()
  await assert.rejects(answer, fault('wire/gone'))
  assert.ok(line.closed)
})

test('it is known by its name, and no USB id suggests it', () => {
  assert.equal(driverOf('pax-d'), paxD)
  const port = { path: '/dev/ttyACM0', vendorId: '1234', productId: '0101', serialNumber: null }
  assert.deepEqual(portsWithDrivers([port], [paxD])[0]!.drivers, [])
})
