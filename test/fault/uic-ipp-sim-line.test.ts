// What comes down the cable to the simulated UIC / IPP pad: broken, split, merged and endless bytes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { frameFinder, type PadHeard } from '../../electron/devices/uic-ipp/sim-frame.js'
import {
  ACK,
  admin,
  behaving,
  bytesOf,
  checkZero,
  EOT,
  getSerial,
  ikLoaded,
  loadIk,
  loadZero,
  NAK,
  withPad,
  zero,
} from '../harness/simulated-pad.js'

const empty = admin('040')
const present = admin('04FK0|D|T')
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
/** All of `bytes` without a pause between them. */
function heardIn(bytes: Uint8Array): PadHeard[] {
  const finder = frameFinder()
  return [...bytes].flatMap((byte) => finder.hear(byte, 0) ?? [])
}
const kindsIn = (hex: string) => heardIn(bytesOf(hex)).map(({ is }) => is)

test('a frame with a bad checksum has NAK and is not carried out, and the one behind it is answered', () =>
  behaving('', async (pad) => {
    pad.send('0F3034300E3B')
    assert.equal(await pad.hear(1), NAK)
    assert.equal(await pad.exchange(checkZero), empty)
  }))

test('the fourth bad frame in a row has EOT, and a good one starts the count anew', () =>
  behaving('', async (pad) => {
    const bad = async (heard: string) => {
      pad.send('0F3034300E3B')
      assert.equal(await pad.hear(1), heard)
    }
    for (let round = 0; round < 2; round++) for (const heard of [NAK, NAK, NAK, EOT]) await bad(heard)
    await bad(NAK)
    await bad(NAK)
    assert.equal(await pad.exchange(checkZero), empty)
    for (const heard of [NAK, NAK, NAK, EOT]) await bad(heard)
  }))

test('the EOT after three bad frames takes a waiting load with it', () =>
  behaving('', async (pad) => {
    await pad.ask(loadZero)
    pad.send('0F3034300E3B'.repeat(4))
    assert.equal(await pad.hear(4), NAK + NAK + NAK + EOT)
    pad.send(ACK)
    assert.equal(await pad.exchange(checkZero), empty)
    assert.deepEqual(pad.slots(), [])
  }))

test('a bad frame between echo and ACK has NAK, and the ACK still stores', () =>
  behaving('', async (pad) => {
    await pad.ask(loadZero)
    pad.send('0F3034300E3B')
    assert.equal(await pad.hear(1), NAK)
    await pad.settle()
    assert.deepEqual(pad.slots(), [zero])
  }))

test('a frame with one bit turned is never taken for the frame that it was', () => {
  for (const hex of [loadZero, loadIk]) {
    const frame = bytesOf(hex)
    for (let bit = 0; bit < frame.length * 8; bit++) {
      const turned = Uint8Array.from(frame)
      turned[bit >> 3]! ^= 1 << (bit & 7)
      const kinds = heardIn(turned).map(({ is }) => is)
      assert.ok(!kinds.includes('frame'), `bit ${bit}: ${kinds}`)
      assert.ok(kinds.filter((kind) => kind === 'broken').length <= 1, `bit ${bit}: ${kinds}`)
    }
  }
})

test('a frame that ends as the other kind does is broken', () => {
  assert.deepEqual(kindsIn('0F3034300337'), ['broken'])
  assert.deepEqual(kindsIn('023930 0E 07'), ['broken'])
})

test('two messages in one write are answered in order, and a load and its ACK in one write store nothing', () =>
  behaving('', async (pad) => {
    pad.send(checkZero + getSerial)
    assert.equal(await pad.hear(1), ACK)
    assert.equal(await pad.reply(), empty)
    assert.equal(await pad.hear(1), ACK)
    assert.equal(await pad.reply(), admin('06PP791SIM0001'))
    await pad.settle()
    pad.send(loadZero + ACK)
    assert.equal(await pad.hear(1), ACK)
    assert.equal(await pad.reply(), loadZero)
    assert.deepEqual(pad.slots(), [])
  }))

