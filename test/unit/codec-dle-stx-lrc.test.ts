// Castles' frame: the page's own frames, the stuffing, and every way a frame can be broken.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dleFrame, dleStxLrc } from '../../electron/wire/codecs/dle-stx-lrc.js'
import type { Frame, Garbage } from '../../electron/wire/frame.js'
import { render } from '../../electron/wire/render.js'
import { bytes, hex, openSecret, renderOpen } from '../wire/memory-line.js'

const told = (item: Frame | Garbage): string => (item.kind === 'frame' ? hex(item.body) : `${item.kind} ${item.bytes}`)
const decoded = (stream: string, longest?: number): string[] =>
  dleStxLrc(longest).decoder().push(bytes(stream)).map(told)

const published = [
  ['the information command', '30', '100230301003'],
  ['an OK', '00', '100200001003'],
  ['a wrong check value', '04', '100204041003'],
  [
    'a clear load with two stuffed bytes',
    '2D64100123456789ABCDEFFEDCBA987654321008D7B4',
    '10022D6410100123456789ABCDEFFEDCBA98765432101008D7B4321003',
  ],
] as const
for (const [what, body, frame] of published)
  test(`the published frame of ${what} is made of its body and read back to it`, () => {
    assert.equal(hex(render(dleStxLrc().encode([bytes(body)]))), frame)
    assert.deepEqual(decoded(frame), [body])
  })

test('an LRC of 10 is stuffed, and computed before anything is', () => {
  assert.equal(hex(render(dleStxLrc().encode([bytes('3020')]))), '1002302010101003')
  assert.deepEqual(decoded('1002302010101003'), ['3020'])
  // 10 ^ 10 = 0: the doubled bytes are not in the LRC twice.
  assert.equal(hex(render(dleStxLrc().encode([bytes('101001')]))), '10021010101001011003')
})
test('a body of nothing but 10 is read back', () => {
  assert.deepEqual(decoded(`1002${'1010'.repeat(4)}001003`), ['10101010'])
})
test('a key is stuffed on its way out', () => {
  const key = openSecret('1002100310101010')
  const layout = dleStxLrc().encode([bytes('2D'), { secret: key, coding: 'raw' }])
  assert.equal(hex(renderOpen(layout)), '10022D1010021010031010101010101010' + '2C1003')
})
test('the LRC can be of fewer parts than are sent', () => {
  assert.equal(hex(render(dleFrame([bytes('37'), bytes('01'), bytes('80')], 2))), '1002370180361003')
})
test('bytes before a frame are noise, a 10 among them too', () => {
  assert.deepEqual(decoded('FF10' + '100230301003' + '03'), ['noise 2', '30', 'noise 1'])
})
test('two frames in one read are two frames', () => {
  assert.deepEqual(decoded('100200001003' + '100204041003'), ['00', '04'])
})
test('a wrong LRC gives up the start byte only', () => {
  assert.deepEqual(decoded('100230311003'), ['bad-check 1', 'noise 5'])
})
test('a single 10 within a frame ends it: another frame begins there, or nothing does', () => {
  assert.deepEqual(decoded('100230' + '100204041003'), ['bad-length 1', 'noise 2', '04'])
  assert.deepEqual(decoded('1002301130' + '1044'), ['bad-length 1', 'noise 6'])
})
test('a frame without a body is a bad length', () => {
  assert.deepEqual(decoded('10021003'), ['bad-length 1', 'noise 3'])
  assert.deepEqual(decoded('1002001003'), ['bad-length 1', 'noise 4'])
})
test('a body as long as the cap is taken, stuffed from end to end, and a longer one starts no frame', () => {
  assert.deepEqual(decoded(`1002${'1010'.repeat(8)}001003`, 8), ['10'.repeat(8)])
  assert.deepEqual(decoded(`1002${'22'.repeat(10)}`, 8), ['too-long 1', 'noise 11'])
})
test('half a pair at the end of a read waits for its other half', () => {
  const decoder = dleStxLrc().decoder()
  assert.deepEqual(decoder.push(bytes('10')), [])
  assert.deepEqual(decoder.push(bytes('02302010')), [])
  assert.deepEqual(decoder.push(bytes('1010')), [])
  assert.deepEqual(decoder.push(bytes('03')).map(told), ['3020'])
})
test('a frame cut short is counted when the line falls silent, and the next one is whole', () => {
  const decoder = dleStxLrc().decoder()
  decoder.push(bytes('10023030'))
  assert.deepEqual(decoder.end().map(told), ['bad-length 1', 'noise 3'])
  assert.deepEqual(decoder.push(bytes('100230301003')).map(told), ['30'])
})
