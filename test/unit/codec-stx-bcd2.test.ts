// Newland's frame: the page's own frames, and every way a frame can be broken.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bcd2, stxBcd2 } from '../../electron/wire/codecs/stx-bcd2.js'
import type { Frame, Garbage } from '../../electron/wire/frame.js'
import { render } from '../../electron/wire/render.js'
import { bytes, hex } from '../wire/memory-line.js'

const told = (item: Frame | Garbage): string => (item.kind === 'frame' ? hex(item.body) : `${item.kind} ${item.bytes}`)
const decoded = (stream: string, longest?: number): string[] => stxBcd2(longest).decoder().push(bytes(stream)).map(told)

/** Frames of the source, each checked by its author's own arithmetic. */
const published = [
  ['F1012F05', '020004F1012F0503DD'],
  ['F1022F09', '020004F1022F0903D2'],
  ['1A202F1704000100', '0200081A202F1704000100030C'],
  ['1A022FE505010016655EA628CF62585F655EA628CF62585F', '0200241A022FE505010016655EA628CF62585F655EA628CF62585F03E7'],
  [
    '1A022FE302020016253C9D9D7C2FBBFA253C9D9D7C2FBBFAFF000482E13665',
    '0200311A022FE302020016253C9D9D7C2FBBFA253C9D9D7C2FBBFAFF000482E13665033B',
  ],
  [
    '1A052FDD03010300081313131313131313' + '0004A8B7B5BD01',
    '0200241A052FDD030103000813131313131313130004A8B7B5BD0103D1',
  ],
  ['1A022FE530303431', '0200081A022FE53030343103DC'],
] as const

for (const [body, frame] of published) {
  test(`the published frame ${frame.slice(0, 14)}… is made of its body and read back to it`, () => {
    assert.equal(hex(render(stxBcd2().encode([bytes(body)]))), frame)
    assert.deepEqual(decoded(frame), [body])
  })
}

test('a length is four decimal digits, not a number', () => {
  assert.equal(hex(bcd2(31)), '0031')
  assert.equal(hex(bcd2(1024)), '1024')
  assert.throws(() => bcd2(10_000), RangeError)
})
test('two frames in one read are two frames', () => {
  assert.deepEqual(decoded('020004F1012F0503DD020004F1022F0903D2'), ['F1012F05', 'F1022F09'])
})
test('bytes between frames are counted and the next frame is whole', () => {
  assert.deepEqual(decoded('00FF11020004F1012F0503DD0D0A'), ['noise 3', 'F1012F05', 'noise 2'])
})
test('a wrong check gives up the start byte only', () => {
  assert.deepEqual(decoded('020004F1012F0503DC'), ['bad-check 1', 'noise 8'])
})
test('a missing end byte is a bad length', () => {
  assert.deepEqual(decoded('020004F1012F0504DD'), ['bad-length 1', 'noise 8'])
})
test('a length of zero and one that is no decimal start no frame', () => {
  assert.deepEqual(decoded('0200000303'), ['bad-length 1', 'noise 4'])
  assert.deepEqual(decoded('02000AF1'), ['bad-length 1', 'noise 3'])
})
test('a length over the cap starts no frame, so that memory stays bounded', () => {
  assert.deepEqual(decoded('029999AA', 1024), ['too-long 1', 'noise 3'])
  assert.deepEqual(decoded('020004F1012F0503DD', 3), ['too-long 1', 'noise 8'])
})
test('a frame behind a false start byte is found once the false one has failed', () => {
  assert.deepEqual(decoded('02000A' + '020004F1012F0503DD'), ['bad-length 1', 'noise 2', 'F1012F05'])
  assert.deepEqual(decoded('020001' + '020004F1012F0503DD'), ['bad-length 1', 'noise 2', 'F1012F05'])
})
test('a frame inside a false one that never ends is found when the line falls silent', () => {
  const decoder = stxBcd2().decoder()
  assert.deepEqual(decoder.push(bytes('020900' + '020004F1012F0503DD')).map(told), [])
  assert.deepEqual(decoder.end().map(told), ['bad-length 1', 'noise 2', 'F1012F05'])
})
test('a frame cut short is counted when the line falls silent', () => {
  const decoder = stxBcd2().decoder()
  decoder.push(bytes('020004F101'))
  assert.deepEqual(decoder.end().map(told), ['bad-length 1', 'noise 4'])
  assert.deepEqual(decoder.push(bytes('020004F1012F0503DD')).map(told), ['F1012F05'])
})
test('a layout with a secret is never made into bytes in JavaScript', () => {
  const secret = { bytes: 16, [Symbol.dispose]: () => {} }
  const layout = stxBcd2().encode([bytes('1A02'), { secret, coding: 'raw' }])
  assert.equal(hex(layout.parts[1] as Uint8Array), '0018')
  assert.throws(() => render(layout), TypeError)
})
test('hex checks, stuffing and a check before stuffing are rendered as native code writes them', () => {
  const parts = [bytes('02'), bytes('1011'), { check: 'xor', from: 1, to: 2, coding: 'hex' } as const, bytes('10')]
  assert.equal(hex(render({ parts, stuff: { byte: 0x10, from: 1, to: 3 } })), '02101011303110')
})

// The P180's frames: 52 about TMK 1, and a load whose key field shows the layout only.
for (const [body, frame] of [
  ['35322F0100', '02000535322F0100032F'],
  [
    '35302F0102030100100123456789ABCDEFFEDCBA987654321008D7B4',
    '02002835302F0102030100100123456789ABCDEFFEDCBA987654321008D7B4037B',
  ],
] as const)
  test(`the P180’s frame ${frame.slice(0, 14)}… is made of its body and read back to it`, () => {
    const codec = stxBcd2(64, 'heard')
    assert.equal(hex(render(codec.encode([bytes(body)]))), frame)
    assert.deepEqual(codec.decoder().push(bytes(frame)).map(told), [body])
  })
test('ACK and NAK are heard between frames where a family has them, and are noise where it has not', () => {
  const stream = bytes('06' + '02000535322F0100032F' + '15')
  assert.deepEqual(stxBcd2(64, 'heard').decoder().push(stream).map(told), ['06', '35322F0100', '15'])
  assert.deepEqual(stxBcd2(64).decoder().push(stream).map(told), ['noise 1', '35322F0100', 'noise 1'])
})
test('a frame of one byte is none where it could not be told from ACK', () => {
  const frame = hex(render(stxBcd2().encode([bytes('06')])))
  assert.deepEqual(stxBcd2(64).decoder().push(bytes(frame)).map(told), ['06'])
  assert.equal(stxBcd2(64, 'heard').decoder().push(bytes(frame)).map(told)[0], 'bad-length 1')
})
