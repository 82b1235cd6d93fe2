// What a simulated terminal acknowledges and says again, on a virtual clock: 10,000 bits per second, one byte a millisecond.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readBehaviours } from '../../electron/devices/simulator-behaviours.js'
import { simulatedLine } from '../../electron/devices/simulator-line.js'
import { randomBytes } from '../../electron/devices/simulator-random.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import { bytesOf, loaded, loadK1, ping } from '../harness/simulated-pax.js'
import { VirtualClock } from '../wire/virtual-clock.js'

const pinged = '029036000400000000A2'

/** What leaves the simulated PAX D, as `[when its first byte left, bytes]`; neighbouring bytes are one entry. */
function lineOf(behave: string[]) {
  const clock = new VirtualClock()
  const family = simulatorOf('pax-d')
  const behaves = readBehaviours('pax-d', family.behaviours, behave)
  const random = randomBytes(1)
  const terminal = family.make({ serial: 'SN1', behaves, random })
  const line = simulatedLine({ terminal, behaves, baud: 10_000, clock, random, pull: () => line.detach() })
  const left: { from: number; to: number; hex: string }[] = []
  line.attach({
    write: (bytes) => {
      const hex = Buffer.from(bytes).toString('hex').toUpperCase()
      const last = left.at(-1)
      if (last && clock.now() - last.to <= 1) Object.assign(last, { to: clock.now(), hex: last.hex + hex })
      else left.push({ from: clock.now(), to: clock.now(), hex })
    },
    pause: () => {},
    resume: () => {},
  })
  return { clock, line, said: () => left.map(({ from, hex }) => [from, hex]), close: () => terminal.dispose() }
}

test('the ACK leaves when the command has passed, and the answer right behind it', async () => {
  const { clock, line, said } = lineOf([])
  line.hear(bytesOf(ping))
  await clock.advance(1_000)
  assert.deepEqual(said(), [[7, `06${pinged}`]])
})

test('slow: the ACK leaves at once, the answer that much later', async () => {
  const { clock, line, said } = lineOf(['slow=500'])
  line.hear(bytesOf(ping))
  await clock.advance(1_000)
  assert.deepEqual(said(), [
    [7, '06'],
    [507, pinged],
  ])
})

test('an answer without ACK comes again when the wait is over, counted from its last byte, three times', async () => {
  const { clock, line, said } = lineOf(['ack-wait=100'])
  line.hear(bytesOf(ping))
  await clock.advance(10_000)
  assert.deepEqual(said(), [
    [7, `06${pinged}`],
    [118, pinged],
    [228, pinged],
    [338, pinged],
  ])
  assert.equal(clock.waiting, 0)
})

test('an ACK, or the next command, ends the repeating; the next answer has a wait of its own', async () => {
  const { clock, line, said } = lineOf(['ack-wait=100'])
  line.hear(bytesOf(ping))
  await clock.advance(50)
  line.hear(bytesOf('02 90 0D 00 00 9D'))
  await clock.advance(100)
  line.hear(bytesOf('06'))
  await clock.advance(10_000)
  assert.deepEqual(said(), [
    [7, `06${pinged}`],
    [57, '0602900D00040000000099'],
  ])
})

test('a load whose answer is lost in the cable says nothing again after the cable was out', async () => {
  const { clock, line, said, close } = lineOf(['ack-wait=100'])
  line.hear(bytesOf(loadK1))
  await clock.advance(60)
  line.detach()
  await clock.advance(10_000)
  assert.deepEqual(said(), [[35, `06${loaded}`]])
  close()
})
