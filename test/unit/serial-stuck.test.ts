// A port whose operating system never calls back: every wait of the line ends by itself. Time is node's own mock of it.
import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import type { SerialPort } from 'serialport'
import { Fault } from '../../electron/contract/fault.js'
import { SerialLine } from '../../electron/wire/serial-line.js'

const turn = () => new Promise((done) => setImmediate(done))

/** Open, without a descriptor, and silent: what is asked of it is counted and never answered. */
class DeafPort extends EventEmitter {
  isOpen = true
  readonly asked: string[] = []
  readonly write = () => void this.asked.push('write')
  readonly flush = () => void this.asked.push('flush')
  readonly close = () => void this.asked.push('close')
  readonly update = () => void this.asked.push('update')
}
function line() {
  const port = new DeafPort()
  const hands = {
    sendSecret: async () => {
      throw new Error('no secrets here')
    },
    spend: () => {},
  }
  return { port, line: new SerialLine(port as unknown as SerialPort, { port: '/dev/deaf', baud: 9600 }, hands) }
}
const because = (word: RegExp) => (error: unknown) =>
  error instanceof Fault && error.code === 'wire/write-failed' && word.test(String(error.facts.because))

test('a close that never calls back, and a flush before it that does not either, are left when their time is up', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { port, line: deaf } = line()
  let closed = false
  const closing = deaf.close().then(() => {
    closed = true
  })
  assert.deepEqual(port.asked, ['flush'])
  t.mock.timers.tick(2_000)
  await turn()
  assert.deepEqual([port.asked, closed], [['flush', 'close'], false])
  t.mock.timers.tick(2_000)
  await closing
  assert.equal(deaf.gone, 'closed')
})

test('a write that never calls back fails when its time is up, and none follows it', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { port, line: deaf } = line()
  const frame = { parts: [Uint8Array.of(0x02, 0x03)] }
  const first = assert.rejects(deaf.send(frame), because(/not done within/))
  const second = assert.rejects(deaf.send(frame), because(/an earlier write never ended/))
  await turn()
  assert.deepEqual(port.asked, ['write'])
  t.mock.timers.tick(6_000)
  await Promise.all([first, second])
  assert.deepEqual(port.asked, ['write'])
})

test('a change of the rate that never calls back fails, and the line keeps the rate it had', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { line: deaf } = line()
  const changing = assert.rejects(deaf.setBaud(115_200), because(/not done within/))
  await turn()
  t.mock.timers.tick(6_000)
  await changing
  assert.equal(deaf.baud, 9600)
})
