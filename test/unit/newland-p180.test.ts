// What the P180 driver makes of requests and answers, beside the transcripts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LoadMaterial, LoadRequest, SettingValues } from '../../electron/devices/driver.js'
import { portsWithDrivers } from '../../electron/devices/find.js'
import { driverOf } from '../../electron/devices/index.js'
import { newlandP180 } from '../../electron/devices/newland-p180/index.js'
import { bytes, hex, openSecret, ticket } from '../wire/memory-line.js'
import { fault, k1, k2, parameters, setUp, tpk3 } from './newland-p180-setup.js'

const OK = '3030'
const K2_UNDER_K1 = '9B3A7B883A100F73B4ABA2BB791C50E7'

test('each usage has its byte in a load and another in a question', async () => {
  for (const [usage, slot, load, question] of [
    ['TMK', 3, '01020303', '0300'],
    ['TPK', 3, '01020003', '0301'],
    ['TAK', 3, '01020103', '0302'],
    ['TDK', 129, '01020281', '8103'],
  ] as const) {
    const loading = setUp([OK])
    await loading.clock.until(loading.session.load({ ...tpk3, usage, slot }, ticket))
    assert.equal(parameters(loading.line), `${load}0010${K2_UNDER_K1}D2B91C`)
    const asking = setUp(['0308D7B4'])
    await asking.clock.until(asking.session.readKcv({ usage, slot }))
    assert.equal(parameters(asking.line), question)
  }
})

test('a key of 24 bytes says its length in two bytes', async () => {
  const { line, clock, session } = setUp([OK])
  const material: LoadMaterial = { form: 'cryptogram', bytes: new Uint8Array(24).fill(0xa5) }
  await clock.until(session.load({ ...tpk3, material, expected: null }, ticket))
  assert.equal(parameters(line), `010200030018${'A5'.repeat(24)}`)
})

test('a key goes under its key-encrypting key in CBC where the setting has it', async () => {
  const { line, clock, session } = setUp([OK], { 'under-mode': 'cbc' })
  await clock.until(session.load(tpk3, ticket))
  assert.equal(parameters(line), '010200030010' + '9B3A7B883A100F73D0B3E5FA910EE823' + 'D2B91C')
})

test('three bytes of the expected value go along, or none where the setting, the method or its length forbids', async () => {
  for (const [over, settings, kcv] of [
    [{}, {}, 'D2B91C'],
    [{ expected: { method: 'tdes-zeros', hex: 'D2B91C' } }, {}, 'D2B91C'],
    [{ expected: { method: 'tdes-zeros', hex: 'D2B9' } }, {}, ''],
    [{ expected: { method: 'tdes-cmac', hex: 'D2B91CC5' } }, {}, ''],
    [{ expected: null }, {}, ''],
    [{}, { 'kcv-send': 'none' }, ''],
  ] as const) {
    const { line, clock, session } = setUp([OK], settings as SettingValues)
    await clock.until(session.load({ ...tpk3, ...(over as Partial<LoadRequest>) }, ticket))
    assert.equal(parameters(line).slice(44), kcv)
  }
})

test('a TR-31 block is relayed as it is where the setting has it, and refused before anything is sent where not', async () => {
  const block = 'B0016P0TE00N0000'
  const request: LoadRequest = { ...tpk3, material: { form: 'key-block', block } }
  const relaying = setUp([OK], { 'key-blocks': 'relayed' })
  await relaying.clock.until(relaying.session.load(request, ticket))
  assert.equal(parameters(relaying.line), `010000030010${hex(Buffer.from(block))}D2B91C`)
  const usual = setUp([OK])
  await assert.rejects(usual.clock.until(usual.session.load(request, ticket)), fault('devices/cannot-load'))
  assert.deepEqual(usual.line.sent, [])
  assert.ok(newlandP180.loads({ 'key-blocks': 'relayed' })[0]!.forms.includes('key-block'))
  assert.ok(!newlandP180.loads({})[0]!.forms.includes('key-block'))
})

