// SZZT's frame: the page's own frames, and every way a frame can be broken.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stxDec3 } from '../../electron/wire/codecs/stx-dec3.js'
import type { Frame, Garbage } from '../../electron/wire/frame.js'
import { render } from '../../electron/wire/render.js'
import { bytes, hex } from '../wire/memory-line.js'

const told = (item: Frame | Garbage): string => (item.kind === 'frame' ? hex(item.body) : `${item.kind} ${item.bytes}`)
const decoded = (stream: string, longest?: number): string[] => stxDec3(longest).decoder().push(bytes(stream)).map(told)
const text = (characters: string): string => hex(Uint8Array.from(Buffer.from(characters, 'latin1')))

/** Texts and frames of the protocol page. */
const published = [
  ['3', '02303031' + '33' + '033031'],
  ['5031', '02303034' + '35303331' + '033330'],
  ['564F', '02303034' + '35363446' + '033436'],
  ['101220123456789ABCDEFFEDCBA9876543210', `02303337${text('101220123456789ABCDEFFEDCBA9876543210')}033037`],
  ['\x6008D7B4FB629D0885', `02303137${text('\x6008D7B4FB629D0885')}033230`],
  ['20130329B3A7B883A100F73B4ABA2BB791C50E7', `02303339${text('20130329B3A7B883A100F73B4ABA2BB791C50E7')}033738`],
  ['\x60D2B91CC5A758BB08', `02303137${text('\x60D2B91CC5A758BB08')}033246`],
  ['\xec', '02303031EC034445'],
] as const

for (const [characters, frame] of published) {
  test(`the published frame of ${JSON.stringify(characters.slice(0, 8))} is made of its text and read back to it`, () => {
    assert.equal(hex(render(stxDec3().encode([bytes(text(characters))]))), frame)
    assert.deepEqual(decoded(frame), [text(characters)])
  })
}

test('a key press before a frame and one behind it are noise, and the frame is whole', () => {
  assert.deepEqual(decoded('37' + '0230303133033031' + '0D'), ['noise 1', '33', 'noise 1'])
})
test('two frames in one read are two frames', () => {
  assert.deepEqual(decoded('0230303133033031' + '02303031EC034445'), ['33', 'EC'])
})
test('a length of 000 is followed by one of four digits, and the check covers both', () => {
  assert.deepEqual(decoded('0230303030303034' + '35303331' + '033334'), ['bad-check 1', 'noise 14'])
  assert.deepEqual(decoded('0230303030303034' + '35303331' + '033330'), [text('5031')])
})
test('a text of a thousand bytes comes with the long length', () => {
  const body = '5A'.repeat(1000)
  // 30 30 30 · 31 30 30 30 · an even number of 5A · 03
  assert.deepEqual(decoded(`02303030${'31303030'}${body}033332`), [body])
})
test('a text that the station sends never needs the long length', () => {
  assert.throws(() => stxDec3().encode([new Uint8Array(1000)]), RangeError)
  assert.throws(() => stxDec3().encode([]), RangeError)
})
test('a wrong check gives up the start byte only, and so does a check in lower case', () => {
  assert.deepEqual(decoded('0230303133033032'), ['bad-check 1', 'noise 7'])
  assert.deepEqual(decoded('02303031EC036465'), ['bad-check 1', 'noise 7'])
})
test('a missing end byte is a bad length', () => {
  assert.deepEqual(decoded('0230303133043031'), ['bad-length 1', 'noise 7'])
})
test('a length that is no decimal starts no frame, and is given up at its first wrong byte', () => {
  assert.deepEqual(decoded('0241'), ['bad-length 1', 'noise 1'])
  assert.deepEqual(decoded('023030' + '0230303133033031'), ['bad-length 1', 'noise 2', '33'])
  assert.deepEqual(decoded('023030303041'), ['bad-length 1', 'noise 5'])
})
test('a length of nothing starts no frame', () => {
  assert.deepEqual(decoded('0230303030303030'), ['bad-length 1', 'noise 7'])
})
test('a length over the cap starts no frame, so that memory stays bounded', () => {
  assert.deepEqual(decoded('02393939', 500), ['too-long 1', 'noise 3'])
  assert.deepEqual(decoded('0230303039393939'), ['too-long 1', 'noise 7'])
})
test('a frame inside a false one that never ends is found when the line falls silent', () => {
  const decoder = stxDec3().decoder()
  assert.deepEqual(decoder.push(bytes('02393030' + '0230303133033031')).map(told), [])
  assert.deepEqual(decoder.end().map(told), ['bad-length 1', 'noise 3', '33'])
})
test('a frame cut short is counted when the line falls silent, and the next one is whole', () => {
  const decoder = stxDec3().decoder()
  decoder.push(bytes('0230303433'))
  assert.deepEqual(decoder.end().map(told), ['bad-length 1', 'noise 4'])
  assert.deepEqual(decoder.push(bytes('0230303133033031')).map(told), ['33'])
})
test('a layout with a key has its length in characters, two for a byte in either coding', () => {
  const secret = { bytes: 16, [Symbol.dispose]: () => {} }
  for (const coding of ['hex', 'broken-hex'] as const) {
    const layout = stxDec3().encode([bytes('3130313232'), { secret, coding }])
    assert.equal(hex(layout.parts[1] as Uint8Array), '303337')
  }
})
