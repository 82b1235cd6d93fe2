// What comes down the cable to the simulated P180: broken, split, merged and endless bytes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { frameFinder, type P180Heard } from '../../electron/devices/newland-p180/sim-frame.js'
import { bytesOf, hexOf } from '../harness/simulated.js'
import { behaving, coded, framed, loaded, loadTmk1, readTmk1, tmk1Read, withP180 } from '../harness/simulated-p180.js'

const empty = coded('53', '01')

test('a frame with a bad checksum has NAK and is not carried out, and the one behind it is answered', () =>
  behaving('', async (pad) => {
    pad.send(`${loadTmk1.slice(0, -2)}00`)
    assert.equal(await pad.hear(1), '15')
    assert.equal(await pad.ask(readTmk1), empty)
  }))

test('a frame with one bit turned is no frame, and is told once at most', () => {
  const frame = bytesOf(loadTmk1)
  for (let bit = 0; bit < frame.length * 8; bit++) {
    const turned = Uint8Array.from(frame)
    turned[bit >> 3]! ^= 1 << (bit & 7)
    const kinds = heardIn(turned).map(({ kind }) => kind)
    assert.ok(!kinds.includes('frame') && kinds.filter((kind) => kind === 'broken').length <= 1, `bit ${bit}: ${kinds}`)
  }
})

test('two commands in one write are answered in order, the first without waiting for its ACK', () =>
  behaving('', async (pad) => {
    pad.send(loadTmk1 + readTmk1)
    assert.equal(await pad.hear(24), `06${loaded}06${tmk1Read}`)
  }))

test('a frame cut in two at any byte is answered as a whole one', () =>
  behaving('', async (pad) => {
    const frame = bytesOf(loadTmk1)
    for (let cut = 1; cut < frame.length; cut++) {
      pad.send(hexOf(frame.subarray(0, cut)))
      await new Promise((resolve) => setImmediate(resolve))
      assert.equal(await pad.ask(hexOf(frame.subarray(cut))), loaded, `cut at ${cut}`)
    }
  }))

test('stray bytes before a frame, ACK and NAK too, do not keep it from being answered', () =>
  behaving('', async (pad) => {
    const strays = ['00', 'FFFF', '1113', '06', '15', '0606', '1515', '02', '0202', '020002', '02FFFF', '020005353230']
    for (const stray of strays) assert.equal(await pad.ask(stray + readTmk1), empty, stray)
  }))

test('an ACK outside a frame is one, and inside a frame is data', () => {
  assert.deepEqual(kindsIn('06 15'), ['ack', 'nak'])
  assert.deepEqual(kindsIn(framed('90', '0615')), ['frame'])
})

test('whatever came, a frame after half a second of silence is found', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (noise) => {
      const finder = frameFinder()
      for (const byte of noise) finder.hear(byte, 0)
      const found = [...bytesOf(loadTmk1)].flatMap((byte) => finder.hear(byte, 501))
      assert.deepEqual(
        found.map((heard) => heard.kind === 'frame' && [heard.frame.command, heard.frame.params.length]),
        [['50', 25]],
      )
    }),
  )
})

test('a frame hidden in one that breaks off is found, and the broken one is told once', () => {
  const broken = `02 0080 3530 2F ${loadTmk1} 02 00 05 35 32 2F 01 00 03 2E ${'55'.repeat(40)}`
  const kinds = kindsIn(broken)
  assert.equal(kinds.filter((kind) => kind === 'frame').length, 1)
  assert.ok(kinds.filter((kind) => kind === 'broken').length <= 1)
})

test('a length of 1024 is taken and one of 1025 is none', () => {
  assert.deepEqual(kindsIn(framed('90', '55'.repeat(1_021))), ['frame'])
  assert.deepEqual(kindsIn(framed('90', '55'.repeat(1_022))), [])
})

test('a megabyte of headers that promise long frames is survived, and the next frame is found', () => {
  const headers = Buffer.alloc(1 << 20, bytesOf('02102435302F'))
  const bytes = Buffer.concat([headers, Buffer.alloc(1_100), bytesOf(loadTmk1)])
  const finder = frameFinder()
  let last: P180Heard | undefined
  for (const byte of bytes) last = finder.hear(byte, 0).at(-1) ?? last
  assert.deepEqual(last?.kind === 'frame' && [last.frame.command, last.frame.params.length], ['50', 25])
})

test('a flood of garbage is taken at the pace of the line, and the command behind it is answered', () =>
  withP180({ baud: 4_000_000 }, async (pad) => {
    const start = performance.now()
    pad.send('55'.repeat(100_000))
    assert.equal(await pad.ask(readTmk1), empty)
    assert.ok(performance.now() - start >= 250)
  }))

/** All of `bytes` without a pause between them. */
function heardIn(bytes: Uint8Array): P180Heard[] {
  const finder = frameFinder()
  return [...bytes].flatMap((byte) => finder.hear(byte, 0))
}
const kindsIn = (hex: string) => heardIn(bytesOf(hex)).map(({ kind }) => kind)
