// Frames of UIC and VeriFone IPP pads: the page's own, and what is none.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { siStxLrc } from '../../electron/wire/codecs/si-stx-lrc.js'
import type { Frame, Garbage } from '../../electron/wire/frame.js'
import { render } from '../../electron/wire/render.js'
import { bytes, hex } from '../wire/memory-line.js'

const told = (item: Frame | Garbage): string => (item.kind === 'frame' ? hex(item.body) : `${item.kind} ${item.bytes}`)
const decoded = (stream: string, longest?: number): string[] => {
  const decoder = siStxLrc(longest).decoder()
  return [...decoder.push(bytes(stream)), ...decoder.end()].map(told)
}

const published = [
  ['0F303430', '0F3034300E3A'],
  ['0F303446', '0F3034460E4C'],
  ['0F3036', '0F30360E08'],
  ['0F303837', '0F3038370E31'],
  ['0F30323030313233343536373839414243444546', '0F303230303132333435363738394142434445460E3A'],
  ['02393130', '02393130033B'],
  ['0239313143', '02393131430379'],
] as const

for (const [body, frame] of published)
  test(`the published frame ${frame.slice(0, 12)}… is made of its body and read back to it`, () => {
    assert.equal(hex(render(siStxLrc().encode([bytes(body.slice(0, 6)), bytes(body.slice(6))]))), frame)
    assert.deepEqual(decoded(frame), [body])
  })

test('a header of any other start byte, or without an id, makes no frame', () => {
  for (const header of ['013034', '0F', '0F30', ''])
    assert.throws(() => siStxLrc().encode([bytes(header)]), TypeError, header)
  assert.throws(() => siStxLrc().encode([]), TypeError)
})
test('ACK, NAK and EOT between frames are frames of one byte', () => {
  assert.deepEqual(decoded('060F30360E081504'), ['06', '0F3036', '15', '04'])
})
test('noise between frames is counted', () => {
  assert.deepEqual(decoded('00FF110F30360E080D'), ['noise 3', '0F3036', 'noise 1'])
})
test('a spoilt frame is dropped whole: a digit that became ACK or EOT is none', () => {
  assert.deepEqual(decoded('0F3004380E31' + '0F30360E08'), ['bad-check 1', 'noise 5', '0F3036'])
  assert.deepEqual(decoded('0F30360E06'), ['bad-check 1', 'noise 4'])
})
test('a frame whose check is right and that holds a control byte is none of this protocol', () => {
  // 30 34 04 0E = 0E
  assert.deepEqual(decoded('0F3034040E0E'), ['bad-check 1', 'noise 5'])
})
test('a frame right behind one whose check was lost is found', () => {
  assert.deepEqual(decoded('0F30360E' + '0F30360E08'), ['bad-check 1', 'noise 3', '0F3036'])
})
test('a start byte within a frame begins another', () => {
  assert.deepEqual(decoded('0F3034' + '0F30360E08'), ['bad-length 1', 'noise 2', '0F3036'])
  assert.deepEqual(decoded('02393130' + '0F30360E08'), ['bad-length 1', 'noise 3', '0F3036'])
  assert.deepEqual(decoded('0F30360308'), ['bad-length 1', 'noise 4'])
})
test('a frame without an id is too short', () => {
  assert.deepEqual(decoded('0F300E3E'), ['bad-length 1', 'noise 3'])
})
test('a frame over the cap is none, so that memory stays bounded', () => {
  assert.deepEqual(decoded('0F3034300E3A', 4), ['0F303430'])
  assert.deepEqual(decoded('0F3034300E3A', 3), ['too-long 1', 'noise 5'])
})
test('a frame that never ends is given up when the line falls silent', () => {
  const decoder = siStxLrc().decoder()
  assert.deepEqual(decoder.push(bytes('0F3036')).map(told), [])
  assert.deepEqual(decoder.end().map(told), ['bad-length 1', 'noise 2'])
  assert.deepEqual(decoder.push(bytes('0F30360E08')).map(told), ['0F3036'])
})
