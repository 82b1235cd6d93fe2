// The PCI100's session: whose keys, how often, and that no load goes out before, or passes for done without, its own answer.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cryptogram, sessionKeys } from '../../electron/devices/castles-pci100/authentication.js'
import { castlesPci100 } from '../../electron/devices/castles-pci100/index.js'
import { bytes, ciphers, hex, ticket } from '../wire/memory-line.js'
import { fault, frame, good, infoReply, load100, setUp, tmk100, wrappedTpk } from './castles-pci100-setup.js'

const CHALLENGE = '310001020304050607'
const PROOF = '32E3DC44BCF2053B21'

test('the published vector: keys of a session and both cryptograms', () => {
  const [t, r] = [bytes('0001020304050607'), bytes('F0F1F2F3F4F5F6F7')]
  const keys = sessionKeys(bytes('30'.repeat(16)), t, r, ciphers)
  assert.equal(hex(keys.enc), '015F8204E65A3ACD43F7E81395525F23')
  assert.equal(hex(keys.mac), '0892B11998D5A5FDCCD17DDDE45C19AC')
  assert.equal(hex(cryptogram(keys, r, ciphers)), 'E3DC44BCF2053B21')
  assert.equal(hex(cryptogram(keys, t, ciphers)), 'A591817DA4971AEB')
})

test('the whole way of two keys: one authentication, and no more than an identity between it and a load', async () => {
  const { line, clock, session, bodies } = setUp(good)
  await clock.until(session.identify())
  assert.equal((await clock.until(session.load(tmk100, ticket))).kind, 'accepted')
  await clock.until(session.identify())
  assert.equal((await clock.until(session.load(wrappedTpk, ticket))).kind, 'accepted')
  const tpk = '2E646E109B3A7B883A100F73B4ABA2BB791C50E7D2B91C'
  assert.deepEqual(bodies, ['30', CHALLENGE, PROOF, '30', load100, '30', tpk])
  assert.deepEqual(line.tickets, [ticket, ticket])
})

test('a late copy of the OK before a load is not taken for the answer to it', async () => {
  const { line, clock, session, bodies } = setUp((body) => {
    // The copy comes while the next command is in flight.
    if (body === PROOF) clock.after(6, () => line.say(frame('00')))
    if (body === load100) return undefined
    return good(body)
  })
  await assert.rejects(clock.until(session.load(tmk100, ticket)), fault('wire/silent'))
  assert.equal(bodies.at(-1), load100)
  assert.equal(line.quality.strayReplies + line.quality.garbageBytes > 0, true)
})

test('a load after a load has the information asked between them', async () => {
  const { clock, session, bodies } = setUp(good)
  await clock.until(session.load(tmk100, ticket))
  await clock.until(session.load(tmk100, ticket))
  assert.deepEqual(bodies.slice(-3), [load100, '30', load100])
})

test('a pad that lost its session is authenticated anew, and the very same frame goes out once more on one ticket', async () => {
  let lost = false
  const { line, clock, session, bodies } = setUp((body) => {
    if (body === PROOF) lost = false
    return body.startsWith('2') && lost ? '20' : good(body)
  })
  await clock.until(session.load(tmk100, ticket))
  lost = true
  await clock.until(session.identify())
  assert.equal((await clock.until(session.load(tmk100, ticket))).kind, 'accepted')
  assert.deepEqual(bodies.slice(5), ['30', load100, CHALLENGE, PROOF, '30', load100])
  assert.deepEqual(line.tickets, [ticket, ticket])
})

test('a pad that wants a session after it has one is not asked a third time', async () => {
  const { clock, session, bodies } = setUp((body) => (body.startsWith('2') ? '20' : good(body)))
  const reply = await clock.until(session.load(tmk100, ticket))
  assert.equal(reply.code, '20')
  assert.equal(bodies.filter((body) => body === load100).length, 2)
})

