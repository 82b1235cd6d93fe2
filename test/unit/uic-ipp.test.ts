// What the UIC / IPP driver makes of requests and answers, beside the transcripts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LoadMaterial, LoadRequest, SettingValues } from '../../electron/devices/driver.js'
import { uicIpp } from '../../electron/devices/uic-ipp/index.js'
import { ticket } from '../wire/memory-line.js'
import { BLOCK_A, block, clear, fault, frame, K1, key, loaded, setUp, tmk } from './uic-ipp-setup.js'

test('nothing that it loads has a check value, and presence is claimed only where it is asked', () => {
  const rows = uicIpp.loads({})
  assert.deepEqual(
    rows.map(({ usage, slots, provenance }) => `${usage} ${slots.join('-')} ${provenance}`),
    [
      'KEK 1-1 presence',
      'TLK 1-1 presence',
      'TMK 0-9 presence',
      'TPK 0-9 presence',
      'TAK 1-4 presence',
      'TDK 1-1 presence',
      'IK 1-2 none',
    ],
  )
  for (const row of rows) assert.deepEqual([row.kcvBytes, row.readBack], [[], false])
  const staying = uicIpp.loads({ 'after-load': 'stay-in-mode' })
  assert.deepEqual([...new Set(staying.map((row) => row.provenance))], ['none'])
  const verifone = uicIpp.loads({ dialect: 'verifone' })
  assert.deepEqual(
    verifone.map(({ usage, algorithms, forms }) => [usage, ...algorithms, ...forms]),
    [
      ['TMK', 'des', 'components'],
      ['TPK', 'des', 'components'],
    ],
  )
})

test('a clear key names every other place as one it erases, a key block none', () => {
  const { session } = setUp()
  const erased = session.erases(tmk(3, clear))
  assert.ok(Array.isArray(erased))
  assert.deepEqual(
    erased.map(({ usage, slot }) => `${usage}${slot}`),
    'TMK0 TMK1 TMK2 TMK4 TMK5 TMK6 TMK7 TMK8 TMK9 TAK1 TAK2 TAK3 TAK4 KEK1 TDK1'.split(' '),
  )
  const pin = session.erases({ ...tmk(3, clear), usage: 'TPK' })
  assert.deepEqual(pin, erased)
  const loader = session.erases({ ...tmk(1, clear), usage: 'TLK' })
  assert.ok(Array.isArray(loader) && loader.every(({ usage }) => usage !== 'KEK'))
  assert.equal(session.erases(tmk(3)), null)
  assert.equal(setUp(loaded, { dialect: 'verifone' }).session.erases(single), null)
})

const single: LoadRequest = {
  ...tmk(0),
  under: null,
  material: { form: 'clear', secret: { bytes: 8, [Symbol.dispose]: () => {} }, echoes: () => true },
}

test('what does not fit is refused before the ticket is spent, and already when the erase gate asks', async () => {
  const secret = (length: number): LoadMaterial => ({
    form: 'clear',
    secret: { bytes: length, [Symbol.dispose]: () => {} },
    echoes: () => true,
  })
  const cases: (Partial<LoadRequest> & { settings?: SettingValues })[] = [
    { slot: 10 },
    { usage: 'TAK', slot: 0 },
    { usage: 'TAK', slot: 5 },
    { usage: 'KEK', slot: 0 },
    { usage: 'IK', slot: 3 },
    { usage: 'IK', slot: 1, material: clear, under: null },
    { under: { usage: 'TMK', slot: 1 } },
    { material: clear },
    { material: secret(8), under: null },
    { material: secret(16), under: null, settings: { dialect: 'verifone' } },
    { settings: { dialect: 'verifone' } },
    { usage: 'TDK', slot: 1, material: secret(8), under: null, settings: { dialect: 'verifone' } },
    { material: { form: 'clear', secret: key }, under: null },
    { material: { form: 'wrapped', secret: key, key } },
    { material: { form: 'cryptogram', bytes: new Uint8Array(16) } },
    { material: { form: 'key-block', block: BLOCK_A.slice(0, -1) } },
    { material: { form: 'key-block', block: `D${BLOCK_A.slice(1)}` } },
    { material: { form: 'key-block', block: BLOCK_A.replace('K0', 'K\x1c') } },
    { settings: { 'block-versions': 'b' } },
  ]
  for (const [index, { settings = {}, ...over }] of cases.entries()) {
    const { line, clock, session } = setUp(loaded, settings)
    const request = { ...tmk(2), ...over }
    assert.throws(() => session.erases(request), fault('devices/cannot-load'), `case ${index}`)
    await assert.rejects(clock.until(session.load(request, ticket)), fault('devices/cannot-load'))
    assert.deepEqual([line.sent, line.tickets], [[], []])
  }
})

