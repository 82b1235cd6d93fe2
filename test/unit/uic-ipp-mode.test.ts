// Inject mode and its countdown, cancelling a load, and changing rates.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ticket } from '../wire/memory-line.js'
import { clear, fault, frame, K1, loaded, setUp, tmk } from './uic-ipp-setup.js'

const staying = { 'after-load': 'stay-in-mode' }

test('the mode is known to be on for 60 seconds from each load that succeeded', async () => {
  const { clock, session } = setUp(loaded, staying)
  assert.equal(session.window?.(), null)
  await clock.until(session.load(tmk(0), ticket))
  assert.deepEqual(session.window?.(), { endsAt: 60_000 }, 'counted from when the load was asked')
  await clock.advance(40_000)
  const asked = clock.now()
  await clock.until(session.load(tmk(1), ticket))
  assert.deepEqual(session.window?.(), { endsAt: asked + 60_000 })
  await clock.advance(60_000)
  assert.equal(session.window?.(), null)
})

test('selecting a key makes the mode last as a load does, and does not begin it', async () => {
  const { clock, session } = setUp((text) => (text.startsWith('08') ? '080' : text), staying)
  await clock.until(session.select!({ usage: 'TMK', slot: 1 }, ticket))
  assert.equal(session.window?.(), null)
  await clock.until(session.load(tmk(0), ticket))
  await clock.advance(30_000)
  const asked = clock.now()
  await clock.until(session.select!({ usage: 'TPK', slot: 1 }, ticket))
  assert.deepEqual(session.window?.(), { endsAt: asked + 60_000 })
})

test('the mode is over 15 minutes after the first load, however many follow', async () => {
  const { clock, session } = setUp(loaded, staying)
  await clock.until(session.load(tmk(0), ticket))
  while (clock.now() < 840_000) {
    await clock.advance(50_000)
    await clock.until(session.load(tmk(1), ticket))
  }
  assert.deepEqual(session.window?.(), { endsAt: 900_000 })
  await clock.advance(900_000 - clock.now())
  assert.equal(session.window?.(), null)
})

test('while the mode is to last nothing but loads is sent: the identity is the one read before, slots are unknown', async () => {
  const { line, clock, session } = setUp(loaded, staying)
  const before = await clock.until(session.identify())
  await clock.until(session.load(tmk(0), ticket))
  const sent = line.sent.length
  assert.deepEqual(await clock.until(session.identify()), before)
  assert.deepEqual(await clock.until(session.slots([{ usage: 'TMK', slot: 0 }])), [
    { slot: 0, usage: 'TMK', state: 'unknown', kcv: null },
  ])
  assert.equal(line.sent.length, sent)
  await clock.advance(60_000)
  await clock.until(session.identify())
  assert.ok(line.sent.length > sent, 'once it is over, the device is asked again')
})

test('a question ends the mode, and so does a load that is refused because it is over', async () => {
  const asking = setUp()
  await asking.clock.until(asking.session.load(tmk(0), ticket))
  assert.equal(asking.session.window?.(), null, 'presence was asked')
  let on = true
  const { clock, session } = setUp((text) => (on ? text : undefined), staying)
  await clock.until(session.load(tmk(0), ticket))
  on = false
  const reply = await clock.until(session.load(tmk(1), ticket))
  assert.equal(reply.code, 'not-in-inject-mode')
  assert.equal(session.window?.(), null)
})

test('a load can be cancelled until its echo is acknowledged, and not after', async () => {
  const { line, clock, session } = setUp(() => null)
  const cancelled = session.load(tmk(0, clear), ticket)
  await clock.advance(1)
  line.say('06')
  assert.equal(session.cancel?.(), true)
  const reply = await clock.until(cancelled)
  assert.deepEqual([reply.kind, reply.code], ['refused', 'cancelled'])
  assert.deepEqual(line.sent.slice(1), ['04'])
  line.say(frame(`020${K1}`))
  await clock.advance(100)
  assert.deepEqual(line.sent.slice(1), ['04'], 'an echo that comes late is not acknowledged')
  assert.equal(session.cancel?.(), false)

  const late = setUp(() => null)
  const stored = late.session.load(tmk(0, clear), ticket)
  await late.clock.advance(1)
  late.line.say(`06${frame(`020${K1}`)}`)
  await late.clock.advance(1)
  assert.equal(late.line.sent.at(-1), '06')
  assert.equal(late.session.cancel?.(), false)
  late.line.say('04')
  assert.equal((await late.clock.until(stored)).kind, 'accepted')
})

test('a new rate holds from the terminal’s EOT on', async () => {
  const { line, clock, session } = setUp(() => '130')
  assert.equal((await clock.until(session.setRate!(115_200, ticket))).kind, 'accepted')
  assert.deepEqual([line.texts(), line.rates], [['1381'], [115_200]])
  const odd = setUp(() => '131', { line: '7o1' })
  const refused = await odd.clock.until(odd.session.setRate!(1200, ticket))
  assert.deepEqual([refused.kind, odd.line.texts(), odd.line.rates], ['refused', ['1313'], []])
  await assert.rejects(odd.session.setRate!(14_400, ticket), fault('devices/cannot-load'))
})

test('a terminal at another rate is found only where that is asked for', async () => {
  const looking = setUp(loaded, { 'find-rate': 'on' }, 1200)
  const identity = await looking.clock.until(looking.session.identify())
  assert.equal(identity.serial, 'PP7910012345')
  assert.deepEqual(looking.line.rates, [115_200, 57_600, 38_400, 19_200, 4800, 2400, 1200])
  const plain = setUp(loaded, {}, 1200)
  await assert.rejects(plain.clock.until(plain.session.identify()), fault('wire/silent'))
  assert.deepEqual(plain.line.rates, [])
  const nobody = setUp(() => null, { 'find-rate': 'on' })
  await assert.rejects(nobody.clock.until(nobody.session.identify()), fault('wire/silent'))
  assert.equal(nobody.line.baud, 9600)
})
