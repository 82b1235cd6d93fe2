// What the K21 driver makes of requests and answers, beside the transcripts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LoadMaterial, LoadRequest, SettingValues } from '../../electron/devices/driver.js'
import { portsWithDrivers } from '../../electron/devices/find.js'
import { driverOf } from '../../electron/devices/index.js'
import { newlandK21 } from '../../electron/devices/newland-k21/index.js'
import { ticket } from '../wire/memory-line.js'
import { body, fault, key, setUp, tmk2 } from './newland-k21-setup.js'

test('of the expected check value six bytes go along, or four, or three, or none', async () => {
  for (const [known, sent] of [
    ['08D7B4FB629D0885', '000608D7B4FB629D'],
    ['08D7B4FB62', '000408D7B4FB'],
    ['08D7B4', '000308D7B4'],
  ] as const) {
    const { line, clock, session } = setUp('30303030')
    await clock.until(session.load({ ...tmk2, expected: { method: 'tdes-zeros', hex: known } }, ticket))
    assert.ok(body(line).endsWith(`FF${sent}`))
  }
  for (const [settings, expected] of [
    [{ 'kcv-send': 'none' }, tmk2.expected],
    [{}, null],
    [{}, { method: 'tdes-cmac', hex: '08D7B4FB' }],
  ] as const) {
    const { line, clock, session } = setUp('30303030', settings)
    await clock.until(session.load({ ...tmk2, expected }, ticket))
    assert.equal(body(line), '02020016492B274F0AB4DBCEC93F4BAB890B6406')
  }
})

test('a load under a master key names it even where no check value is known', async () => {
  const { line, clock, session } = setUp('30303030')
  await clock.until(session.load({ ...tmk2, under: { usage: 'TMK', slot: 9 }, expected: null }, ticket))
  assert.ok(body(line).startsWith('04020016') && body(line).endsWith('090000'))
})

test('a working key without a known check value keeps the empty field, for without it the device answers 41', async () => {
  const { line, clock, session } = setUp('30303030')
  const clear: LoadRequest = {
    ...tmk2,
    usage: 'TPK',
    under: null,
    material: { form: 'clear', secret: key },
    expected: null,
  }
  await clock.until(session.load(clear, ticket))
  assert.equal(body(line), '0201020016' + '0123456789ABCDEFFEDCBA9876543210' + '000001')
})

test('code 41 alone says that the check value disagrees', async () => {
  for (const [answer, code, disagrees] of [
    ['30303431', '41', true],
    ['30303435', '45', false],
    ['3431', '41', false],
    ['30303939', '99', false],
  ] as const) {
    const { clock, session } = setUp(answer)
    const reply = await clock.until(session.load(tmk2, ticket))
    assert.ok(reply.kind === 'refused')
    assert.equal(reply.code, code)
    assert.equal(reply.kcvDisagrees, disagrees)
  }
})

test('an answer that the protocol does not know is never a success', async () => {
  for (const answer of [
    '3030',
    '30303',
    '4F4B30',
    '3030303008',
    '3030303008D7B4FB629D088508',
    '3036303008D7B4FB',
    '30FF',
  ]) {
    const { line, clock, session } = setUp(answer.length % 2 ? `${answer}0` : answer)
    await assert.rejects(clock.until(session.load(tmk2, ticket)), fault('wire/bad-reply'), answer)
    assert.equal(line.sent.length, 1)
  }
})

test('a general code other than 00 beside result 00 counts as success only where the setting ignores it', async () => {
  const { clock, session } = setUp('3036303008D7B4FB629D0885', { 'response-code': 'ignored' })
  const reply = await clock.until(session.load(tmk2, ticket))
  assert.deepEqual(reply, {
    kind: 'accepted',
    code: '00',
    reported: { method: 'tdes-zeros', hex: '08D7B4FB629D0885' },
    provenance: 'computed',
  })
})

test('an accepted load without a check value reports none', async () => {
  const { clock, session } = setUp('30303030')
  const reply = await clock.until(session.load(tmk2, ticket))
  assert.ok(reply.kind === 'accepted')
  assert.equal(reply.reported, null)
})

test('a master key slot is unknown, never empty, while read-back of it is off', async () => {
  const { line, clock, session } = setUp('30303437')
  assert.deepEqual(await clock.until(session.slots([{ usage: 'TMK', slot: 2 }])), [
    { slot: 2, usage: 'TMK', state: 'unknown', kcv: null },
  ])
  assert.deepEqual(line.sent, [])
})

