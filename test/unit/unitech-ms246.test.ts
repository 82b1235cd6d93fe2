// What the MS246 driver makes of requests and answers, beside the transcripts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../electron/contract/fault.js'
import type { LoadRequest, SettingValues } from '../../electron/devices/driver.js'
import { portsWithDrivers } from '../../electron/devices/find.js'
import { driverOf } from '../../electron/devices/index.js'
import { unitechMs246 } from '../../electron/devices/unitech-ms246/index.js'
import { stxBase64Lrc } from '../../electron/wire/codecs/stx-base64-lrc.js'
import { render } from '../../electron/wire/render.js'
import { bytes, hex, MemoryLine, openSecret, ticket } from '../wire/memory-line.js'
import { VirtualClock } from '../wire/virtual-clock.js'

/** The ANSI initial key: E(key, 00×8) = AF8C074A692A3666. */
const initial = openSecret('6AC292FAA1315B4D858AB3A3D7D5933A')
const ksn = bytes('FFFF9876543210E00000')
const ik: LoadRequest = {
  usage: 'IK',
  slot: 1,
  algorithm: 'tdes',
  material: { form: 'initial-key', secret: initial, ksn, key: null },
  under: null,
  expected: { method: 'tdes-zeros', hex: 'AF8C074A692A3666' },
}
const AF8C07 = '414638433037'
const fault = (code: string) => (thrown: unknown) => thrown instanceof Fault && thrown.code === code
const answer = (data: string, sub = '00') => hex(render(stxBase64Lrc().encode([bytes(`FF${sub}`), bytes(data)])))

/** @param says what the reader says to each frame, in order; after the last it is silent */
function setUp(says: readonly string[], settings: SettingValues = {}) {
  const line = new MemoryLine()
  const clock = new VirtualClock()
  const left = [...says]
  line.answer = () => {
    const said = left.shift()
    if (said) clock.after(1, () => line.say(said))
  }
  return { line, clock, session: unitechMs246.open(line, settings, clock) }
}
/** Bodies of the frames sent. */
const bodies = (line: MemoryLine): string[] =>
  line.sent.flatMap((frame) =>
    stxBase64Lrc()
      .decoder()
      .push(bytes(frame))
      .map((item) => (item.kind === 'frame' ? hex(item.body) : item.kind)),
  )
const KSN_BODY = 'FF0A32' + '46464646393837363534333231304530'
const KEY_BODY = 'FF0A33' + '3641433239324641413133313542344438353841423341334437443539333341'

test('the serial number and the key are two frames, and the ticket is spent once', async () => {
  for (const [setting, expected] of [
    ['before-key', [KSN_BODY, KEY_BODY]],
    ['after-key', [KEY_BODY, KSN_BODY]],
    ['unsent', [KEY_BODY]],
  ] as const) {
    const key = `06${answer(AF8C07)}`
    const says = setting === 'before-key' ? [`06${answer('')}`, key] : [key, `06${answer('')}`]
    const { line, clock, session } = setUp(says, { ksn: setting })
    const reply = await clock.until(session.load(ik, ticket))
    assert.deepEqual(reply, {
      kind: 'accepted',
      code: '00',
      reported: { method: 'tdes-zeros', hex: 'AF8C07' },
      provenance: 'computed',
    })
    assert.deepEqual(bodies(line), expected)
    assert.equal(line.tickets.length, 1)
  }
})

test('the second frame goes by the way that is made for it, on the ticket of the first', async () => {
  const { line, clock, session } = setUp(['06', `06${answer(AF8C07)}`])
  const further: string[] = []
  const { furtherArmed } = line
  line.furtherArmed = (layout) => {
    further.push('further')
    return furtherArmed.call(line, layout)
  }
  await clock.until(session.load(ik, ticket))
  assert.deepEqual([further, line.sent.length, line.tickets], [['further'], 2, [ticket]])
})

test('on a line that cannot send two frames for one load it is refused before anything is armed', () => {
  const { line, session } = setUp([])
  Object.assign(line, { furtherArmed: undefined })
  assert.throws(() => session.erases(ik), fault('devices/cannot-load'))
  const alone = setUp([], { ksn: 'unsent' })
  Object.assign(alone.line, { furtherArmed: undefined })
  assert.equal(alone.session.erases(ik), null)
})

test('a port that vanishes between the two frames leaves the key unsent', async () => {
  const { line, clock, session } = setUp([])
  line.answer = () => clock.after(1, () => line.vanish())
  await assert.rejects(clock.until(session.load(ik, ticket)), fault('wire/gone'))
  assert.deepEqual(bodies(line), [KSN_BODY])
})

test('a check value is six hex digits, and nothing else is one', async () => {
  for (const data of ['', '414638', '41463843303700', '4146384330', '41463843302F', '303030303047']) {
    const { line, clock, session } = setUp([`06${answer(data)}`], { ksn: 'unsent' })
    await assert.rejects(clock.until(session.load(ik, ticket)), fault('wire/bad-reply'), data)
    assert.deepEqual(bodies(line), [KEY_BODY])
  }
})

test('whatever the answer to a load lacks, the load is not sent again', async () => {
  for (const [said, code] of [
    ['', 'wire/silent'],
    ['06', 'wire/silent'],
    [answer(AF8C07), 'wire/silent'],
    [`06${answer(AF8C07, '0A')}`, 'wire/silent'],
    [`06${answer(AF8C07).slice(0, -2)}00`, 'wire/bad-check'],
    [`06${answer(AF8C07).slice(0, -2)}`, 'wire/silent'],
  ] as const) {
    const { line, clock, session } = setUp([said], { ksn: 'unsent' })
    await assert.rejects(clock.until(session.load(ik, ticket)), fault(code), said)
    assert.deepEqual(bodies(line), [KEY_BODY])
  }
})

