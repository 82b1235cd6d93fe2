// What comes down the cable to the simulated PCI100: broken, split, merged and endless bytes, and doubled ones.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type CastlesHeard, encodeFrame, frameFinder, spoilt } from '../../electron/devices/castles-pci100/sim-frame.js'
import {
  behaving,
  bytesOf,
  framed,
  info,
  loadK1,
  loadK1Body,
  ok,
  open,
  tmk100,
  to115200,
  unframed,
  withCastles,
  withSession,
} from '../harness/simulated-castles.js'

const known = /^100200312E3030/
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase()
const finderOfAll = () => frameFinder(() => undefined)
/** All of `bytes` without a pause between them. */
function heardIn(bytes: Uint8Array): CastlesHeard[] {
  const finder = finderOfAll()
  return [...bytes].flatMap((byte) => finder.hear(byte, 0))
}
const kindsIn = (hex: string) => heardIn(bytesOf(hex)).map(({ kind }) => kind)
const framesIn = (bytes: Uint8Array) =>
  heardIn(bytes).flatMap((heard) =>
    heard.kind === 'frame' ? [hexOf(Uint8Array.of(heard.command, ...heard.data))] : [],
  )

const anyBody = fc.uint8Array({ minLength: 1, maxLength: 255 })
/** Much of what stuffing is about. */
const frameBytes = fc.array(fc.constantFrom(0x10, 0x02, 0x03, 0x55), { maxLength: 300 })

test('what one side stuffs the other takes apart, whatever the bytes', () => {
  const bodies = fc.oneof(
    anyBody,
    frameBytes.filter(({ length }) => length > 0 && length < 256),
  )
  fc.assert(
    fc.property(bodies, (body) => {
      const bytes = Uint8Array.from(body)
      assert.equal(hexOf(encodeFrame(bytes)), framed(hexOf(bytes)))
      assert.equal(unframed(framed(hexOf(bytes))), hexOf(bytes))
      assert.deepEqual(framesIn(encodeFrame(bytes)), [hexOf(bytes)])
    }),
  )
})

test('a spoilt frame is one frame with a wrong checksum, whatever the bytes', () => {
  fc.assert(fc.property(anyBody, (body) => assert.deepEqual(kindsIn(hexOf(spoilt(encodeFrame(body)))), ['broken'])))
})

test('a frame with a wrong checksum has no answer and is not carried out, and the one behind it is answered', () =>
  open('', async (pad) => {
    pad.send(framed(loadK1Body, 0x33))
    assert.match(await pad.ask(info), known)
    assert.deepEqual(pad.slots(), [])
  }))

test('bad-lrc=03: a frame with a wrong checksum has 03 for an answer and is not carried out', () =>
  open('bad-lrc=03', async (pad) => {
    assert.equal(await pad.ask(framed(loadK1Body, 0x33)), '100203031003')
    assert.equal(await pad.ask(framed(loadK1Body, 0x10)), '100203031003')
    assert.deepEqual(pad.slots(), [])
    assert.equal(await pad.ask(loadK1), ok)
  }))

test('a key byte 10h that is not doubled breaks the frame', () =>
  open('', async (pad) => {
    pad.send(loadK1.replace('64 10 10', '64 10'))
    pad.send(loadK1.replace('32 10 10 08', '32 10 08'))
    assert.match(await pad.ask(info), known)
    assert.deepEqual(pad.slots(), [])
  }))

test('a frame with one bit turned is not the frame, and is told once at most', () => {
  const frame = bytesOf(loadK1)
  for (let bit = 0; bit < frame.length * 8; bit++) {
    const turned = Uint8Array.from(frame)
    turned[bit >> 3]! ^= 1 << (bit & 7)
    const kinds = heardIn(turned).map(({ kind }) => kind)
    assert.ok(!kinds.includes('frame') && kinds.length <= 1, `bit ${bit}: ${kinds}`)
  }
})

test('two commands in one write are answered in order', () =>
  open('', async (pad) => {
    pad.send(loadK1 + info)
    assert.equal(await pad.reply(), ok)
    assert.match(await pad.reply(), known)
  }))

