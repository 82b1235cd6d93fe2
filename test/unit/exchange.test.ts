// One command in flight: sequence, stray replies, resends, tickets and trace, on a virtual clock.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ticket } from '../wire/memory-line.js'
import { ask, askFrame, broken, fault, frame, load, setUp } from './exchange-setup.js'

test('an answer in many pieces is the answer, and the sequence number comes round to its first', async () => {
  const { line, clock, exchange } = setUp()
  for (const seq of [1, 2, 3, 1]) {
    const answer = exchange.ask(ask, null)
    await clock.advance(10)
    assert.equal(line.sent.at(-1), askFrame(seq))
    for (const byte of frame(`A10${seq}55`).match(/../g)!) {
      line.say(byte)
      await clock.advance(1)
    }
    assert.equal(await answer, '55')
  }
  assert.equal(clock.waiting, 0)
})

test('replies to another command and to an earlier number are counted and skipped', async () => {
  const { line, clock, exchange } = setUp()
  line.answer = () => line.say([frame('B20155'), frame('A10344'), 'FFFF', frame('A10166')].join(''))
  assert.equal(await clock.until(exchange.ask(ask, null)), '66')
  assert.equal(line.quality.strayReplies, 2)
  assert.equal(line.quality.garbageBytes, 2)
})

test('a second command waits for the first', async () => {
  const { line, clock, exchange } = setUp()
  const answers = Promise.all([exchange.ask(ask, null), exchange.ask(ask, null)])
  await clock.advance(5)
  assert.deepEqual(line.sent, [askFrame(1)])
  line.say(frame('A10111'))
  await clock.advance(5)
  line.say(frame('A10222'))
  assert.deepEqual(await answers, ['11', '22'])
})

test('a repeatable command without an answer is sent once more, under a new number, after a deadline of silence', async () => {
  const { line, clock, exchange } = setUp()
  const answer = exchange.ask(ask, null)
  await clock.advance(1990)
  assert.deepEqual(line.sent, [askFrame(1)])
  await clock.advance(20)
  assert.deepEqual(line.sent, [askFrame(1), askFrame(2)])
  line.say(frame('A10277'))
  assert.equal(await clock.until(answer), '77')
  assert.equal(line.quality.retries, 1)
  assert.equal(line.quality.timeouts, 1)
})

test('twice without an answer is silence', async () => {
  const { line, clock, exchange } = setUp()
  await assert.rejects(clock.until(exchange.ask(ask, null)), fault('wire/silent'))
  assert.equal(line.sent.length, 2)
})

test('a command that is not repeatable is sent once, whatever becomes of it', async () => {
  for (const [said, code] of [
    ['', 'wire/silent'],
    [broken('B20155'), 'wire/bad-check'],
    [frame('B201'), 'wire/bad-reply'],
  ] as const) {
    const { line, clock, exchange } = setUp()
    line.answer = () => said && line.say(said)
    await assert.rejects(clock.until(exchange.ask(load, '0011', ticket)), fault(code))
    assert.equal(line.sent.length, 1)
    assert.deepEqual(line.tickets, [ticket])
  }
})

test('a broken answer to a repeatable command is asked for again at once', async () => {
  const { line, clock, exchange } = setUp()
  line.answer = () => line.say(line.sent.length === 1 ? broken('A10155') : frame('A10255'))
  assert.equal(await clock.until(exchange.ask(ask, null)), '55')
  assert.ok(clock.now() < 400)
  assert.equal(line.quality.badChecksums, 1)
})

test('a change without a ticket and a ticket without a change are both refused before a byte leaves', () => {
  const { line, exchange } = setUp()
  assert.throws(() => exchange.ask(load, '00'), TypeError)
  assert.throws(() => exchange.ask(ask, null, ticket), TypeError)
  assert.deepEqual(line.sent, [])
})

test('the trace tells the shape of a load and neither its key nor the value that came back', async () => {
  const { line, clock, exchange } = setUp()
  line.answer = () => line.say(`FFFF${frame('B20155C0FFEE')}`)
  await clock.until(exchange.ask(load, '00112233', ticket))
  assert.deepEqual(line.traced, ['→ load #1 mode 02 key ··4', '· noise 2', '← load #1 55 ··3'])
})

test('bytes that nobody asked for are counted', async () => {
  const { line, clock, exchange } = setUp()
  line.say(frame('A10155'))
  assert.equal(line.quality.garbageBytes, 8)
  line.answer = () => line.say(frame('A10166'))
  assert.equal(await clock.until(exchange.ask(ask, null)), '66')
})
