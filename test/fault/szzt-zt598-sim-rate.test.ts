// The rate of the simulated ZT598: it answers at its own alone, and changes it when it is told.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SerialPort } from 'serialport'
import { type RunningSimulator, startSimulator } from '../../electron/devices/simulator.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import { answered, bytesOf, framed, openPort } from '../harness/simulated-epp.js'

const status = framed('N0')
const installed = answered('00')
/** Garbage is as long as what was sent. */
const asMuch = { bytes: status.length / 2 }

const withRate = async (baud: number, behave: string[], scene: (simulator: RunningSimulator) => Promise<void>) => {
  const simulator = await startSimulator(simulatorOf('szzt-zt598'), { baud, behave: ['auth=off', ...behave] })
  try {
    await scene(simulator)
  } finally {
    await simulator.stop()
  }
}
/** Opens it at this rate, sends a frame and waits for as many bytes as `until` says, or milliseconds. */
async function heardAt(
  simulator: RunningSimulator,
  baudRate: number,
  frame: string,
  until: { bytes: number } | { ms: number } = { bytes: frame === status ? 10 : 8 },
): Promise<string> {
  const port = new SerialPort({ path: simulator.path, baudRate })
  let heard = Buffer.alloc(0)
  await new Promise<void>((resolve) => {
    port.on('data', (chunk: Buffer) => {
      heard = Buffer.concat([heard, chunk])
      if ('bytes' in until && heard.length >= until.bytes) resolve()
    })
    port.once('open', () => {
      port.write(bytesOf(frame))
      if ('ms' in until) setTimeout(resolve, until.ms)
    })
  })
  await new Promise((closed) => port.close(closed))
  return heard.toString('hex').toUpperCase()
}

test('it answers at 9600 where no other rate is asked for', async () => {
  const simulator = await startSimulator(simulatorOf('szzt-zt598'), { behave: ['auth=off'] })
  assert.equal(await heardAt(simulator, 9_600, status), installed)
  await simulator.stop()
})

for (const rate of [1_200, 57_600, 115_200]) {
  test(`configured to ${rate} it answers there, and a station at another rate hears garbage`, () =>
    withRate(rate, [], async (simulator) => {
      const garbage = await heardAt(simulator, 9_600, status, asMuch)
      assert.ok(!garbage.includes('02303033'))
      assert.equal(await heardAt(simulator, rate, status), installed)
    }))
}

test('wrong-rate=silence: a station at another rate hears nothing', () =>
  withRate(9_600, ['wrong-rate=silence'], async (simulator) => {
    assert.equal(await heardAt(simulator, 115_200, status, { ms: 100 }), '')
    assert.equal(await heardAt(simulator, 9_600, status), installed)
  }))

test('what a station at another rate sends is not carried out', () =>
  withRate(9_600, [], async (simulator) => {
    const load = framed('10122'.concat('0123456789ABCDEFFEDCBA9876543210'))
    await heardAt(simulator, 19_200, load, { bytes: load.length / 2 })
    assert.deepEqual(simulator.slots(), [])
  }))

test('told another rate it answers at the old one, then changes', () =>
  withRate(9_600, [], async (simulator) => {
    assert.equal(await heardAt(simulator, 9_600, framed('564F')), answered())
    assert.ok(!(await heardAt(simulator, 9_600, status, asMuch)).includes(installed))
    assert.equal(await heardAt(simulator, 115_200, status), installed)
  }))

test('the changed rate outlasts a pulled cable', () =>
  withRate(9_600, [], async (simulator) => {
    await heardAt(simulator, 9_600, framed('564E'))
    simulator.unplug()
    simulator.replug()
    assert.equal(await heardAt(simulator, 57_600, status), installed)
  }))

test('a cable pulled while the answer leaves does not keep it from changing', () =>
  withRate(1_200, [], async (simulator) => {
    const port = openPort(simulator.path)
    port.send(framed('564B'))
    assert.equal(await port.hear(1), '02')
    simulator.unplug()
    await port.gone
    simulator.replug()
    assert.ok(!(await heardAt(simulator, 1_200, status, asMuch)).includes(installed))
    assert.equal(await heardAt(simulator, 9_600, status), installed)
  }))

test('rate-codes=helper: 5648 means 115200; by the constants it means 1200', async () => {
  await withRate(9_600, ['rate-codes=helper'], async (simulator) => {
    assert.equal(await heardAt(simulator, 9_600, framed('5648')), answered())
    assert.equal(await heardAt(simulator, 115_200, status), installed)
  })
  await withRate(9_600, [], async (simulator) => {
    assert.equal(await heardAt(simulator, 9_600, framed('5648')), answered())
    assert.equal(await heardAt(simulator, 1_200, status), installed)
  })
})
