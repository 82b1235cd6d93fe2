// What comes down the cable to the simulated Futurex-style receiver: broken, split, merged and endless bytes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { frameFinder, type Heard } from '../../electron/devices/futurex/sim-frame.js'
import { bytesOf } from '../harness/simulated.js'
import { behaving, framed, k1Loaded, load, loadK1, readSerial, withReceiver } from '../harness/simulated-futurex.js'

const serialRead = framed('0300FXSIM00000000001')
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
/** All of `bytes` without a pause between them. */
function heardIn(bytes: Uint8Array): Heard[] {
  const finder = frameFinder()
  return [...bytes].flatMap((byte) => finder.hear(byte, 0) ?? [])
}
const payloads = (heard: readonly Heard[]) =>
  heard.map(({ is, payload }) => `${is} ${Buffer.from(payload).toString('latin1')}`)
const whole = `payload ${load()}`

test('a frame with one bit turned is never taken for a frame, and is told once at most', () => {
  const frame = bytesOf(loadK1)
  for (let bit = 0; bit < frame.length * 8; bit++) {
    const turned = Uint8Array.from(frame)
    turned[bit >> 3]! ^= 1 << (bit & 7)
    const kinds = heardIn(turned).map(({ is }) => is)
    assert.ok(!kinds.includes('payload') && kinds.length <= 1, `bit ${bit}: ${kinds}`)
  }
})

test('a check that is a start or end byte is one', () => {
  assert.deepEqual(payloads(heardIn(bytesOf('02 31 30 03 02'))), ['payload 10'])
  assert.deepEqual(payloads(heardIn(bytesOf(`02 33 33 03 03 ${readSerial}`))), ['payload 33', 'payload 03'])
})

test('two commands in one write are answered in order', () =>
  behaving('', async (receiver) => {
    receiver.send(loadK1 + readSerial)
    assert.equal(await receiver.reply(), k1Loaded)
    assert.equal(await receiver.reply(), serialRead)
  }))

test('a frame cut in two at any byte is answered as a whole one', () =>
  behaving('duplicates=taken occupied=replaced', async (receiver) => {
    const frame = bytesOf(loadK1)
    for (let cut = 1; cut < frame.length; cut++) {
      receiver.send(hexOf(frame.subarray(0, cut)))
      await new Promise((resolve) => setImmediate(resolve))
      assert.equal(await receiver.ask(hexOf(frame.subarray(cut))), k1Loaded, `cut at ${cut}`)
    }
  }))

test('stray bytes before a frame, a start byte too, do not keep it from being answered', () =>
  behaving('', async (receiver) => {
    for (const stray of ['00', 'FFFF', '1113', '06', '15', '04', '03', '0303', '02', '0202', '023031']) {
      assert.equal(await receiver.ask(stray + readSerial), serialRead, stray)
    }
  }))

test('a frame that breaks off is forgotten when another starts', () =>
  assert.deepEqual(payloads(heardIn(bytesOf(`02 30 32 30 31 ${loadK1}`))), [whole]))

test('whatever came, a frame after half a second of silence is found', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (noise) => {
      const finder = frameFinder()
      for (const byte of noise) finder.hear(byte, 0)
      assert.deepEqual(payloads([...bytesOf(loadK1)].flatMap((byte) => finder.hear(byte, 501) ?? [])), [whole])
    }),
  )
})

test('a megabyte without an end is survived, and the next frame is found', () => {
  const endless = Buffer.concat([bytesOf('02'), Buffer.alloc(1 << 20, '0'), bytesOf(loadK1)])
  assert.deepEqual(payloads(heardIn(endless)), [whole])
})

test('a megabyte of starts is survived, and the next frame is found', () => {
  const starts = Buffer.concat([Buffer.alloc(1 << 20, 0x02), bytesOf(loadK1)])
  assert.deepEqual(payloads(heardIn(starts)), [whole])
})

test('a payload of the longest kind is taken, and one byte more is not', () => {
  const frame = (length: number) => bytesOf(framed('3'.repeat(length)))
  assert.equal(heardIn(frame(1_022))[0]?.payload.length, 1_022)
  assert.deepEqual(heardIn(frame(1_023)), [])
})

test('a flood of garbage is taken at the pace of the line, and the command behind it is answered', () =>
  withReceiver({ baud: 4_000_000 }, async (receiver) => {
    const start = performance.now()
    receiver.send('55'.repeat(100_000))
    assert.equal(await receiver.ask(readSerial), serialRead)
    assert.ok(performance.now() - start >= 250)
  }))

test('any text as a command has an answer, and no load that is none fills a slot', async () => {
  const text = fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFG|'), maxLength: 120 })
  await behaving('', (receiver) =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom('02', '0201', '03', '04', '05', '06', ''), text, async (command, rest) => {
        const payload = command + rest
        if (payload === '0100|POLL') return
        assert.match(await receiver.say(payload), /^..[0-9A-F]{2}/)
        assert.deepEqual(receiver.slots(), [])
      }),
      { numRuns: 200 },
    ),
  )
})
