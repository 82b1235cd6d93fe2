// ACK and NAK where a family has them otherwise: a NAK that is passed over or ends all, an ACK that is all of the answer.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '../../electron/wire/exchange.js'
import { ticket } from '../wire/memory-line.js'
import { ask, BROKEN, FRAME, fault, GOOD, load, setUp } from './handshake-setup.js'

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
