// What comes down the cable to the simulated MS246: broken, split, merged and endless bytes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { frameFinder, type Ms246Heard } from '../../electron/devices/unitech-ms246/sim-frame.js'
import { bytesOf, hexOf } from '../harness/simulated.js'
import { askStatus, behaving, done, framed, loadedR, loadR, withMs246 } from '../harness/simulated-ms246.js'

test('a frame with a bad outer checksum has NAK and is not carried out, and the one behind it is answered', () =>
  behaving('', async (reader) => {
    reader.send(`${loadR.slice(0, -2)}2C`)
    assert.equal(await reader.hear(1), '15')
    assert.equal(await reader.ask(askStatus), done)
    assert.deepEqual(reader.slots(), [])
  }))

test('a frame with one bit turned is no command, and is told once at most', () => {
  const frame = bytesOf(loadR)
  for (let bit = 0; bit < frame.length * 8; bit++) {
    const turned = Uint8Array.from(frame)
    turned[bit >> 3]! ^= 1 << (bit & 7)
    const kinds = heardIn(turned).map(({ kind }) => kind)
    assert.ok(!kinds.includes('command') && kinds.length <= 1, `bit ${bit}: ${kinds}`)
  }
})

test('two commands in one write are answered in order', () =>
  behaving('', async (reader) => {
    assert.equal(await reader.ask(loadR + askStatus), loadedR)
    assert.equal(await reader.reply(), done)
  }))

test('a frame cut in two at any byte is answered as a whole one', () =>
  behaving('', async (reader) => {
    const frame = bytesOf(askStatus)
    for (let cut = 1; cut < frame.length; cut++) {
      reader.send(hexOf(frame.subarray(0, cut)))
      await new Promise((resolve) => setImmediate(resolve))
      assert.equal(await reader.ask(hexOf(frame.subarray(cut))), done, `cut at ${cut}`)
    }
  }))

test('stray bytes before a frame do not keep it from being answered', () =>
  behaving('', async (reader) => {
    for (const stray of ['00', 'FFFF', '1113', '06', '15', '03', '0303', '02', '0202', '024646', '0246462F784D']) {
      assert.equal(await reader.ask(stray + askStatus), done, stray)
    }
  }))

test('a command of 255 bytes of data is the longest', () => {
  assert.deepEqual(kindsIn(framed(`FF 14 FF ${'55'.repeat(255)}`)), ['command'])
  assert.deepEqual(kindsIn(`02 ${'46'.repeat(360)} 03 00`), [])
})

test('whatever came, a frame after half a second of silence is found', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1_000 }), (noise) => {
      const finder = frameFinder()
      for (const byte of noise) finder.hear(byte, 0)
      const found = [...bytesOf(loadR)].map((byte) => finder.hear(byte, 501)).filter((heard) => heard !== null)
      assert.deepEqual(
        found.map((heard) => heard.kind === 'command' && [heard.command.sub, heard.command.data.length]),
        [[0x0a, 33]],
      )
    }),
  )
})

test('a megabyte that never ends a frame is survived, and the next frame is found', () => {
  const bytes = Buffer.concat([Buffer.of(0x02), Buffer.alloc(1 << 20, 0x46), bytesOf(loadR)])
  assert.deepEqual(
    heardIn(bytes).map(({ kind }) => kind),
    ['command'],
  )
})

test('a flood of garbage is taken at the pace of the line, and the command behind it is answered', () =>
  withMs246({ baud: 4_000_000 }, async (reader) => {
    const start = performance.now()
    reader.send('55'.repeat(100_000))
    assert.equal(await reader.ask(askStatus), done)
    assert.ok(performance.now() - start >= 250)
  }))

/** All of `bytes` without a pause between them. */
function heardIn(bytes: Uint8Array): Ms246Heard[] {
  const finder = frameFinder()
  const all: Ms246Heard[] = []
  for (const byte of bytes) {
    const heard = finder.hear(byte, 0)
    if (heard) all.push(heard)
  }
  return all
}
const kindsIn = (hex: string) => heardIn(bytesOf(hex)).map(({ kind }) => kind)