for (const status of ['22', '23'])
  test(`an authentication that failed with ${status} is not tried again with the same pad: three failures block it`, async () => {
    let serial = infoReply
    const { clock, session, bodies } = setUp((body) => {
      if (body === '30') return serial
      return body === PROOF ? status : good(body)
    })
    for (let time = 0; time < 4; time++) {
      await clock.until(session.identify())
      assert.equal((await clock.until(session.load(tmk100, ticket))).code, status)
    }
    assert.equal(bodies.filter((body) => body === PROOF).length, 1)
    assert.ok(!bodies.includes(load100))
    serial = `0030313032${'31'.repeat(16)}`
    await clock.until(session.identify())
    await clock.until(session.load(tmk100, ticket))
    assert.equal(bodies.filter((body) => body === CHALLENGE).length, 2)
  })

test('a pad that is blocked for 30 s is tried again', async () => {
  let blocked = true
  const { clock, session } = setUp((body) => (body === CHALLENGE && blocked ? '12' : good(body)))
  assert.equal((await clock.until(session.load(tmk100, ticket))).code, '12')
  blocked = false
  assert.equal((await clock.until(session.load(tmk100, ticket))).kind, 'accepted')
})

test('every bit of the pad’s cryptogram counts', async () => {
  for (let bit = 0; bit < 64; bit++) {
    const proof = bytes('A591817DA4971AEB')
    proof[bit >> 3]! ^= 1 << (bit & 7)
    const answer = `00F0F1F2F3F4F5F6F7${hex(proof)}`
    const { clock, session, bodies } = setUp((body) => (body === CHALLENGE ? answer : good(body)))
    assert.equal((await clock.until(session.load(tmk100, ticket))).code, '20')
    assert.deepEqual(bodies, ['30', CHALLENGE])
  }
})

test('another pad behind the same line is a pad to authenticate anew', async () => {
  let serial = infoReply
  const { clock, session, bodies } = setUp((body) => (body === '30' ? serial : good(body)))
  await clock.until(session.load(tmk100, ticket))
  serial = `0030313032${'31'.repeat(16)}`
  await clock.until(session.identify())
  // It answers by the first pad's cryptogram, which does not fit its own serial number.
  assert.equal((await clock.until(session.load(tmk100, ticket))).code, '20')
  assert.equal(bodies.filter((body) => body === CHALLENGE).length, 2)
  assert.equal(bodies.filter((body) => body === load100).length, 1)
})

test('where nothing can be enciphered, 20 is the refusal it is, and there is no rate command', async () => {
  const { line, clock, bodies } = setUp(() => '20')
  const blind = castlesPci100.open(line, {}, clock)
  assert.equal((await clock.until(blind.load(tmk100, ticket))).code, '20')
  assert.equal((await clock.until(blind.setRate!(115_200, ticket))).code, '20')
  assert.deepEqual(bodies, [load100])
})

test('where a frame cannot go out once more, 20 is the refusal it is', async () => {
  const { line, clock, session, bodies } = setUp((body) => (body.startsWith('2') ? '20' : good(body)), {
    auth: 'on-demand',
  })
  Object.assign(line, { repeatArmed: undefined })
  assert.equal((await clock.until(session.load(tmk100, ticket))).code, '20')
  assert.deepEqual(bodies, [load100])
})

const rateFrames = [
  [{}, '1002376081B508178BDA3807859C9F5C18CFB4AB1003'],
  [{ 'mac-over': 'cryptogram' }, '1002376081B508178BDA3828D9F647271FCA7DDA1003'],
  [{ 'rate-lrc': 'five-bytes' }, '1002376081B508178BDA3807859C9F5C18CFB46B1003'],
] as const
for (const [settings, sent] of rateFrames)
  test(`the rate command is encrypted, and the line follows it: ${JSON.stringify(settings)}`, async () => {
    const { line, clock, session } = setUp(good, settings)
    const reply = await clock.until(session.setRate!(115_200, ticket))
    assert.deepEqual(reply, { kind: 'accepted', code: '00', reported: null, provenance: 'none' })
    assert.equal(line.sent.at(-1), sent)
    assert.equal(line.baud, 115_200)
  })

test('a rate that the pad refuses, or that is none of its own, changes nothing', async () => {
  const { line, clock, session } = setUp((body) => (body.startsWith('37') ? '21' : good(body)))
  await assert.rejects(clock.until(session.setRate!(19_200, ticket)), fault('devices/cannot-load'))
  assert.deepEqual(line.sent, [])
  assert.equal((await clock.until(session.setRate!(115_200, ticket))).code, '21')
  assert.equal(line.baud, 9600)
})