test('a frame cut in two at any byte is answered as a whole one', () =>
  open('', async (pad) => {
    const frame = bytesOf(loadK1)
    for (let cut = 1; cut < frame.length; cut++) {
      pad.send(hexOf(frame.subarray(0, cut)))
      await new Promise((resolve) => setImmediate(resolve))
      assert.equal(await pad.ask(hexOf(frame.subarray(cut))), ok, `cut at ${cut}`)
    }
    assert.deepEqual(pad.slots(), [tmk100])
  }))

test('a frame behind one that breaks off at any byte is found, even where half of a doubled byte came last', () => {
  const frame = bytesOf(loadK1)
  for (let cut = 0; cut < frame.length; cut++) {
    const bytes = Buffer.concat([frame.subarray(0, cut), frame])
    assert.deepEqual(framesIn(bytes), [loadK1Body], `broken off after ${cut}`)
  }
})

test('stray bytes before a frame do not keep it from being answered', () =>
  behaving('', async (pad) => {
    for (const stray of [
      '00',
      'FFFF',
      '1113',
      '10',
      '1010',
      '1002',
      '100210',
      '1003',
      '02',
      '10021003',
      '1002551003',
    ]) {
      assert.match(await pad.ask(stray + info), known, stray)
    }
  }))

test('an empty frame, and one of a command without a checksum, are none and are not told', () => {
  assert.deepEqual(kindsIn('1002 1003'), [])
  assert.deepEqual(kindsIn('1002 30 1003'), [])
})

test('a frame is at most 256 bytes long from command to checksum', () => {
  assert.deepEqual(kindsIn(framed('55'.repeat(255))), ['frame'])
  assert.deepEqual(kindsIn(framed('55'.repeat(256))), [])
  assert.deepEqual(kindsIn(framed('10'.repeat(255))), ['frame'])
  assert.deepEqual(kindsIn(framed('10'.repeat(256))), [])
})

test('whatever came, a frame after half a second of silence is found', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 2_000 }), frameBytes), (noise) => {
      const finder = finderOfAll()
      for (const byte of noise) finder.hear(byte, 0)
      const found = [...bytesOf(loadK1)].flatMap((byte) => finder.hear(byte, 501))
      assert.deepEqual(
        found.map((heard) => heard.kind === 'frame' && [heard.command, heard.data.length]),
        [[0x2d, 21]],
      )
    }),
  )
})

test('the frame that is found is wiped from what is held: a second end finds none', () => {
  assert.deepEqual(kindsIn(`${loadK1} 10 03 ${loadK1.slice(6)}`), ['frame'])
})

for (const [name, unit] of [
  ['the start of a frame', '1002 5555'],
  ['a doubled byte', '1010'],
  ['a doubled byte that looks like a start', '10 10 02'],
] as const) {
  test(`65,536 times ${name} is survived, and the next frame is found`, () => {
    const units = Buffer.alloc((1 << 16) * bytesOf(unit).length, bytesOf(unit))
    const bytes = Buffer.concat([bytesOf('1002'), units, bytesOf(loadK1)])
    const finder = finderOfAll()
    let last: CastlesHeard | undefined
    for (const byte of bytes) last = finder.hear(byte, 0).at(-1) ?? last
    assert.deepEqual(last?.kind === 'frame' && [last.command, last.data.length], [0x2d, 21])
  })
}

test('a flood of garbage is taken at the pace of the line, and the command behind it is answered', () =>
  withCastles({ baud: 4_000_000 }, async (pad) => {
    const start = performance.now()
    pad.send('55'.repeat(100_000))
    assert.match(await pad.ask(info), known)
    assert.ok(performance.now() - start >= 250)
  }))

const short = framed(
  to115200,
  [...bytesOf(to115200).subarray(0, 5)].reduce((sum, byte) => sum ^ byte, 0),
)
test('baud-lrc: the checksum of command 37 covers all of it, or 5 bytes and then not more', async () => {
  await withSession('bad-lrc=03', async (pad) => {
    assert.equal(await pad.ask(short), '100203031003')
    assert.equal(await pad.ask(framed(to115200)), ok)
  })
  await withSession('bad-lrc=03 baud-lrc=five', async (pad) => {
    assert.equal(await pad.ask(framed(to115200)), '100203031003')
    assert.equal(await pad.ask(loadK1), ok)
    assert.equal(await pad.ask(short), ok)
  })
})
