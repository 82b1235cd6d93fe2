// What the ZT598 driver makes of requests and answers, beside the transcripts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LoadMaterial, LoadRequest, SettingValues } from '../../electron/devices/driver.js'
import { driverOf } from '../../electron/devices/index.js'
import { szztZt598 } from '../../electron/devices/szzt-zt598/index.js'
import { openSecret, ticket } from '../wire/memory-line.js'
import { fault, frame, good, key, setUp, tmk1, userInfo } from './szzt-zt598-setup.js'

const never = { 'select-coding': 'never' }
const wrappedTpk: LoadRequest = {
  ...tmk1,
  usage: 'TPK',
  slot: 0x30,
  under: { usage: 'TMK', slot: 1 },
  material: { form: 'wrapped', secret: openSecret('11111111111111112222222222222222'), key },
}

test('the whole way of one key: identity, coding, slot, load, read-back', async () => {
  let loaded = false
  const { clock, session, texts } = setUp((text) => {
    if (text.startsWith('1')) loaded = true
    return text.startsWith('9') && loaded ? '\x6008D7B4FB629D0885' : good(text)
  })
  await clock.until(session.identify())
  assert.deepEqual(await clock.until(session.slots([tmk1])), [{ usage: 'TMK', slot: 1, state: 'empty', kcv: null }])
  assert.equal(session.erases(tmk1), null)
  await clock.until(session.load(tmk1, ticket))
  const read = await clock.until(session.readKcv(tmk1, 'tdes-zeros'))
  assert.deepEqual(read, { state: 'filled', reported: { method: 'tdes-zeros', hex: '08D7B4FB629D0885' } })
  assert.deepEqual(texts(), [
    '3',
    '5637',
    '9011' + '0000000000000000',
    '10122' + '0123456789ABCDEFFEDCBA9876543210',
    '9011' + '0000000000000000',
  ])
})

test('the coding is chosen again with every identity, for a terminal may have been off in between', async () => {
  const { clock, session, texts } = setUp(good)
  await clock.until(session.identify())
  await clock.until(session.identify())
  await clock.until(session.readKcv(tmk1))
  assert.deepEqual(texts().slice(0, 4), ['3', '5637', '3', '5637'])
  assert.equal(texts().length, 5)
})

test('key presses at any time between frames are counted and change nothing', async () => {
  const { line, clock, session } = setUp((text) => {
    line.say('31')
    clock.after(2, () => line.say('0D32'))
    return good(text)
  })
  line.say('35')
  const identity = await clock.until(session.identify())
  assert.equal(identity.serial, '21190042')
  line.say('08')
  const reply = await clock.until(session.load(tmk1, ticket))
  assert.equal(reply.kind, 'accepted')
  assert.ok(line.quality.garbageBytes >= 8)
})

test('a type digit for every usage, and a slot is two hex digits', async () => {
  for (const [usage, slot, settings, sent] of [
    ['TLK', 2, never, '1021'],
    ['TLK', 2, { ...never, 'tlk-type': '2' }, '1022'],
    ['KEK', 31, never, '11F2'],
    ['TMK', 0, never, '1002'],
    ['TPK', 127, never, '17F3'],
    ['TAK', 48, never, '1305'],
    ['TDK', 49, never, '1316'],
  ] as const) {
    const { clock, session, texts } = setUp(good, settings)
    await clock.until(session.load({ ...tmk1, usage, slot }, ticket))
    assert.equal(texts()[0]!.slice(0, 4), sent)
  }
})

test('every error code is a refusal, and E7 alone says that the check value disagrees', async () => {
  for (let code = 0xd0; code <= 0xff; code++) {
    const { clock, session } = setUp(() => String.fromCharCode(code), { ...never, auth: 'never' })
    const reply = await clock.until(session.load(tmk1, ticket))
    assert.ok(reply.kind === 'refused')
    assert.equal(reply.code, code.toString(16).toUpperCase())
    assert.equal(reply.kcvDisagrees, code === 0xe7)
    assert.ok(reply.meaning.zh && reply.meaning.en)
  }
})

