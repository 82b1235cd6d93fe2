// A small dialect and two commands, for tests of the exchange.
import { Fault } from '../../electron/contract/fault.js'
import { stxBcd2 } from '../../electron/wire/codecs/stx-bcd2.js'
import { type Command, type Dialect, Exchange, Unreadable } from '../../electron/wire/exchange.js'
import { render } from '../../electron/wire/render.js'
import { bytes, hex, MemoryLine } from '../wire/memory-line.js'
import { VirtualClock } from '../wire/virtual-clock.js'

// One byte of code, one of sequence number, then the content.
export const dialect: Dialect = {
  codec: stxBcd2(64),
  sequence: { first: 1, last: 3, start: 1 },
  resends: 1,
  header: (code, seq) => [['header', Uint8Array.of(code, seq)]],
  answerTo: (body, code, seq) => (body[0] === code && body[1] === seq ? body.subarray(2) : null),
}
export const ask: Command<null, string> = {
  name: 'ask',
  code: 0xa1,
  encode: () => [],
  decode: (content) => {
    if (content.length === 0) throw new Unreadable('empty')
    return hex(content)
  },
  timeoutMs: 1000,
  repeatable: true,
  changes: false,
  secret: [],
  answerShown: 1,
}
export const load: Command<string, string> = {
  ...ask,
  name: 'load',
  code: 0xb2,
  encode: (key) => [
    ['mode', bytes('02')],
    ['key', bytes(key)],
  ],
  repeatable: false,
  changes: true,
  secret: ['key'],
}
export const frame = (body: string): string => hex(render(stxBcd2(64).encode([bytes(body)])))
export const broken = (body: string): string => `${frame(body).slice(0, -2)}99`
export const askFrame = (seq: number): string => frame(`A10${seq}`)

export function setUp(over: Partial<Dialect> = {}) {
  const line = new MemoryLine()
  const clock = new VirtualClock()
  return { line, clock, exchange: new Exchange(line, { ...dialect, ...over }, clock) }
}
export const fault = (code: string) => (thrown: unknown) => thrown instanceof Fault && thrown.code === code
