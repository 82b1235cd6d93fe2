// What comes down the cable to the simulated ZT598: broken, split, merged and endless bytes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { frameFinder } from '../../electron/devices/szzt-zt598/sim-frame.js'
import {
  answered,
  bytesOf,
  framed,
  K1,
  kcvK1,
  loadedK1,
  loadedK2,
  loadK1,
  loadK1Frame,
  loadK2,
  open,
  withEpp,
} from '../harness/simulated-epp.js'

const status = framed('N0')
const installed = answered('00')
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase()

const brokenFrames: readonly [what: string, hex: string][] = [
  ['a wrong check', `${loadK1Frame.slice(0, -2)}38`],
  ['a check in lower case', '02 303032 4E30 03 3466'],
  ['no ETX', '02 303032 4E30 04 3438'],
  ['a length that is too small', framed('N0', '001')],
  ['a length that is no number', framed('N0', '0x2')],
  ['no TEXT', framed('')],
]
test('a broken frame is not answered, and the one behind it is', () =>
  open('', async (epp) => {
    for (const [what, hex] of brokenFrames) {
      epp.send(hex)
      assert.equal(await epp.ask(status, 10), installed, what)
    }
    assert.deepEqual(epp.slots(), [])
  }))

test('two frames in one write are answered in order', () =>
  open('', async (epp) => assert.equal(await epp.ask(framed(loadK1) + framed(loadK2), 48), loadedK1 + loadedK2)))

test('a frame cut in two at any byte is answered as a whole one', () =>
  open('', async (epp) => {
    const frame = bytesOf(loadK1Frame)
    for (let cut = 1; cut < frame.length; cut++) {
      epp.send(hexOf(frame.subarray(0, cut)))
      await new Promise((resolve) => setImmediate(resolve))
      assert.equal(await epp.ask(hexOf(frame.subarray(cut)), 24), loadedK1, `cut at ${cut}`)
    }
  }))

test('stray bytes before a frame, control bytes too, do not keep it from being answered', () =>
  open('', async (epp) => {
    for (const stray of ['00', 'FFFF', '1113', '0D0A', '02', '0202', '0230', '023030', '02FFFF', '0230303143', '03']) {
      assert.equal(await epp.ask(stray + status, 10), installed, stray)
    }
  }))

/** TEXTs in all of `bytes` without a pause between them. */
const textsIn = (bytes: Uint8Array) => {
  const finder = frameFinder()
  return [...bytes].flatMap((byte) => finder.hear(byte, 0)).map((text) => Buffer.from(text).toString('latin1'))
}

test('bytes without a start byte are nothing, and the frame behind them is found', () => {
  const silent = fc.uint8Array({ maxLength: 60 }).map((bytes) => bytes.map((byte) => (byte === 2 ? 3 : byte)))
  fc.assert(
    fc.property(silent, (noise) => {
      assert.deepEqual(textsIn(Uint8Array.of(...noise, ...bytesOf(loadK1Frame), ...noise)), [loadK1])
    }),
  )
})

test('whatever came, a frame after half a second of silence is found', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (noise) => {
      const finder = frameFinder()
      for (const byte of noise) finder.hear(byte, 0)
      const found = [...bytesOf(loadK1Frame)].flatMap((byte) => finder.hear(byte, 501))
      assert.equal(Buffer.from(found.at(-1) ?? '').toString('latin1'), loadK1)
    }),
  )
})

test('a frame with one bit turned is no frame', () => {
  const frame = bytesOf(loadK1Frame)
  fc.assert(
    fc.property(fc.nat(frame.length - 1), fc.nat(7), (at, bit) => {
      const turned = Uint8Array.from(frame)
      turned[at]! ^= 1 << bit
      assert.deepEqual(textsIn(turned), [])
    }),
  )
})

test('a frame hidden in one that breaks off is found', () => {
  assert.deepEqual(textsIn(bytesOf(`02 363030 31 ${loadK1Frame} ${'55'.repeat(700)}`)), [loadK1])
  assert.deepEqual(textsIn(bytesOf(`02 303030 31 ${loadK1Frame} ${'55'.repeat(5_000)}`)), [loadK1])
})

test('a TEXT behind length 000 may have 4096 characters and no more', () => {
  assert.deepEqual(textsIn(bytesOf(framed('3'.repeat(4_095)))), ['3'.repeat(4_095)])
  assert.deepEqual(textsIn(bytesOf(framed('3'.repeat(4_200)))), [])
})

test('a megabyte of headers that promise long frames is survived, and the next frame is found', () => {
  const header = bytesOf('02 303030 31 02 393939 31')
  const finder = frameFinder()
  const bytes = Buffer.concat([Buffer.alloc(1 << 20, header), Buffer.alloc(5_000), bytesOf(loadK1Frame)])
  let found = 0
  for (const byte of bytes) found += finder.hear(byte, 0).length
  assert.equal(found, 1)
})

test('a flood of garbage is taken at the pace of the line, and the command behind it is answered', () =>
  withEpp({ baud: 4_000_000, behave: ['auth=off'] }, async (epp) => {
    epp.send('55'.repeat(100_000))
    assert.equal(await epp.say(`10122${K1}`), `60 ${kcvK1}`)
  }))