test('success is 60 to 9F and A3; every other byte is no answer that the protocol knows', async () => {
  for (let code = 0; code < 0xd0; code++) {
    const { line, clock, session } = setUp(() => `${String.fromCharCode(code)}08D7B4FB629D0885`, never)
    const reply = clock.until(session.load(tmk1, ticket))
    if ((code >= 0x60 && code <= 0x9f) || code === 0xa3) assert.equal((await reply).kind, 'accepted')
    else await assert.rejects(reply, fault('wire/bad-reply'), String(code))
    assert.equal(line.sent.length, 1)
  }
})

test('an accepted load without a check value reports none', async () => {
  const { clock, session } = setUp(() => '\x60', never)
  const reply = await clock.until(session.load(tmk1, ticket))
  assert.deepEqual(reply, { kind: 'accepted', code: '60', reported: null, provenance: 'computed' })
})

test('a check value in characters of another coding is not believed', async () => {
  for (const answer of ['\x6008', '\x60080', '\x6008D7B4FB629D088', '\x6008D7B4FB629D088=', '\x6008D7B4FB629D088 ']) {
    const { line, clock, session } = setUp(() => answer, never)
    await assert.rejects(clock.until(session.load(tmk1, ticket)), fault('wire/bad-reply'), answer)
    assert.equal(line.sent.length, 1)
  }
})

test('material that does not fit is refused when the station asks what would be erased, before a load is armed', async () => {
  const block: LoadMaterial = { form: 'key-block', block: 'B0' }
  const cryptogram: LoadMaterial = { form: 'cryptogram', bytes: new Uint8Array(16) }
  const cases: Partial<LoadRequest>[] = [
    { material: block },
    { material: cryptogram },
    { material: { form: 'cryptogram', bytes: new Uint8Array(12) }, under: { usage: 'TLK', slot: 2 } },
    { under: { usage: 'TLK', slot: 2 } },
    { usage: 'IK' },
    { algorithm: 'aes' },
    { algorithm: 'sm4', usage: 'TPK' },
    { algorithm: 'sm4', material: cryptogram, under: { usage: 'TLK', slot: 2 } },
  ]
  for (const over of cases) {
    const { line, clock, session } = setUp(good)
    assert.throws(() => session.erases({ ...tmk1, ...over }), fault('devices/cannot-load'))
    await assert.rejects(clock.until(session.load({ ...tmk1, ...over }, ticket)), fault('devices/cannot-load'))
    assert.deepEqual([line.sent, line.tickets], [[], []])
  }
})

test('a load that was refused for want of authentication goes out once more as the very same frame, on one ticket', async () => {
  let loads = 0
  const { line, clock, session, texts } = setUp((text) => {
    if (text.startsWith('2')) return ++loads === 1 ? '\xec' : '\x60D2B91CC5A758BB08'
    if (text.startsWith(':A0')) return '\x601122334455667788'
    return text.startsWith(':9') ? '\x60B6353F7835D4DC5E' : '\x600123456789ABCDEF'
  }, never)
  const reply = await clock.until(session.load(wrappedTpk, ticket))
  assert.equal(reply.kind, 'accepted')
  assert.deepEqual(line.tickets, [ticket])
  assert.equal(line.sent.at(-1), line.sent[0])
  assert.deepEqual(texts().slice(1, -1), [
    ':A0' + '30303030303030303030303030303030',
    ':01' + '1122334455667788',
    ':90' + '8A5AE1F81AB8F2DD',
  ])
})

test('where nothing can be sent once more, or nothing can be enciphered, EC is the refusal it is', async () => {
  const { line, clock, session, texts } = setUp(() => '\xec', never)
  Object.assign(line, { repeatArmed: undefined })
  assert.equal((await clock.until(session.load(wrappedTpk, ticket))).code, 'EC')
  assert.equal(texts().length, 1)
  const other = setUp(() => '\xec', never)
  const blind = szztZt598.open(other.line, { ...never, auth: 'always' }, other.clock)
  assert.equal((await other.clock.until(blind.load(wrappedTpk, ticket))).code, 'EC')
  assert.equal(other.texts().length, 1)
})

