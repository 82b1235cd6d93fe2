// A small dialect with ACK and NAK and two commands, for tests of the handshake.
import { Fault } from '../../electron/contract/fault.js'
import { stxBe2 } from '../../electron/wire/codecs/stx-be2.js'
import { type Command, type Dialect, Exchange } from '../../electron/wire/exchange.js'
import type { HandshakeRules } from '../../electron/wire/handshake.js'
import { hex, MemoryLine } from '../wire/memory-line.js'
import { VirtualClock } from '../wire/virtual-clock.js'

export const ask: Command<null, string> = {
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
export const load: Command<null, string> = { ...ask, name: 'load', repeatable: false, changes: true }

export const FRAME = '0290360000A6'
export const GOOD = '029036000400000000A2'
export const BROKEN = '029036000400000000A3'

export const rules: HandshakeRules = { ackMs: 2000, pauseMs: 1000, asks: 2, acknowledgeUnasked: true }
export const dialect: Dialect = {
  codec: stxBe2(64),
  sequence: { first: 1, last: 9, start: 1 },
  resends: 1,
  header: (code) => [['header', Uint8Array.of(0x90, code)]],
  answerTo: (body, code) => (body[0] === 0x90 && body[1] === code ? body.subarray(2) : null),
  handshake: rules,
}
/** @param plan what the device says after each thing that is sent, in order; after the last it is silent */
export function setUp(plan: readonly string[], over: Partial<HandshakeRules> = {}) {
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
export const fault = (code: string) => (thrown: unknown) => thrown instanceof Fault && thrown.code === code
