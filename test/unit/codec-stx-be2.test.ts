// The PAX D-series frame: the page's own frames, and every way a frame can be broken.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stxBe2 } from '../../electron/wire/codecs/stx-be2.js'
import type { Frame, Garbage } from '../../electron/wire/frame.js'
import { render } from '../../electron/wire/render.js'
import { bytes, hex } from '../wire/memory-line.js'

const told = (item: Frame | Garbage): string => (item.kind === 'frame' ? hex(item.body) : `${item.kind} ${item.bytes}`)
const decoded = (stream: string, longest?: number): string[] => stxBe2(longest).decoder().push(bytes(stream)).map(told)

const published = [
  ['ping', '9036', '0290360000A6'],
  [
    'write TMK 1',
    '900101000201100123456789ABCDEFFEDCBA987654321001050408D7B4FB',
    '029001001C01000201100123456789ABCDEFFEDCBA987654321001050408D7B4FB0F',
  ],
  ['get KCV', '900B02010009080000000000000000', '02900B000D0201000908000000000000000094'],
  ['ok reply', '900100000000', '02900100040000000095'],
  ['KCV error', '9001FFFFFEBB', '0290010004FFFFFEBBD0'],
  ['KCV reply', '900B0000000008D7B4FB', '02900B00080000000008D7B4FB03'],
] as const

for (const [name, body, frame] of published) {
  test(`the page’s frame "${name}" is made of its body and read back to it`, () => {
    const [head, data] = [bytes(body.slice(0, 4)), bytes(body.slice(4))]
    assert.equal(hex(render(stxBe2().encode([head, data]))), frame)
    assert.deepEqual(decoded(frame), [body])
  })
}

test('ACK and NAK between frames are seen, and those inside one are data', () => {
  assert.deepEqual(decoded('06' + '0290010004FFFFFEBBD0' + '15'), ['06', '9001FFFFFEBB', '15'])
  assert.deepEqual(decoded('0290360002061507' + '0606'), ['bad-check 1', 'noise 4', '06', '15', 'noise 1', '06', '06'])
  assert.deepEqual(decoded('02903600020615B7'), ['90360615'])
})
test('a start byte that no command follows is noise, and an ACK right behind it is an ACK', () => {
  assert.deepEqual(decoded('0206' + '0290360000A6'), ['noise 1', '06', '9036'])
  assert.deepEqual(decoded('02020290360000A6'), ['noise 2', '9036'])
})
test('every command byte of the family is taken, and no other', () => {
  assert.deepEqual(decoded('0291000000' + '91' + '0292000000' + '92' + '02B0000000B0'), ['9100', '9200', 'B000'])
  assert.deepEqual(decoded('029300000093'), ['noise 6'])
})
test('a wrong check gives up the start byte only', () => {
  assert.deepEqual(decoded('0290360000A7'), ['bad-check 1', 'noise 5'])
})
test('a length over the cap starts no frame, so that memory stays bounded', () => {
  assert.deepEqual(decoded('029036FFFF'), ['too-long 1', 'noise 4'])
  assert.deepEqual(decoded('0290010004FFFFFEBBD0', 5), ['too-long 1', 'noise 9'])
  assert.deepEqual(decoded('0290010004FFFFFEBBD0', 6), ['9001FFFFFEBB'])
})
test('an ACK and an answer inside a false frame that never ends are found when the line falls silent', () => {
  const decoder = stxBe2().decoder()
  assert.deepEqual(decoder.push(bytes('02900B0100' + '06' + '02900100040000000095')).map(told), [])
  assert.deepEqual(decoder.end().map(told), ['bad-length 1', 'noise 4', '06', '900100000000'])
})
test('a body without its command, and one that is too long for two bytes, are not made', () => {
  for (const body of [[], [bytes('90')], [bytes('9336')], [bytes('903600')]])
    assert.throws(() => stxBe2().encode(body), TypeError)
  assert.throws(() => stxBe2().encode([bytes('9036'), new Uint8Array(65_536)]), RangeError)
})
