// What comes down the cable to the simulated K21: broken, split, merged and endless bytes.
import assert from 'node:assert/strict'
import { closeSync, constants, openSync, writeSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { frameFinder } from '../../electron/devices/newland-k21/sim-frame.js'
import { startSimulator } from '../../electron/devices/simulator.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import { bytesOf, framed, k1Loaded, loadK1, readTdk6, tdk6, tdk6Loaded, withK21 } from '../harness/simulated-k21.js'

const noRecord = framed('1A05 2F 21 3030 3437')
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase()

test('a frame with a bad checksum is not answered, and the one behind it is', () =>
  withK21({}, async (k21) => {
    k21.send(`${loadK1.slice(0, -2)}2F`)
    assert.equal(await k21.ask(readTdk6, 13), noRecord)
    assert.equal(k21.slots().length, 1)
  }))

test('two frames in one write are answered in order', () =>
  withK21({}, async (k21) => assert.equal(await k21.ask(loadK1 + framed(tdk6), 42), k1Loaded + tdk6Loaded)))

test('a frame cut in two at any byte is answered as a whole one', () =>
  withK21({}, async (k21) => {
    const frame = bytesOf(loadK1)
    for (let cut = 1; cut < frame.length; cut++) {
      k21.send(hexOf(frame.subarray(0, cut)))
      await new Promise((resolve) => setImmediate(resolve))
      assert.equal(await k21.ask(hexOf(frame.subarray(cut)), 21), k1Loaded, `cut at ${cut}`)
    }
  }))

test('stray bytes before a frame, control bytes too, do not keep it from being answered', () =>
  withK21({}, async (k21) => {
    for (const stray of ['00', 'FFFF', '1113', '0D0A', '02', '0202', '020004', '02FFFF', '0200041A02', '03']) {
      assert.equal(await k21.ask(stray + readTdk6, 13), noRecord, stray)
    }
  }))

/** All of `bytes` without a pause between them. */
const framesIn = (bytes: Uint8Array) => {
  const finder = frameFinder()
  return [...bytes].flatMap((byte) => finder.hear(byte, 0))
}

test('bytes without a start byte are nothing, and the frame behind them is found', () => {
  const silent = fc.uint8Array({ maxLength: 60 }).map((bytes) => bytes.map((byte) => (byte === 2 ? 3 : byte)))
  fc.assert(
    fc.property(silent, (noise) => {
      const found = framesIn(Uint8Array.of(...noise, ...bytesOf(loadK1), ...noise))
      assert.deepEqual(
        found.map((frame) => [frame.command, frame.seq, frame.body.length]),
        [[0x1a02, 1, 27]],
      )
    }),
  )
})

test('whatever came, a frame after half a second of silence is found', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (noise) => {
      const finder = frameFinder()
      for (const byte of noise) finder.hear(byte, 0)
      const found = [...bytesOf(loadK1)].flatMap((byte) => finder.hear(byte, 501))
      assert.equal(found.at(-1)?.command, 0x1a02)
    }),
  )
})

test('a frame with one bit turned is no frame', () => {
  const frame = bytesOf(loadK1)
  fc.assert(
    fc.property(fc.nat(frame.length - 1), fc.nat(7), (at, bit) => {
      const turned = Uint8Array.from(frame)
      turned[at]! ^= 1 << bit
      assert.deepEqual(framesIn(turned), [])
    }),
  )
})

test('a frame hidden in one that breaks off is found', () => {
  assert.equal(framesIn(bytesOf(`02 0060 1A02 2F 09 ${loadK1} ${'55'.repeat(40)}`)).at(0)?.seq, 1)
})

test('a megabyte of headers that promise long frames is survived, and the next frame is found', () => {
  const headers = Buffer.alloc(1 << 20, bytesOf('0210001A022F'))
  const bytes = Buffer.concat([headers, Buffer.alloc(1_100), bytesOf(loadK1)])
  const finder = frameFinder()
  let found = 0
  for (const byte of bytes) found += finder.hear(byte, 0).length
  assert.equal(found, 1)
})

test('a flood of garbage is taken at the pace of the line, and the command behind it is answered', () =>
  withK21({ baud: 4_000_000 }, async (k21) => {
    const start = performance.now()
    k21.send('55'.repeat(100_000))
    assert.equal(await k21.ask(readTdk6, 13), noRecord)
    assert.ok(performance.now() - start >= 250)
  }))

test('a station that asks and never reads stops nothing: the commands behind are carried out', async () => {
  const simulator = await startSimulator(simulatorOf('newland-k21'), { baud: 4_000_000 })
  const station = openSync(simulator.path, constants.O_RDWR | constants.O_NOCTTY)
  const asksFor255Bytes = bytesOf(framed('F104 2F 0A FF'))
  for (let round = 0; round < 300; round++) writeSync(station, asksFor255Bytes)
  writeSync(station, bytesOf(loadK1))
  while (simulator.slots().length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
  closeSync(station)
  await simulator.stop()
})