test('a read-back that fails by another code is a fault, and no empty slot', async () => {
  for (const answer of ['30303433', '3437', '30303030']) {
    const { clock, session } = setUp(answer)
    await assert.rejects(clock.until(session.readKcv({ usage: 'TAK', slot: 1 })), fault('wire/bad-reply'), answer)
  }
})

test('reading is asked again once, or never where the setting says so', async () => {
  for (const [settings, times] of [
    [{}, 2],
    [{ resend: 'never' }, 1],
  ] as const) {
    const { line, clock, session } = setUp('', settings)
    await assert.rejects(clock.until(session.identify()), fault('wire/silent'))
    assert.equal(line.sent.length, times)
  }
})

test('material that does not fit the usage is refused before the ticket is spent', async () => {
  const clear: LoadMaterial = { form: 'clear', secret: key }
  const block: LoadMaterial = { form: 'key-block', block: 'B0' }
  const cases: Partial<LoadRequest>[] = [
    { material: clear },
    { material: block },
    { under: null },
    { usage: 'KEK' },
    { usage: 'TPK' },
    { usage: 'TPK', under: null },
    { usage: 'TLK', material: clear },
  ]
  for (const over of cases) {
    const { line, clock, session } = setUp('30303030')
    await assert.rejects(clock.until(session.load({ ...tmk2, ...over }, ticket)), fault('devices/cannot-load'))
    assert.deepEqual(line.sent, [])
    assert.deepEqual(line.tickets, [])
  }
})

test('deleting one key goes by its type byte where the setting reads the form so', async () => {
  const { line, clock, session } = setUp('3030', { 'delete-one': 'type-byte' })
  await clock.until(session.erase!({ usage: 'TAK', slot: 9 }, ticket))
  assert.equal(body(line), '03000109')
  await assert.rejects(clock.until(session.erase!({ usage: 'TMK', slot: 2 }, ticket)), fault('devices/cannot-load'))
  const indexes = setUp('3030', { 'delete-all': 'indexes-1-200' })
  await indexes.clock.until(indexes.session.erase!('all', ticket))
  assert.equal(body(indexes.line), '050000')
  const refusing = setUp('3439')
  const reply = await refusing.clock.until(refusing.session.erase!('all', ticket))
  assert.ok(reply.kind === 'refused')
})

test('what it can load follows the settings', () => {
  const row = (usage: string, settings: SettingValues = {}) =>
    newlandK21.loads(settings).find((each) => each.usage === usage)!
  assert.equal(row('TMK').readBack, false)
  assert.equal(row('TMK', { 'tmk-read-back': 'type-00' }).readBack, true)
  assert.deepEqual([row('TLK').travels, row('TLK', { 'tlk-under': 'itself' }).travels], ['under', 'clear'])
  assert.deepEqual(row('TLK').slots, [1, 1])
  assert.equal(row('TLK').factoryKey, '31313131313131313131313131313131')
  assert.equal(row('TMK').factoryKey, undefined)
  assert.equal(row('TLK', { 'tlk-under': 'itself' }).factoryKey, undefined)
  assert.equal(row('IK').provenance, 'echoed')
  assert.deepEqual(
    ['TPK', 'TAK', 'TDK'].map((usage) => row(usage).readBack),
    [true, true, true],
  )
})

test('every setting has its default among its values', () => {
  for (const setting of newlandK21.settings) assert.ok(setting.values.includes(setting.default), setting.name)
})

test('closing the session closes its line and ends who waits', async () => {
  const { line, clock, session } = setUp('')
  const answer = session.identify()
  await clock.advance(10)
  await session.close()
  await assert.rejects(answer, fault('wire/gone'))
  assert.ok(line.closed)
})

test('a port with the maker’s USB vendor id suggests the driver, another suggests none', () => {
  const port = { path: '/dev/ttyACM0', vendorId: '1eab', productId: '0001', serialNumber: null }
  const ports = portsWithDrivers([port, { ...port, vendorId: '0403' }, { ...port, vendorId: null }])
  assert.deepEqual(
    ports.map((each) => each.drivers),
    [['newland-k21'], [], []],
  )
})

test('a driver that is not there is named with those that are', () => {
  assert.equal(driverOf('newland-k21'), newlandK21)
  assert.throws(
    () => driverOf('newland'),
    (thrown) => fault('devices/unknown-driver')(thrown) && `${thrown}`.includes('newland-k21'),
  )
})
