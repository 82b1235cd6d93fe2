// ACK and NAK round an answer, on a virtual clock: what goes out again, what is asked for again, and what is not believed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../electron/contract/fault.js'
import { bytes, ticket } from '../wire/memory-line.js'
import { ask, BROKEN, FRAME, fault, GOOD, load, setUp } from './handshake-setup.js'

test('an answer behind its ACK is acknowledged, in one read or in single bytes', async () => {
  const { line, clock, exchange } = setUp([`06${GOOD}`])
  assert.equal(await clock.until(exchange.ask(ask, null)), '00000000')
  assert.deepEqual(line.sent, [FRAME, '06'])
  const answer = exchange.ask(ask, null)
  for (const byte of `06${GOOD}`.match(/../g)!) {
    await clock.advance(1)
    line.say(byte)
  }
  assert.equal(await clock.until(answer), '00000000')
  assert.equal(clock.waiting, 0)
})

test('the ACK has its own deadline, and the answer a whole one after it', async () => {
  const late = setUp([])
  const silent = late.exchange.ask(load, null, ticket)
  await late.clock.advance(1990)
  late.line.say('06')
  await late.clock.advance(9990)
  late.line.say(GOOD)
  assert.equal(await late.clock.until(silent), '00000000')
  const never = setUp([])
  await assert.rejects(never.clock.until(never.exchange.ask(load, null, ticket)), fault('wire/silent'))
  assert.ok(never.clock.now() < 2010)
})

test('a change refused by NAK goes out once more after the pause, on the same ticket, and never a third time', async () => {
  const { line, clock, exchange } = setUp(['15', `06${GOOD}`])
  assert.equal(await clock.until(exchange.ask(load, null, ticket)), '00000000')
  assert.deepEqual(line.sent, [FRAME, FRAME, '06'])
  assert.deepEqual(line.tickets, [ticket])
  assert.equal(line.quality.retries, 1)
  assert.ok(clock.now() >= 1000)
  const twice = setUp(['15', '15', `06${GOOD}`])
  await assert.rejects(twice.clock.until(twice.exchange.ask(load, null, ticket)), fault('wire/bad-reply'))
  assert.deepEqual(twice.line.sent, [FRAME, FRAME])
})

test('a change is not sent again after silence: neither without an ACK nor after one, nor once a NAK was followed by silence', async () => {
  for (const [plan, sent] of [
    [[], 1],
    [['06'], 1],
    [['15'], 2],
  ] as const) {
    const { line, clock, exchange } = setUp(plan)
    await assert.rejects(clock.until(exchange.ask(load, null, ticket)), fault('wire/silent'))
    assert.equal(line.sent.length, sent)
  }
})

test('a NAK that an ACK follows was none: nothing is sent again', async () => {
  const { line, clock, exchange } = setUp([`15FF06${GOOD}`])
  assert.equal(await clock.until(exchange.ask(load, null, ticket)), '00000000')
  assert.deepEqual(line.sent, [FRAME, '06'])
})

test('a NAK that an answer follows ends as silence, for the command was taken and must not go out again', async () => {
  const { line, clock, exchange } = setUp([`15${GOOD}`])
  await assert.rejects(clock.until(exchange.ask(load, null, ticket)), fault('wire/silent'))
  assert.deepEqual(line.sent, [FRAME, '06'])
})

test('a line that cannot repeat an armed frame leaves a refused change at that', async () => {
  const { line, clock, exchange } = setUp(['15'])
  Object.assign(line, { repeatArmed: undefined })
  await assert.rejects(clock.until(exchange.ask(load, null, ticket)), fault('wire/bad-reply'))
  assert.deepEqual(line.sent, [FRAME])
})

test('a question is sent again after a NAK, and after silence', async () => {
  const refused = setUp(['15', `06${GOOD}`])
  assert.equal(await refused.clock.until(refused.exchange.ask(ask, null)), '00000000')
  assert.deepEqual(refused.line.sent, [FRAME, FRAME, '06'])
  const silent = setUp(['', `06${GOOD}`])
  assert.equal(await silent.clock.until(silent.exchange.ask(ask, null)), '00000000')
  assert.deepEqual(silent.line.sent, [FRAME, FRAME, '06'])
  assert.ok(silent.clock.now() < 4100, 'two seconds for the ACK, two of silence')
})