test('where the station holds both keys it asks for a block and relays that', async () => {
  const asked: unknown[] = []
  const wrapped = {
    form: 'wrapped',
    secret: key,
    key,
    block: (header: unknown) => {
      asked.push(header)
      return BLOCK_A
    },
  } as const
  const { line, clock, session } = setUp()
  await clock.until(session.load({ ...tmk(2, wrapped), usage: 'TPK' }, ticket))
  assert.deepEqual(asked, [{ versionId: 'B', keyUsage: 'P0', modeOfUse: 'E', optionalBlocks: [] }])
  assert.deepEqual(line.texts(), [`022${BLOCK_A}`, '042'])
  const initial: LoadMaterial = { ...wrapped, form: 'initial-key', ksn: new Uint8Array(10).fill(0xe0) }
  const dukpt = setUp(() => '910', { 'own-block': 'a' })
  await dukpt.clock.until(dukpt.session.load({ ...tmk(1, initial), usage: 'IK' }, ticket))
  assert.deepEqual(asked[1], {
    versionId: 'A',
    keyUsage: 'B1',
    modeOfUse: 'X',
    optionalBlocks: [{ id: 'KS', data: 'E0'.repeat(10) }],
  })
  assert.deepEqual(dukpt.line.texts(), [`90${BLOCK_A}`])
})

test('an echo in lower case, short or without its attributes is not the key, and is cancelled', async () => {
  for (const echo of [
    `020${K1.toLowerCase()}`,
    `020${K1.slice(0, -2)}`,
    '020',
    '02',
    `020${K1}\x1cP0E`,
    `020${K1}${K1}`,
  ]) {
    const { line, clock, session } = setUp(() => echo)
    const reply = await clock.until(session.load(tmk(0, clear), ticket))
    assert.equal(reply.code, 'echo-differs', echo)
    assert.deepEqual(line.sent.slice(1), ['04'], 'no ACK leaves')
  }
})

test('the chunk that brought a clear key back is wiped, and the trace shows none of it', async () => {
  const { line, clock, session } = setUp()
  await clock.until(session.load(tmk(0, clear), ticket))
  const echo = line.chunks.find((chunk) => chunk.length > 2 * key.bytes)
  assert.ok(echo?.every((byte) => byte === 0))
  assert.doesNotMatch(line.traced.join('\n'), /30313233|0123|4142/)
  assert.ok(line.traced.some((text) => text.includes('key ··32')))
})

test('a pad that echoes again and then gives up by EOT has not said that it stored the key', async () => {
  const { line, clock, session } = setUp()
  const echo = frame(`020${BLOCK_A}`)
  line.answer = (sent) => {
    if (sent === '06' || sent === '04') return
    // It hears no ACK: the echo twice more, 5 s apart, then EOT.
    clock.after(5, () => line.say(`06${echo}`))
    for (const at of [5_000, 10_000]) clock.after(at, () => line.say(echo))
    clock.after(15_000, () => line.say('04'))
  }
  await assert.rejects(clock.until(session.load(tmk(0), ticket)), fault('wire/silent'))
  assert.deepEqual(line.sent.slice(1), ['06', '06', '06'])
})

test('a key whose presence is not told is accepted without a claim', async () => {
  const mute = setUp((text) => (text.startsWith('02') ? text : null))
  const reply = await mute.clock.until(mute.session.load(tmk(0), ticket))
  assert.deepEqual(reply, { kind: 'accepted', code: '0', reported: null, provenance: 'none' })
})

test('every setting has its default among its values', () => {
  for (const setting of uicIpp.settings) assert.ok(setting.values.includes(setting.default), setting.name)
  assert.deepEqual(uicIpp.lineBy?.({ line: '7e1' }), { baud: 9600, dataBits: 7, parity: 'even', stopBits: 1 })
  assert.deepEqual(uicIpp.lineBy?.({}), uicIpp.line)
  assert.equal(uicIpp.matches({ path: '/dev/ttyUSB0', vendorId: '067b', productId: null, serialNumber: null }), false)
})

test('closing the session ends who waits', async () => {
  const { line, clock, session } = setUp(() => null)
  const answer = session.load(tmk(0, block), ticket)
  await clock.advance(10)
  await session.close()
  await assert.rejects(answer, fault('wire/gone'))
  assert.ok(line.closed)
})