test('00 alone is success, and proves nothing; any other code is a refusal that blames no check value', async () => {
  for (const [answer, code] of [
    [OK, '00'],
    ['3031', '01'],
    ['4531', 'E1'],
    ['7A7A', 'zz'],
  ] as const) {
    const { clock, session } = setUp([answer])
    const reply = await clock.until(session.load(tpk3, ticket))
    assert.equal(reply.code, code)
    if (code === '00') assert.deepEqual(reply, { kind: 'accepted', code, reported: null, provenance: 'none' })
    else assert.ok(reply.kind === 'refused' && !reply.kcvDisagrees && reply.meaning.zh.includes(code))
  }
})

test('an answer that is no code is never a success, and the load is sent once', async () => {
  for (const answer of ['', '30', '303030', '0000', '3020', '08D7B4', '1B5B']) {
    const { line, clock, session } = setUp([answer])
    await assert.rejects(clock.until(session.load(tpk3, ticket)), fault('wire/bad-reply'), answer)
    assert.deepEqual(line.sent.slice(1), ['06'])
    assert.equal(line.tickets.length, 1)
  }
})

test('an answer to another command is not taken for this one’s', async () => {
  const { line, clock, session } = setUp([])
  // 53 with a code in it, 60's answer, and the command itself come back.
  line.answer = (sent) => line.say(`06${'02000535332F3030032F'}${'02000536312F3030032E'}${sent}`)
  await assert.rejects(clock.until(session.load(tpk3, ticket)), fault('wire/silent'))
  assert.equal(line.sent.length, 1)
})

test('a check value is three bytes behind one that the setting allows', async () => {
  const ask = async (answer: string, settings: SettingValues = {}) => {
    const { clock, session } = setUp([answer], settings)
    return clock.until(session.readKcv({ usage: 'TMK', slot: 1 }))
  }
  const found = { state: 'filled', reported: { method: 'tdes-zeros', hex: '08D7B4' } }
  for (const [answer, setting] of [
    ['0308D7B4', 'length-or-status'],
    ['0008D7B4', 'length-or-status'],
    ['0308D7B4', 'length'],
    ['0008D7B4', 'status'],
    ['7F08D7B4', 'any'],
  ] as const)
    assert.deepEqual(await ask(answer, { 'kcv-mark': setting }), found)
  for (const [answer, setting] of [
    ['0408D7B4', 'length-or-status'],
    ['0008D7B4', 'length'],
    ['0308D7B4', 'status'],
    ['08D7B4', 'any'],
    ['0308D7B4FB', 'any'],
    ['3030', 'any'],
    ['', 'any'],
  ] as const) {
    await assert.rejects(ask(answer, { 'kcv-mark': setting }), fault('wire/bad-reply'), answer)
    assert.deepEqual(await ask(answer, { 'kcv-mark': setting, 'no-kcv': 'empty' }), { state: 'empty' })
  }
})

test('material that does not fit the usage is refused before the ticket is spent, and before one is minted', async () => {
  const cryptogram = { form: 'cryptogram', bytes: bytes(K2_UNDER_K1) } as const
  const ksn = bytes('FFFF9876543210E00000')
  const cases: Partial<LoadRequest>[] = [
    { usage: 'TLK' },
    { usage: 'IK', material: { form: 'initial-key', secret: k2, ksn, key: k1 } },
    { under: null },
    { under: null, material: { form: 'clear', secret: k2 } },
    { material: { form: 'clear', secret: k2 } },
    { under: { usage: 'TLK', slot: 1 }, material: cryptogram },
    { under: { usage: 'TPK', slot: 1 }, material: cryptogram },
    { usage: 'TDK', slot: 130, material: cryptogram },
    { material: { form: 'cryptogram', bytes: new Uint8Array(8) } },
    { material: { form: 'cryptogram', bytes: new Uint8Array(32) } },
    { material: { form: 'wrapped', secret: openSecret('0123456789ABCDEF'), key: k1 } },
  ]
  for (const over of cases) {
    const { line, clock, session } = setUp([OK])
    const request = { ...tpk3, ...over }
    await assert.rejects(clock.until(session.load(request, ticket)), fault('devices/cannot-load'))
    assert.throws(() => session.erases(request), fault('devices/cannot-load'))
    assert.deepEqual([line.sent, line.tickets], [[], []])
  }
})

