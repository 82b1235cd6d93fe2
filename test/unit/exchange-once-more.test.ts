// A change that the device says it has not taken, silence of a command's own length, and listening when nothing was asked.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stxBcd2 } from '../../electron/wire/codecs/stx-bcd2.js'
import { Exchange } from '../../electron/wire/exchange.js'
import { overhear } from '../../electron/wire/overhear.js'
import { MemoryLine, ticket } from '../wire/memory-line.js'
import { VirtualClock } from '../wire/virtual-clock.js'
import { ask, broken, dialect, fault, frame, load, setUp } from './exchange-setup.js'

test('a change goes out once more as the frame it was, on its own ticket, with other commands in between', async () => {
  const line = new MemoryLine()
  const clock = new VirtualClock()
  // No sequence numbers: the frame of the first sending is the frame of the second.
  const exchange = new Exchange(line, { ...dialect, sequence: { first: 1, last: 1, start: 1 } }, clock)
  line.answer = (sent) => line.say(frame(sent.startsWith('020004') ? 'B20155' : 'A10166'))
  await clock.until(exchange.ask(load, '00', ticket))
  await clock.until(exchange.ask(ask, null))
  assert.equal(await clock.until(exchange.askOnceMore(load, '00', ticket)), '55')
  assert.deepEqual(line.tickets, [ticket])
  assert.equal(line.sent.length, 3)
  assert.equal(line.sent[2], line.sent[0])
})

test('a change without an answer the second time is not sent a third time', async () => {
  const { line, clock, exchange } = setUp()
  line.answer = () => line.sent.length === 1 && line.say(frame('B20155'))
  await clock.until(exchange.ask(load, '00', ticket))
  await assert.rejects(clock.until(exchange.askOnceMore(load, '00', ticket)), fault('wire/silent'))
  assert.equal(line.sent.length, 2)
})

test('a command may owe more silence than its deadline, or none', async () => {
  for (const [silenceMs, next] of [
    [2000, 3000],
    [0, 1000],
  ] as const) {
    const { line, clock, exchange } = setUp({ resends: 0 })
    await assert.rejects(clock.until(exchange.ask({ ...ask, silenceMs }, null)), fault('wire/silent'))
    line.answer = () => line.say(frame('A10266'))
    assert.equal(await clock.until(exchange.ask(ask, null)), '66')
    assert.equal(Math.floor(clock.now()), next)
  }
})

test('a question may rest before it is asked again, after a spoilt answer too; a change is still sent once', async () => {
  const { line, clock, exchange } = setUp({ resends: 2, resendAfterMs: 500 })
  line.answer = () => line.say(line.sent.length === 3 ? frame('A10366') : broken(`A10${line.sent.length}66`))
  const times: number[] = []
  const { answer } = line
  line.answer = (sent) => {
    times.push(Math.floor(clock.now()))
    answer(sent)
  }
  assert.equal(await clock.until(exchange.ask(ask, null)), '66')
  // 300 ms are listened behind a spoilt answer.
  assert.deepEqual(times, [0, 800, 1600])
  await assert.rejects(clock.until(exchange.ask(load, '00', ticket)), fault('wire/bad-check'))
  assert.equal(line.sent.length, 4)
})

test('whole frames that nobody asked for are overheard, and nothing else is', async () => {
  const line = new MemoryLine()
  const clock = new VirtualClock()
  const heard = overhear(line, stxBcd2(64), clock, 300)
  line.say(`FF${frame('B20155')}02`)
  await clock.advance(100)
  line.say('00')
  await clock.advance(199)
  line.say(frame('A10166'))
  await clock.advance(1)
  line.say(frame('A10166'))
  assert.equal(await heard, 2)
  assert.equal(clock.waiting, 0)
})