test('an ACK and the next message in one write: the key is stored, then the message is answered', () =>
  behaving('', async (pad) => {
    await pad.ask(loadZero)
    pad.send(ACK + checkZero)
    assert.equal(await pad.hear(2), EOT + ACK)
    assert.equal(await pad.reply(), present)
    assert.deepEqual(pad.slots(), [zero])
  }))

test('two ACKs store once', () =>
  behaving('slow=30 load-limit=2', async (pad) => {
    await pad.ask(loadZero)
    pad.send(ACK + ACK)
    assert.equal(await pad.hear(1), EOT)
    assert.equal(await pad.exchange(loadIk), ikLoaded)
  }))

test('a frame cut in two at any byte is answered as a whole one', () =>
  behaving('', async (pad) => {
    const frame = bytesOf(loadIk)
    for (let cut = 1; cut < frame.length; cut++) {
      pad.send(hexOf(frame.subarray(0, cut)))
      await new Promise((resolve) => setImmediate(resolve))
      assert.equal(await pad.exchange(hexOf(frame.subarray(cut))), ikLoaded, `cut at ${cut}`)
    }
  }))

test('stray bytes before a frame, control bytes and half a frame too, do not keep it from being answered', () =>
  behaving('', async (pad) => {
    for (const stray of ['00', 'FFFF', '1113', '06', '15', '04', '0E03', '0F', '02', '0F3032', '0F0F0F', '02393031']) {
      assert.equal(await pad.exchange(stray + checkZero), empty, stray)
    }
  }))

test('control bytes are heard outside frames and are data inside, and a checksum may be any byte', () => {
  assert.deepEqual(kindsIn('06 15 04'), ['ack', 'nak', 'eot'])
  assert.deepEqual(kindsIn(admin('07\x06\x15\x04')), ['frame'])
  for (const check of [0x02, 0x03, 0x04, 0x06, 0x0e, 0x0f, 0x15]) {
    const frame = admin(`07${String.fromCharCode(0x30 ^ 0x37 ^ 0x0e ^ check ^ 0x40)}@`)
    assert.equal(Number.parseInt(frame.slice(-2), 16), check)
    assert.deepEqual(kindsIn(frame + checkZero), ['frame', 'frame'])
  }
})

test('whatever came, a frame after half a second of silence is found', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (noise) => {
      const finder = frameFinder()
      for (const byte of noise) finder.hear(byte, 0)
      const found = [...bytesOf(loadZero)].flatMap((byte) => finder.hear(byte, 501) ?? [])
      assert.deepEqual(
        found.map((heard) => heard.is === 'frame' && [heard.frame.kind, heard.frame.id, heard.frame.data.length]),
        [['admin', '02', 33]],
      )
    }),
  )
})

test('a half frame is waited for half a second, and what comes later stands by itself', () => {
  for (const [at, heard] of [
    [500, null],
    [501, { is: 'ack' }],
  ] as const) {
    const finder = frameFinder()
    for (const byte of bytesOf('0F3032')) finder.hear(byte, 0)
    assert.deepEqual(finder.hear(0x06, at), heard)
  }
})

test('a megabyte without an end is survived, and the next frame is found', () => {
  const finder = frameFinder()
  let frames = 0
  for (const byte of Buffer.concat([bytesOf('0F'), Buffer.alloc(1 << 20, 0x41), bytesOf(loadZero)])) {
    if (finder.hear(byte, 0)?.is === 'frame') frames++
  }
  assert.equal(frames, 1)
})

test('a flood of garbage is taken at the pace of the line, and the message behind it is answered', () =>
  withPad({ baud: 4_000_000 }, async (pad) => {
    const start = performance.now()
    pad.send('55'.repeat(100_000))
    assert.equal(await pad.exchange(checkZero), empty)
    assert.ok(performance.now() - start >= 250)
  }))