test('a load erases nothing but its own slot', () => {
  assert.equal(setUp([]).session.erases(tpk3), null)
})

test('what it can load follows the settings', () => {
  const rows = (settings: SettingValues = {}) =>
    newlandP180.loads(settings).map(({ usage, slots, under }) => [usage, ...slots, ...under])
  assert.deepEqual(rows(), [
    ['TMK', 1, 127, 'TMK', 'TLK'],
    ['TPK', 1, 127, 'TMK'],
    ['TAK', 1, 127, 'TMK'],
    ['TDK', 129, 255, 'TMK'],
  ])
  assert.deepEqual(rows({ 'highest-index': '10' })[3], ['TDK', 129, 138, 'TMK'])
  assert.deepEqual(rows({ 'highest-index': '255' })[3], ['TDK', 129, 255, 'TMK'])
  for (const row of newlandP180.loads({}))
    assert.deepEqual([row.provenance, row.readBack, row.travels, row.kcvBytes], ['computed', true, 'under', [3]])
})

test('a question goes out as often as the setting says, and its ACK is waited for as long', async () => {
  for (const [settings, times, ms] of [
    [{}, 2, 5000],
    [{ tries: '1', 'ack-ms': '500' }, 1, 500],
    [{ tries: '3', 'ack-ms': '1000' }, 3, 1000],
  ] as const) {
    const { line, clock, session } = setUp([], settings as SettingValues)
    await assert.rejects(clock.until(session.identify()), fault('wire/silent'))
    assert.equal(line.sent.length, times)
    // Before a question goes out again the line is silent for as long as was waited.
    assert.ok(Math.abs(clock.now() - ms * (2 * times - 1)) < 10, `${clock.now()} ms`)
  }
})

test('an answer that nobody waits for is acknowledged where the setting has it, and never believed', async () => {
  for (const [settings, sent] of [
    [{}, []],
    [{ 'unasked-answer': 'acknowledge' }, ['06']],
  ] as const) {
    const { line } = setUp([], settings as SettingValues)
    line.say('02000535312F3030032D')
    assert.deepEqual(line.sent, sent)
  }
})

test('the trace shows no key and no check value', async () => {
  const { line, clock, session } = setUp([OK, '0308D7B4'])
  await clock.until(session.load(tpk3, ticket))
  await clock.until(session.readKcv({ usage: 'TMK', slot: 1 }))
  const trace = line.traced.join('\n')
  assert.match(trace, /key-length 0010 key ··16 kcv ··3/)
  assert.match(trace, /← read-kcv #2 03 ··3/)
  assert.doesNotMatch(trace, /9B3A7B|1111|D2B91C|08D7B4/)
})

test('every setting has its default among its values', () => {
  for (const setting of newlandP180.settings) assert.ok(setting.values.includes(setting.default), setting.name)
})

test('closing the session closes its line and ends who waits', async () => {
  const { line, clock, session } = setUp([])
  const answer = session.identify()
  await clock.advance(10)
  await session.close()
  await assert.rejects(answer, fault('wire/gone'))
  assert.ok(line.closed)
})

test('it is known by its name, and the maker’s USB vendor id does not suggest it', () => {
  assert.equal(driverOf('newland-p180'), newlandP180)
  const port = { path: '/dev/ttyACM0', vendorId: '1eab', productId: '0001', serialNumber: null }
  assert.deepEqual(portsWithDrivers([port], [newlandP180])[0]!.drivers, [])
})
