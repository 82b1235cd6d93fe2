// How long an exchange waits, and what ends the wait, on a virtual clock.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Exchange } from '../../electron/wire/exchange.js'
import { MemoryLine, ticket } from '../wire/memory-line.js'
import { VirtualClock } from '../wire/virtual-clock.js'
import { ask, broken, dialect, fault, frame, load, setUp } from './exchange-setup.js'

test('a good answer right behind bytes that fail as a frame is still the answer', async () => {
  const { line, clock, exchange } = setUp()
  line.answer = () => {
    line.say(broken('B20177'))
    clock.after(100, () => line.say(frame('B20155')))
  }
  assert.equal(await clock.until(exchange.ask(load, '0011', ticket)), '55')
})

test('a good answer swallowed by a false start is found at the deadline', async () => {
  const { line, clock, exchange } = setUp()
  line.answer = () => line.say(`020060${frame('B20155')}`)
  assert.equal(await clock.until(exchange.ask(load, '0011', ticket)), '55')
})

test('an answer that began in time may end after the deadline by as long as its bytes take', async () => {
  const line = new MemoryLine(100)
  const clock = new VirtualClock()
  const exchange = new Exchange(line, dialect, clock)
  const answer = exchange.ask(load, '', ticket)
  // Ten bytes out take a second at 100 baud, the deadline is a second more, each byte in gives a tenth.
  await clock.advance(1750)
  for (const byte of frame('B20155').match(/../g)!) {
    line.say(byte)
    await clock.advance(100)
  }
  assert.ok(clock.now() > 2400)
  assert.equal(await clock.until(answer), '55')
})

test('bytes without end do not put the deadline off for ever', async () => {
  const { line, clock, exchange } = setUp()
  const answer = exchange.ask(load, '', ticket)
  let more = true
  const chatter = () => {
    line.say('FF')
    if (more) clock.after(0.09, chatter)
  }
  chatter()
  await assert.rejects(clock.until(answer), fault('wire/silent'))
  more = false
})

test('after a time-out the next command waits for a whole deadline without a byte', async () => {
  const { line, clock, exchange } = setUp({ resends: 0 })
  await assert.rejects(clock.until(exchange.ask(load, '00', ticket)), fault('wire/silent'))
  const answer = exchange.ask(ask, null)
  await clock.advance(900)
  line.say(frame('B20155'))
  await clock.advance(900)
  assert.equal(line.sent.length, 1)
  await clock.advance(110)
  assert.equal(line.sent.length, 2)
  line.say(frame('A10266'))
  assert.equal(await clock.until(answer), '66')
  assert.equal(line.quality.garbageBytes, 8)
})

test('a line that never falls silent after a time-out is noisy, and nothing is sent on it', async () => {
  const { line, clock, exchange } = setUp({ resends: 0 })
  await assert.rejects(clock.until(exchange.ask(ask, null)), fault('wire/silent'))
  let more = true
  const chatter = () => {
    line.say('55')
    if (more) clock.after(500, chatter)
  }
  chatter()
  await assert.rejects(clock.until(exchange.ask(ask, null)), fault('wire/noisy'))
  more = false
  assert.equal(line.sent.length, 1)
})

test('a port that vanishes ends the wait at once, and every command after it', async () => {
  const { line, clock, exchange } = setUp()
  line.answer = () => line.vanish()
  await assert.rejects(clock.until(exchange.ask(ask, null)), fault('wire/gone'))
  await assert.rejects(exchange.ask(ask, null), fault('wire/gone'))
  assert.equal(clock.now(), 0)
  assert.equal(line.sent.length, 1)
})

test('a port that vanishes while the line is to fall silent ends that wait too', async () => {
  const { line, clock, exchange } = setUp({ resends: 0 })
  await assert.rejects(clock.until(exchange.ask(ask, null)), fault('wire/silent'))
  const answer = exchange.ask(ask, null)
  await clock.advance(10)
  line.vanish()
  await assert.rejects(answer, fault('wire/gone'))
})

test('a writer that never comes back is left when the port vanishes', async () => {
  const { line, clock, exchange } = setUp()
  line.sendArmed = () => {
    clock.after(5, () => line.vanish())
    return new Promise(() => {})
  }
  await assert.rejects(clock.until(exchange.ask(load, '00', ticket)), fault('wire/gone'))
})

test('an event loop that stood still past the deadline looks at the line once more', async () => {
  const { line, clock, exchange } = setUp()
  let stood = 0
  const late = { now: () => clock.now() + stood, after: clock.after.bind(clock) }
  exchange.close()
  const other = new Exchange(line, dialect, late)
  const answer = other.ask(load, '00', ticket)
  await clock.advance(900)
  stood = 5000
  await clock.advance(110)
  line.say(frame('B20155'))
  assert.equal(await clock.until(answer), '55')
})

test('an answer that comes byte by byte sets no timer for each', async () => {
  let set = 0
  class Counting extends VirtualClock {
    override after(ms: number, then: () => void): () => void {
      set++
      return super.after(ms, then)
    }
  }
  const line = new MemoryLine(9600)
  const clock = new Counting()
  const exchange = new Exchange(line, dialect, clock)
  const answer = exchange.ask(load, '', ticket)
  await clock.advance(10)
  for (const byte of frame(`B201${'55'.repeat(40)}`).match(/../g)!) {
    line.say(byte)
    await clock.advance(1)
  }
  assert.equal(await clock.until(answer), '55'.repeat(40))
  assert.equal(set, 1)
})
