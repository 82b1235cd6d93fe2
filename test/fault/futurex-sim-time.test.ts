// The simulated Futurex-style receiver on a virtual clock: when the operator comes, and when it polls.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readBehaviours } from '../../electron/devices/simulator-behaviours.js'
import { simulatedLine } from '../../electron/devices/simulator-line.js'
import { randomBytes } from '../../electron/devices/simulator-random.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import { bytesOf } from '../harness/simulated.js'
import { framed, k1Loaded, loadK1, readSerial } from '../harness/simulated-futurex.js'
import { VirtualClock } from '../wire/virtual-clock.js'

/** One byte a millisecond. */
const BAUD = 10_000
const NOT_IN_MODE = framed('02060000')
const POLL = framed('0100|POLL')
const serialRead = framed('0300SN1             ')
/** Bytes of a frame in hex, and so milliseconds. */
const bytes = (frame: string) => bytesOf(frame).length

function onLine(behave: readonly string[]) {
  const clock = new VirtualClock()
  const family = simulatorOf('futurex')
  const behaves = readBehaviours('futurex', family.behaviours, behave)
  const random = randomBytes(1)
  const terminal = family.make({ serial: 'SN1', behaves, random })
  const line = simulatedLine({ terminal, behaves, baud: BAUD, clock, random, pull: () => line.detach() })
  let said = ''
  const end = {
    write: (left: Uint8Array) => {
      said += Buffer.from(left).toString('hex').toUpperCase()
    },
    pause: () => {},
    resume: () => {},
  }
  line.attach(end)
  /** What it has said after `ms`, since it was last asked. */
  const after = async (ms: number) => {
    await clock.advance(ms)
    const heard = said
    said = ''
    return heard
  }
  const hears = (hex: string) => line.hear(bytesOf(hex))
  return { line, end, after, hears, close: () => terminal.dispose() }
}

test('operator=MS: a load that is there a millisecond before he comes has 06, and one that is there then is taken', async () => {
  const { after, hears, close } = onLine(['operator=1000'])
  await after(999 - bytes(loadK1))
  hears(loadK1)
  assert.equal(await after(bytes(loadK1) + bytes(NOT_IN_MODE)), NOT_IN_MODE)
  hears(loadK1)
  assert.equal(await after(bytes(loadK1) + bytes(k1Loaded)), k1Loaded)
  close()
  const onTime = onLine(['operator=1000'])
  await onTime.after(1000 - bytes(loadK1))
  onTime.hears(loadK1)
  assert.equal(await onTime.after(bytes(loadK1) + bytes(k1Loaded)), k1Loaded)
  onTime.close()
})

test('operator=MS: he has to come again after a replugging', async () => {
  const { line, end, after, hears, close } = onLine(['operator=1000'])
  await after(2_000)
  line.detach()
  line.attach(end)
  hears(loadK1)
  assert.equal(await after(500), NOT_IN_MODE)
  await after(500)
  hears(loadK1)
  assert.equal(await after(500), k1Loaded)
  close()
})

test('poll=asks: it polls every two seconds after an answer, and a command is answered in between', async () => {
  const { after, hears, close } = onLine(['poll=asks'])
  assert.equal(await after(10_000), '', 'not before it has been spoken to')
  hears(readSerial)
  assert.equal(await after(bytes(readSerial) + bytes(serialRead)), serialRead)
  assert.equal(await after(2_000), '')
  assert.equal(await after(bytes(POLL)), POLL)
  hears(framed('0110|ACK'))
  assert.equal(await after(1_999), '')
  assert.equal(await after(1 + bytes(POLL)), POLL)
  hears(loadK1)
  assert.equal(await after(bytes(loadK1) + bytes(k1Loaded)), k1Loaded)
  assert.equal(await after(2_000 + bytes(POLL)), POLL)
  close()
})
