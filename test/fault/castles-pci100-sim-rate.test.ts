// The rate of the simulated PCI100: it answers at its own alone, and changes it when an authenticated station asks.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SerialPort } from 'serialport'
import { type RunningSimulator, startSimulator } from '../../electron/devices/simulator.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import {
  bytesOf,
  framed,
  info,
  initial,
  loadK1,
  mutual,
  ok,
  padAnswer,
  pinned,
  to115200,
} from '../harness/simulated-castles.js'

/** What is waited for, so that nothing of it is left for the next opening. */
const asMuchAs = (frame: string) => ({ bytes: bytesOf(frame).length })
const known = /^100200312E3030.*1003$/

const withRate = async (baud: number, behave: string[], scene: (simulator: RunningSimulator) => Promise<void>) => {
  const options = { baud, serial: pinned.serial, behave: [pinned.random, ...behave] }
  const simulator = await startSimulator(simulatorOf('castles-pci100'), options)
  try {
    await scene(simulator)
  } finally {
    await simulator.stop()
  }
}
/** Opens it at this rate, sends frames one by one and waits for each answer, in bytes or milliseconds. */
async function heardAt(
  simulator: RunningSimulator,
  baudRate: number,
  ...exchanges: readonly (readonly [frame: string, until: { bytes: number } | { ms: number }])[]
): Promise<string> {
  const port = new SerialPort({ path: simulator.path, baudRate })
  await new Promise((opened) => port.once('open', opened))
  let heard = Buffer.alloc(0)
  for (const [frame, until] of exchanges) {
    heard = Buffer.alloc(0)
    await new Promise<void>((resolve) => {
      port.removeAllListeners('data')
      port.on('data', (chunk: Buffer) => {
        heard = Buffer.concat([heard, chunk])
        if ('bytes' in until && heard.length >= until.bytes) resolve()
      })
      port.write(bytesOf(frame))
      if ('ms' in until) setTimeout(resolve, until.ms)
    })
  }
  await new Promise((closed) => port.close(closed))
  return heard.toString('hex').toUpperCase()
}
const asked = [info, asMuchAs(framed(`00312E3030${'30'.repeat(16)}`))] as const
/** Garbage is as long as what was sent. */
const askedInVain = [info, asMuchAs(info)] as const
const session = [
  [framed(initial), asMuchAs(framed(padAnswer))],
  [framed(mutual), asMuchAs(ok)],
] as const

test('it answers at 9600 where no other rate is asked for', async () => {
  const simulator = await startSimulator(simulatorOf('castles-pci100'))
  assert.match(await heardAt(simulator, 9_600, asked), known)
  await simulator.stop()
})

test('a station at another rate hears garbage, and what it sends is not carried out', () =>
  withRate(9_600, ['auth=off'], async (simulator) => {
    assert.doesNotMatch(await heardAt(simulator, 115_200, askedInVain), /^1002/)
    await heardAt(simulator, 115_200, [loadK1, asMuchAs(loadK1)])
    assert.deepEqual(simulator.slots(), [])
    assert.match(await heardAt(simulator, 9_600, asked), known)
  }))

test('wrong-rate=silence: a station at another rate hears nothing', () =>
  withRate(9_600, ['wrong-rate=silence'], async (simulator) => {
    assert.equal(await heardAt(simulator, 115_200, [info, { ms: 100 }]), '')
    assert.match(await heardAt(simulator, 9_600, asked), known)
  }))

test('told another rate it answers at the old one, then changes, and keeps the session and the rate', () =>
  withRate(9_600, [], async (simulator) => {
    assert.equal(await heardAt(simulator, 9_600, ...session, [framed(to115200), asMuchAs(ok)]), ok)
    assert.doesNotMatch(await heardAt(simulator, 9_600, askedInVain), /^1002/)
    assert.equal(await heardAt(simulator, 115_200, [loadK1, asMuchAs(ok)]), ok)
    simulator.unplug()
    simulator.replug()
    assert.match(await heardAt(simulator, 115_200, asked), known)
  }))

test('a rate that is refused changes nothing', () =>
  withRate(9_600, [], async (simulator) => {
    const refused = framed('3780FEAD4AB525A631D9157FB963DB710B')
    assert.equal(await heardAt(simulator, 9_600, ...session, [refused, asMuchAs(ok)]), '100201011003')
    assert.match(await heardAt(simulator, 9_600, asked), known)
  }))