test('a refused serial number leaves the reader as it was, and a key refused behind it does not: each has its own code', async () => {
  const codeOf = async (answers: string[], settings = {}) => {
    const { clock, session } = setUp(answers, settings)
    const reply = await clock.until(session.load(ik, ticket))
    return [reply.kind, reply.code]
  }
  assert.deepEqual(await codeOf(['15']), ['refused', 'NAK'])
  assert.deepEqual(await codeOf(['06', '15']), ['refused', 'NAK-AFTER-KSN'])
  assert.deepEqual(await codeOf(['15'], { ksn: 'unsent' }), ['refused', 'NAK'])
})

test('a late answer to the serial number is no answer to the key', async () => {
  const { clock, session } = setUp(['06', `${answer('')}06`])
  await assert.rejects(clock.until(session.load(ik, ticket)), fault('wire/silent'))
  const behind = setUp(['06', `06${answer('')}`])
  await assert.rejects(behind.clock.until(behind.session.load(ik, ticket)), fault('wire/bad-reply'))
})

test('what a line echoes of a load is wiped, and its key is not taken in', async () => {
  const { line, clock, session } = setUp([], { ksn: 'unsent' })
  const chunks: Uint8Array[] = []
  const heard: ((chunk: Uint8Array) => void)[] = []
  line.onBytes = (hear) => {
    heard.push(hear)
    return () => {}
  }
  const listening = unitechMs246.open(line, { ksn: 'unsent' }, clock)
  line.answer = (sent) => {
    for (const said of [sent, `06${answer(AF8C07)}`]) {
      const chunk = bytes(said)
      chunks.push(chunk)
      clock.after(1, () => {
        for (const hear of heard) hear(chunk)
      })
    }
  }
  const reply = await clock.until(listening.load(ik, ticket))
  assert.ok(reply.kind === 'accepted')
  assert.ok(chunks[0]!.every((byte) => byte === 0))
  await session.close()
})

test('material that does not fit is refused before the ticket is spent, and before one is minted', async () => {
  const initialKey = { form: 'initial-key', secret: initial, ksn, key: null } as const
  const cases: Partial<LoadRequest>[] = [
    { usage: 'TMK' },
    { slot: 0 },
    { slot: 2 },
    { material: { form: 'clear', secret: initial } },
    { material: { form: 'cryptogram', bytes: new Uint8Array(16) } },
    { under: { usage: 'TLK', slot: 1 } },
    { material: { ...initialKey, key: initial } },
    { material: { ...initialKey, secret: openSecret('0123456789ABCDEF') } },
    { material: { ...initialKey, ksn: ksn.subarray(2) } },
    { material: { ...initialKey, ksn: bytes('FFFF9876543210E00001') } },
    { material: { ...initialKey, ksn: bytes('FFFF9876543210E00100') } },
    { material: { ...initialKey, ksn: new Uint8Array(12) } },
  ]
  for (const over of cases) {
    const { line, clock, session } = setUp([])
    const request = { ...ik, ...over }
    await assert.rejects(clock.until(session.load(request, ticket)), fault('devices/cannot-load'))
    assert.throws(() => session.erases(request), fault('devices/cannot-load'))
    assert.deepEqual([line.sent, line.tickets], [[], []])
  }
})

test('the status question goes out as often as the setting says, and waits as long for its ACK', async () => {
  for (const [settings, times] of [
    [{}, 2],
    [{ tries: '1', 'ack-ms': '500' }, 1],
    [{ tries: '3' }, 3],
  ] as const) {
    const { line, clock, session } = setUp([], settings as SettingValues)
    await assert.rejects(clock.until(session.identify()), fault('wire/silent'))
    assert.deepEqual(bodies(line), Array(times).fill('FF1302'))
  }
})

test('a frame is acknowledged by nobody', async () => {
  const { line, clock, session } = setUp([`06${answer('')}`])
  await clock.until(session.identify())
  assert.deepEqual(bodies(line), ['FF1302'])
  line.say(answer(''))
  assert.equal(line.sent.length, 1)
})

test('the trace shows no key and no check value', async () => {
  const { line, clock, session } = setUp(['06', `06${answer(AF8C07)}`])
  await clock.until(session.load(ik, ticket))
  const trace = line.traced.join('\n')
  assert.match(trace, /store-key #2 kind 33 key ··32/)
  assert.match(trace, /← store-key #2 00 ··6/)
  assert.doesNotMatch(trace, /6AC292|364143|414638|AF8C07/i)
})

test('it loads one initial key in clear, whose check value it has made itself, and reads nothing back', async () => {
  const [row, ...others] = unitechMs246.loads({})
  assert.deepEqual(others, [])
  assert.deepEqual(
    [row!.usage, row!.forms, row!.slots, row!.travels, row!.provenance, row!.kcvBytes, row!.readBack],
    ['IK', ['initial-key'], [1, 1], 'clear', 'computed', [3], false],
  )
  assert.equal(setUp([]).session.erase, undefined)
})

test('every setting has its default among its values', () => {
  for (const setting of unitechMs246.settings) assert.ok(setting.values.includes(setting.default), setting.name)
})

test('closing the session closes its line and ends who waits', async () => {
  const { line, clock, session } = setUp([])
  const waiting = session.identify()
  await clock.advance(10)
  await session.close()
  await assert.rejects(waiting, fault('wire/gone'))
  assert.ok(line.closed)
})

test('it is known by its name, and no USB id suggests it', () => {
  assert.equal(driverOf('unitech-ms246'), unitechMs246)
  const port = { path: '/dev/ttyACM0', vendorId: '1234', productId: '0246', serialNumber: null }
  assert.deepEqual(portsWithDrivers([port], [unitechMs246])[0]!.drivers, [])
})
