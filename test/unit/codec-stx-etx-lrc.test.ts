// Futurex-style frames: the page's own, and what is none.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stxEtxLrc } from '../../electron/wire/codecs/stx-etx-lrc.js'
import type { Frame, Garbage } from '../../electron/wire/frame.js'
import { render } from '../../electron/wire/render.js'
import { bytes, hex } from '../wire/memory-line.js'

const told = (item: Frame | Garbage): string => (item.kind === 'frame' ? hex(item.body) : `${item.kind} ${item.bytes}`)
const decoded = (stream: string, longest?: number): string[] => {
  const decoder = stxEtxLrc(longest).decoder()
  return [...decoder.push(bytes(stream)), ...decoder.end()].map(told)
}

// 02 01 01 00 01 00 | 08D7 0000 | KSN of zeros | 020 | 0123456789ABCDEFFEDCBA9876543210 | 000, as ASCII.
const LOAD =
  '303230313031303030313030' +
  '3038443730303030' +
  '3030303030303030303030303030303030303030' +
  '303230' +
  '3031323334353637383941424344454646454443424139383736353433323130' +
  '303030'

for (const [body, frame] of [
  ['3033', '0230330300'],
  [LOAD, `02${LOAD}0379`],
  ['30323030', '023032303003' + '01'],
] as const)
  test(`the frame ${frame.slice(0, 12)}… is made of its text and read back to it`, () => {
    assert.equal(hex(render(stxEtxLrc().encode([bytes(body)]))), frame)
    assert.equal(hex(render(stxEtxLrc().encode([bytes(body.slice(0, 4)), bytes(body.slice(4))]))), frame)
    assert.deepEqual(decoded(frame), [body])
  })

test('an LRC that is itself 02 or 03 ends its frame and starts none', () => {
  assert.deepEqual(decoded('023130' + '0302' + '0230330300'), ['3130', '3033'])
  assert.deepEqual(decoded('023030' + '0303' + '0230330300'), ['3030', '3033'])
})
test('noise between frames is counted', () => {
  assert.deepEqual(decoded('00FF110302' + '0230330300' + '0D'), ['noise 4', 'bad-length 1', '3033', 'noise 1'])
})
test('a spoilt byte is found by the check, whatever it became', () => {
  assert.deepEqual(decoded('02B0330300' + '0230330300'), ['bad-check 1', 'noise 4', '3033'])
  assert.deepEqual(decoded('0230330301'), ['bad-check 1', 'noise 4'])
})
test('a frame right behind one whose check was lost is found', () => {
  assert.deepEqual(decoded('02303303' + '0230330300'), ['bad-check 1', 'noise 3', '3033'])
})
test('a start byte within a text begins another frame', () => {
  assert.deepEqual(decoded('0230' + '0230330300'), ['bad-length 1', 'noise 1', '3033'])
})
test('a frame without a text is none', () => {
  assert.deepEqual(decoded('020303'), ['bad-length 1', 'noise 2'])
})
test('a text over the cap is none, so that memory stays bounded', () => {
  assert.deepEqual(decoded('0230330300', 2), ['3033'])
  assert.deepEqual(decoded('0230330300', 1), ['too-long 1', 'noise 4'])
})
test('a frame that never ends is given up when the line falls silent', () => {
  const decoder = stxEtxLrc().decoder()
  assert.deepEqual(decoder.push(bytes('023033')).map(told), [])
  assert.deepEqual(decoder.end().map(told), ['bad-length 1', 'noise 2'])
  assert.deepEqual(decoder.push(bytes('0230330300')).map(told), ['3033'])
})