test('a broken answer is asked for again by NAK, as often as the rules say', async () => {
  const { line, clock, exchange } = setUp([`06${BROKEN}`, BROKEN, GOOD])
  assert.equal(await clock.until(exchange.ask(load, null, ticket)), '00000000')
  assert.deepEqual(line.sent, [FRAME, '15', '15', '06'])
  assert.equal(line.quality.badChecksums, 2)
  const worse = setUp([`06${BROKEN}`, BROKEN, BROKEN, GOOD])
  await assert.rejects(worse.clock.until(worse.exchange.ask(load, null, ticket)), fault('wire/bad-check'))
  assert.deepEqual(worse.line.sent, [FRAME, '15', '15'])
})

test('a good answer right behind a broken one needs no NAK', async () => {
  const { line, clock, exchange } = setUp([`06${BROKEN}${GOOD}`])
  assert.equal(await clock.until(exchange.ask(load, null, ticket)), '00000000')
  assert.deepEqual(line.sent, [FRAME, '06'])
})

test('an answer cut short is asked for again at its deadline', async () => {
  const { line, clock, exchange } = setUp([`06${GOOD.slice(0, 10)}`, GOOD])
  assert.equal(await clock.until(exchange.ask(load, null, ticket)), '00000000')
  assert.deepEqual(line.sent, [FRAME, '15', '06'])
})

test('an answer before the ACK is acknowledged and not believed', async () => {
  const other = '02903600040000000DAF'
  const { line, clock, exchange } = setUp([`${other}06${GOOD}`])
  assert.equal(await clock.until(exchange.ask(load, null, ticket)), '00000000')
  assert.deepEqual(line.sent, [FRAME, '06', '06'])
  assert.equal(line.quality.strayReplies, 1)
})

test('a broken frame before the ACK does not end the wait for it', async () => {
  const { line, clock, exchange } = setUp([BROKEN])
  const answer = exchange.ask(load, null, ticket)
  await clock.advance(1900)
  line.say(`06${GOOD}`)
  assert.equal(await clock.until(answer), '00000000')
})

test('an ACK and an answer swallowed by a false start are found at the deadline', async () => {
  const { clock, exchange } = setUp([`0290360030${`06${GOOD}`}`])
  assert.equal(await clock.until(exchange.ask(load, null, ticket)), '00000000')
})

test('an answer repeated between commands is acknowledged, or ignored where the rules say so', async () => {
  for (const [acknowledgeUnasked, more] of [
    [true, ['06']],
    [false, []],
  ] as const) {
    const { line, clock, exchange } = setUp([`06${GOOD}`], { acknowledgeUnasked })
    await clock.until(exchange.ask(ask, null))
    line.say(GOOD)
    line.say(`1506${BROKEN}`)
    assert.deepEqual(line.sent, [FRAME, '06', ...more])
  }
})

test('a port that vanishes before the ACK, before the answer or in the pause ends the wait at once', async () => {
  for (const plan of ['', '06', '15']) {
    const { line, clock, exchange } = setUp([plan])
    const answer = exchange.ask(load, null, ticket)
    await clock.advance(10)
    line.vanish()
    await assert.rejects(answer, fault('wire/gone'))
    assert.equal(line.sent.length, 1)
    assert.equal(clock.waiting, 0)
  }
})

test('an answer is kept though its ACK can no longer be written', async () => {
  const { line, clock, exchange } = setUp([`06${GOOD}`])
  line.send = () => {
    clock.after(5, () => line.vanish())
    return new Promise(() => {})
  }
  assert.equal(await clock.until(exchange.ask(load, null, ticket)), '00000000')
})

test('a frame that cannot be sent again is a fault of the line', async () => {
  const { line, clock, exchange } = setUp(['15'])
  line.repeatArmed = () => Promise.reject(new Fault('wire/write-failed', { port: line.port, because: 'EIO' }))
  await assert.rejects(clock.until(exchange.ask(load, null, ticket)), fault('wire/write-failed'))
})

test('a hostile device that refuses, breaks and chatters without end is left within bounds', async () => {
  const { line, clock, exchange } = setUp([])
  line.answer = () => clock.after(1, () => line.say(`FF${BROKEN}0606${BROKEN}1515`))
  await assert.rejects(clock.until(exchange.ask(ask, null)), fault('wire/bad-check'))
  assert.ok(line.sent.length <= 8, `${line.sent.length} sent`)
  assert.equal(bytes(line.sent[0]!).length, 6)
})
