// How a ZT598 is reached: at its configured rate, and only when nobody answers there at the others.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ticket } from '../wire/memory-line.js'
import { fault, frame, good, setUp, tmk1 } from './szzt-zt598-setup.js'

const ALL_RATES = [115_200, 57_600, 38_400, 19_200, 9600, 4800, 2400, 1200]

test('a terminal that answers at the configured rate is asked at no other', async () => {
  const { line, clock, session, texts } = setUp(good)
  await clock.until(session.identify())
  assert.deepEqual(line.rates, [])
  assert.deepEqual(texts(), ['3', '5637'])
})

test('after 1 s without an answer and 2 s of silence the other rates are tried, 0.25 s each', async () => {
  const { line, clock, session } = setUp(good, {}, 0)
  const identity = session.identify()
  identity.catch(() => {})
  await clock.advance(2990)
  assert.deepEqual(line.rates, [])
  await clock.advance(40)
  assert.deepEqual(line.rates, [115_200])
  // Eight bytes at 115200 take 0.7 ms, at 1200 baud 67 ms.
  await clock.advance(8 * 250 + 150)
  assert.deepEqual(line.rates, [...ALL_RATES, 9600])
  await assert.rejects(identity, fault('wire/silent'))
  assert.equal(line.baud, 9600)
})

test('a terminal found at another rate is switched to 115200 and asked again there', async () => {
  const { line, clock, terminal, session, texts } = setUp(
    (text) => {
      if (text === '564F') clock.after(20, () => (terminal.rate = 115_200))
      return good(text)
    },
    {},
    38_400,
  )
  const identity = await clock.until(session.identify())
  assert.equal(identity.serial, '21190042')
  assert.deepEqual(line.rates, [115_200, 57_600, 38_400, 115_200])
  assert.equal(line.baud, 115_200)
  assert.deepEqual(texts().slice(-4), ['3', '564F', '3', '5637'])
})

test('a terminal that does not switch is spoken to at the rate it has', async () => {
  const { line, clock, session } = setUp((text) => (text === '564F' ? '\xeb' : good(text)), {}, 38_400)
  assert.equal((await clock.until(session.identify())).serial, '21190042')
  assert.equal(line.baud, 38_400)
})

test('a terminal found at the configured rate only missed the first question, and is not switched', async () => {
  let asked = 0
  const { line, clock, session, texts } = setUp((text) => (++asked === 1 ? undefined : good(text)))
  await clock.until(session.identify())
  assert.deepEqual([line.baud, line.rates.at(-1)], [9600, 9600])
  assert.ok(!texts().includes('564F'))
})

test('the settings keep the rate that was found, send the other value, or try no rate at all', async () => {
  const kept = setUp(good, { 'discovered-rate': 'keep' }, 1200)
  await kept.clock.until(kept.session.identify())
  assert.equal(kept.line.baud, 1200)
  const helper = setUp(good, { 'baud-value': 'helper' }, 1200)
  await helper.clock.until(helper.session.identify())
  assert.ok(helper.texts().includes('5648'))
  const off = setUp(good, { discovery: 'off', resends: '1' }, 1200)
  await assert.rejects(off.clock.until(off.session.identify()), fault('wire/silent'))
  assert.deepEqual([off.line.rates, off.line.sent.length], [[], 2])
})

test('once it was reached, a silent terminal is asked at its own rate five times and then given up', async () => {
  let silent = false
  const { line, clock, session } = setUp((text) => (silent ? undefined : good(text)))
  await clock.until(session.identify())
  silent = true
  await assert.rejects(clock.until(session.identify()), fault('wire/silent'))
  assert.deepEqual(line.rates, [])
  assert.equal(line.sent.length, 2 + 5)
})

test('after a load without an answer the line must be silent for 2 s, and what came is garbage', async () => {
  const { line, clock, session, texts } = setUp((text) => (text.startsWith('1') ? undefined : good(text)), {
    'select-coding': 'never',
  })
  await assert.rejects(clock.until(session.load(tmk1, ticket)), fault('wire/silent'))
  const before = clock.now()
  const read = session.readKcv(tmk1)
  await clock.advance(1900)
  line.say('0230313760303844374234464236323944303838350332' + '30')
  await clock.advance(1900)
  assert.equal(texts().length, 1)
  await clock.advance(200)
  assert.equal(texts().length, 2)
  assert.deepEqual(await clock.until(read), { state: 'empty' })
  assert.ok(clock.now() - before >= 3900)
})

test('a terminal that takes its time is waited for as long as the setting says', async () => {
  for (const [deadline, settled] of [
    ['1', 'wire/silent'],
    ['3', 'accepted'],
  ] as const) {
    const { line, clock, session } = setUp(() => undefined, { 'select-coding': 'never', deadline })
    line.answer = () => void clock.after(2500, () => line.say(frame('\x6008D7B4FB629D0885')))
    const reply = await clock.until(session.load(tmk1, ticket)).catch((thrown) => thrown)
    assert.equal(reply.kind ?? reply.code, settled)
  }
})

test('a port that vanishes while rates are tried ends that at once', async () => {
  const { line, clock, session } = setUp(good, {}, 0)
  const identity = session.identify()
  identity.catch(() => {})
  await clock.advance(3500)
  line.vanish()
  await assert.rejects(identity, fault('wire/gone'))
})
