// What comes down the cable to the simulated PAX D: broken, split, merged and endless bytes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { frameFinder, type PaxHeard } from '../../electron/devices/pax-d/sim-frame.js'
import {
  answered,
  behaving,
  bytesOf,
  framed,
  loaded,
  loadK1,
  ping,
  readTmk1,
  tmk1Read,
  withPax,
} from '../harness/simulated-pax.js'

const pinged = '029036000400000000A2'
const empty = answered('900B', -301)
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase()

test('a frame with a bad checksum has NAK and is not carried out, and the one behind it is answered', () =>
  behaving('', async (pax) => {
    pax.send(`${loadK1.slice(0, -2)}0E`)
    assert.equal(await pax.hear(1), '15')
    assert.equal(await pax.ask(readTmk1), empty)
  }))

test('a frame with one bit turned is no frame, and is told once at most', () => {
  const frame = bytesOf(loadK1)
  for (let bit = 0; bit < frame.length * 8; bit++) {
    const turned = Uint8Array.from(frame)
    turned[bit >> 3]! ^= 1 << (bit & 7)
    const kinds = heardIn(turned).map(({ kind }) => kind)
    assert.ok(!kinds.includes('frame') && kinds.filter((kind) => kind === 'broken').length <= 1, `bit ${bit}: ${kinds}`)
  }
})

test('two commands in one write are answered in order, the first without waiting for its ACK', () =>
  behaving('', async (pax) => {
    pax.send(loadK1 + readTmk1)
    assert.equal(await pax.hear(26), `06${loaded}06${tmk1Read}`)
  }))

test('a frame cut in two at any byte is answered as a whole one', () =>
  behaving('', async (pax) => {
    const frame = bytesOf(loadK1)
    for (let cut = 1; cut < frame.length; cut++) {
      pax.send(hexOf(frame.subarray(0, cut)))
      await new Promise((resolve) => setImmediate(resolve))
      assert.equal(await pax.ask(hexOf(frame.subarray(cut))), loaded, `cut at ${cut}`)
    }
  }))

test('stray bytes before a frame, ACK and NAK too, do not keep it from being answered', () =>
  behaving('', async (pax) => {
    for (const stray of ['00', 'FFFF', '1113', '06', '15', '0606', '1515', '02', '0202', '0236', '0290 36 FFFF']) {
      assert.equal(await pax.ask(stray + ping), pinged, stray)
    }
  }))

test('an ACK outside a frame is one, and inside a frame is data', () => {
  assert.deepEqual(kindsIn('06 15'), ['ack', 'nak'])
  assert.deepEqual(kindsIn(framed('9006', '0615')), ['frame'])
})

test('whatever came, a frame after half a second of silence is found', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (noise) => {
      const finder = frameFinder()
      for (const byte of noise) finder.hear(byte, 0)
      const found = [...bytesOf(loadK1)].flatMap((byte) => finder.hear(byte, 501))
      assert.deepEqual(
        found.map((heard) => heard.kind === 'frame' && [heard.frame.command, heard.frame.sub, heard.frame.data.length]),
        [[0x90, 0x01, 28]],
      )
    }),
  )
})

test('a frame hidden in one that breaks off is found, and the broken one is told once', () => {
  assert.deepEqual(kindsIn(`02 90 01 00 40 ${loadK1} 02 90 36 00 00 A7 ${'55'.repeat(40)}`), ['broken', 'frame'])
})

test('a megabyte of headers that promise long frames is survived, and the next frame is found', () => {
  const headers = Buffer.alloc(1 << 20, bytesOf('02900103FE'))
  const bytes = Buffer.concat([headers, Buffer.alloc(1_100), bytesOf(loadK1)])
  const finder = frameFinder()
  let last: PaxHeard | undefined
  for (const byte of bytes) last = finder.hear(byte, 0).at(-1) ?? last
  assert.deepEqual(last?.kind === 'frame' && [last.frame.sub, last.frame.data.length], [0x01, 28])
})

test('a flood of garbage is taken at the pace of the line, and the command behind it is answered', () =>
  withPax({ baud: 4_000_000 }, async (pax) => {
    const start = performance.now()
    pax.send('55'.repeat(100_000))
    assert.equal(await pax.ask(ping), pinged)
    assert.ok(performance.now() - start >= 250)
  }))

/** All of `bytes` without a pause between them. */
function heardIn(bytes: Uint8Array): PaxHeard[] {
  const finder = frameFinder()
  return [...bytes].flatMap((byte) => finder.hear(byte, 0))
}
const kindsIn = (hex: string) => heardIn(bytesOf(hex)).map(({ kind }) => kind)
