// ACK and NAK round an answer, on a virtual clock: what goes out again, what is asked for again, and what is not believed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../electron/contract/fault.js'
import { stxBe2 } from '../../electron/wire/codecs/stx-be2.js'
import { type Command, type Dialect, Exchange } from '../../electron/wire/exchange.js'
import type { HandshakeRules } from '../../electron/wire/handshake.js'
import { bytes, hex, MemoryLine, ticket } from '../wire/memory-line.js'
import { VirtualClock } from '../wire/virtual-clock.js'

const ask: Command<null, string> = {
  name: 'ask',
  code: 0x36,
  encode: () => [],
  decode: hex,
  timeoutMs: 10_000,
  repeatable: true,
  changes: false,
  secret: [],
  answerShown: 4,
}
const load: Command<null, string> = { ...ask, name: 'load', repeatable: false, changes: true }

const FRAME = '0290360000A6'
const GOOD = '029036000400000000A2'
const BROKEN = '029036000400000000A3'

const rules: HandshakeRules = { ackMs: 2000, pauseMs: 1000, asks: 2, acknowledgeUnasked: true }
const dialect: Dialect = {
  codec: stxBe2(64),
  sequence: { first: 1, last: 9, start: 1 },
  resends: 1,
  header: (code) => [['header', Uint8Array.of(0x90, code)]],
  answerTo: (body, code) => (body[0] === 0x90 && body[1] === code ? body.subarray(2) : null),
  handshake: rules,
}
/** @param plan what the device says after each thing that is sent, in order; after the last it is silent */
function setUp(plan: readonly string[], over: Partial<HandshakeRules> = {}) {
  const line = new MemoryLine()
  const clock = new VirtualClock()
  const left = [...plan]
  line.answer = () => {
    const said = left.shift()
    if (said) clock.after(1, () => line.say(said))
  }
  const exchange = new Exchange(line, { ...dialect, handshake: { ...rules, ...over } }, clock)
  return { line, clock, exchange }
}
const fault = (code: string) => (thrown: unknown) => thrown instanceof Fault && thrown.code === code

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

test('where a NAK is passed over the ACK is waited for all the same, and nothing goes out again but a question after silence', async () => {
  const waiting = setUp([`1506${GOOD}`], { nak: 'waits' })
  assert.equal(await waiting.clock.until(waiting.exchange.ask(load, null, ticket)), '00000000')
  assert.deepEqual(waiting.line.sent, [FRAME, '06'])
  const silent = setUp(['15'], { nak: 'waits' })
  await assert.rejects(silent.clock.until(silent.exchange.ask(load, null, ticket)), fault('wire/silent'))
  assert.deepEqual(silent.line.sent, [FRAME])
})

test('where a NAK is the end nothing goes out again, a question neither', async () => {
  for (const [command, spent] of [
    [ask, undefined],
    [load, ticket],
  ] as const) {
    const { line, clock, exchange } = setUp([`15${GOOD}`, `06${GOOD}`], { nak: 'ends' })
    await assert.rejects(clock.until(exchange.ask(command, null, spent)), fault('wire/bad-reply'))
    assert.deepEqual(line.sent, [FRAME])
  }
})

test('an answer that wants no ACK gets none', async () => {
  const { line, clock, exchange } = setUp([`06${GOOD}`], { acknowledges: false })
  assert.equal(await clock.until(exchange.ask(ask, null)), '00000000')
  assert.deepEqual(line.sent, [FRAME])
})

test('an ACK alone answers a command that allows it once nothing followed, and a frame in time is the answer', async () => {
  const bare: Command<null, string> = { ...ask, bareAckMs: 500 }
  const alone = setUp(['06'], { acknowledges: false })
  assert.equal(await alone.clock.until(alone.exchange.ask(bare, null)), '')
  assert.ok(alone.clock.now() >= 500)
  const followed = setUp([`06${GOOD}`], { acknowledges: false })
  assert.equal(await followed.clock.until(followed.exchange.ask(bare, null)), '00000000')
  const silent = setUp([], { acknowledges: false })
  await assert.rejects(silent.clock.until(silent.exchange.ask(bare, null)), fault('wire/silent'))
})

test('a broken frame behind an ACK is no answer, though the ACK alone would be one', async () => {
  const { clock, exchange } = setUp([`06${BROKEN}`, `06${BROKEN}`], { asks: 0 })
  await assert.rejects(clock.until(exchange.ask({ ...ask, bareAckMs: 500 }, null)), fault('wire/bad-check'))
})