test('a refusal that may be a copy of the answer before it is doubted when the true answer comes behind', async () => {
  const { line, clock, session } = setUp((text) => {
    if (!text.startsWith('1')) return good(text)
    line.say(frame('\xe4'))
    return '\x6008D7B4FB629D0885'
  }, never)
  await clock.until(session.slots([tmk1]))
  await assert.rejects(clock.until(session.load(tmk1, ticket)), fault('wire/bad-reply'))
})

test('a copy of the last step’s refusal is not taken for that of the load behind it', async () => {
  let loads = 0
  const { line, clock, session } = setUp((text) => {
    if (text.startsWith(':9')) return '\x60B6353F7835D4DC5E'
    if (text.startsWith(':')) return '\x600123456789ABCDEF'
    if (!text.startsWith('2')) return good(text)
    if (++loads === 1) return '\xec'
    // What the terminal had for a step that came to it twice.
    line.say(frame('\xec'))
    return '\x60D2B91CC5A758BB08'
  })
  await assert.rejects(clock.until(session.load(wrappedTpk, ticket)), fault('wire/bad-reply'))
  assert.equal(loads, 2)
})

test('a refusal like the answer before it is believed when nothing comes behind', async () => {
  const { clock, session } = setUp(() => '\xe4', never)
  await clock.until(session.slots([tmk1]))
  assert.equal((await clock.until(session.load(tmk1, ticket))).code, 'E4')
})

test('the trace shows neither key nor check value nor what authentication is made of', async () => {
  const { line, clock, session } = setUp(
    (text) => {
      if (text.startsWith(':9')) return '\x60B6353F7835D4DC5E'
      return text.startsWith(':') ? '\x600123456789ABCDEF' : '\x60D2B91CC5A758BB08'
    },
    { ...never, auth: 'always' },
  )
  assert.equal((await clock.until(session.load(wrappedTpk, ticket))).kind, 'accepted')
  await clock.until(session.readKcv(wrappedTpk))
  const trace = line.traced.join('\n')
  assert.match(trace, /→ authenticate #0 code 4130 data ··32/)
  assert.match(trace, /→ load-wrapped #0 kek 3031 number 3330 type 33 length 32 key ··32/)
  for (const secret of ['9B3A7B88', '39423341', '44324239', '38413541', '30313233']) assert.ok(!trace.includes(secret))
})

test('what it can load follows the settings', () => {
  const row = (usage: string, settings: SettingValues = {}) =>
    szztZt598.loads(settings).find((each) => each.usage === usage)!
  assert.deepEqual(
    szztZt598.loads({}).map((each) => each.usage),
    ['TLK', 'KEK', 'TMK', 'TPK', 'TAK', 'TDK'],
  )
  assert.deepEqual([row('TMK').slots, row('TMK').travels, row('TMK').provenance], [[0, 0x8f], 'either', 'computed'])
  assert.deepEqual(row('TMK').algorithms, ['tdes', 'des', 'sm4'])
  assert.deepEqual(row('TPK').algorithms, ['tdes', 'des'])
  const readBack = (settings: SettingValues) => ['TMK', 'TPK'].map((usage) => row(usage, settings).readBack)
  assert.deepEqual(readBack({}), [true, true])
  assert.deepEqual(readBack({ 'read-back': 'working-keys' }), [false, true])
  assert.deepEqual(readBack({ 'read-back': 'off' }), [false, false])
})

test('every setting has its default among its values', () => {
  for (const setting of szztZt598.settings) assert.ok(setting.values.includes(setting.default), setting.name)
})

test('the driver is in the list, and no USB id suggests it', () => {
  assert.equal(driverOf('szzt-zt598'), szztZt598)
  assert.ok(!szztZt598.matches({ path: '/dev/ttyUSB0', vendorId: '067b', productId: '2303', serialNumber: null }))
})

test('closing the session closes its line and ends who waits', async () => {
  const { line, clock, session } = setUp(() => undefined)
  const answer = session.identify()
  await clock.advance(10)
  await session.close()
  await assert.rejects(answer, fault('wire/gone'))
  assert.ok(line.closed)
})

test('the user info of the tests is as long as both sources have it', () => {
  assert.equal(userInfo.length, 147)
})
