// The Unitech MS246 frame: the manual's own frames, and every way a frame can be broken.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stxBase64Lrc } from '../../electron/wire/codecs/stx-base64-lrc.js'
import type { Frame, Garbage } from '../../electron/wire/frame.js'
import { render } from '../../electron/wire/render.js'
import { bytes, hex } from '../wire/memory-line.js'

const told = (item: Frame | Garbage): string => (item.kind === 'frame' ? hex(item.body) : `${item.kind} ${item.bytes}`)
const decoded = (stream: string, longest?: number): string[] => {
  const decoder = stxBase64Lrc(longest).decoder()
  return [...decoder.push(bytes(stream)), ...decoder.end()].map(told)
}

// 02 'FF' '/xMBAu8=' 0D 0A 03 6D
const STATUS = '0246462F784D424175383D0D0A036D'
// 02 'FF' '/wAA/w==' 0D 0A 03 04
const EMPTY = '0246462F7741412F773D3D0D0A0304'

for (const [name, body, frame] of [
  ['status', 'FF1302', STATUS],
  [
    'serial number',
    'FF0A3246464646393837363534333231304530',
    '0246462F776F524D6B5A47526B59354F4463324E54517A4D6A4577525443690D0A035D',
  ],
  [
    'initial key',
    'FF0A333641433239324641413133313542344438353841423341334437443539333341',
    '0246462F776F684D7A5A42517A49354D6B5A425154457A4D5456434E4551344E546842516A4E424D305133524455354D7A4E426C513D3D0D0A032D',
  ],
  ['no data', 'FF00', EMPTY],
] as const)
  test(`the frame "${name}" is made of its body and read back to it`, () => {
    const [head, data] = [bytes(body.slice(0, 4)), bytes(body.slice(4))]
    const layout = stxBase64Lrc().encode(data.length > 0 ? [head, data] : [head])
    assert.equal(hex(render(layout)), frame)
    assert.deepEqual(decoded(frame), [body])
  })

test('ACK and NAK stand alone between frames', () => {
  assert.deepEqual(decoded(`06${EMPTY}15`), ['06', 'FF00', '15'])
})
test('noise between frames is counted', () => {
  assert.deepEqual(decoded(`00410D${STATUS}0A`), ['noise 3', 'FF1302', 'noise 1'])
})
test('a spoilt byte is found by the outer check, whatever it became', () => {
  assert.deepEqual(decoded(`${STATUS.slice(0, -2)}6C`), ['bad-check 1', 'noise 14'])
  assert.deepEqual(decoded(STATUS.replace('4D42', '4D43') + EMPTY), ['bad-check 1', 'noise 14', 'FF00'])
})
test('a text that its outer check does not betray is still no frame of this family', () => {
  const framed = (text: string) => {
    const plain = [...Buffer.from(text, 'latin1'), 0x03]
    return hex(
      Uint8Array.of(
        0x02,
        ...plain,
        plain.reduce((sum, byte) => sum ^ byte, 0),
      ),
    )
  }
  const text = (command: string, head = 'FF', tail = '\r\n') =>
    framed(`${head}${Buffer.from(bytes(command)).toString('base64')}${tail}`)
  assert.deepEqual(decoded(text('FF130102EF')), ['FF1302'])
  for (const stream of [
    text('FF130102EE'), // inner check
    text('FF130202EC'), // length beyond the data
    text('FF130002ED'), // length short of it
    text('FE130102EE'), // another start
    text('FFFF'), // too short for a length
    text(''),
    text('FF130102EF', 'FG'),
    text('FF130102EF', 'FF', '\n\r'),
    framed('FF/xMBAu9=\r\n'), // the same bytes, and a bit too many in the last digit
    framed('FF/xM BAu8=\r\n'),
    framed('FF/xMBAu8\r\n'),
    framed('FF_xMBAu8=\r\n'),
  ])
    assert.equal(decoded(stream)[0], 'bad-check 1', stream)
})
test('a start byte within a text begins another frame', () => {
  assert.deepEqual(decoded(`024646${STATUS}`), ['bad-length 1', 'noise 2', 'FF1302'])
})
test('a body over the cap is none, so that memory stays bounded', () => {
  assert.deepEqual(decoded(STATUS, 4), ['FF1302'])
  assert.deepEqual(decoded(STATUS, 1)[0], 'too-long 1')
})
test('a frame that never ends is given up when the line falls silent', () => {
  const decoder = stxBase64Lrc().decoder()
  assert.deepEqual(decoder.push(bytes(STATUS.slice(0, -2))).map(told), [])
  assert.deepEqual(decoder.end().map(told), ['bad-length 1', 'noise 13'])
  assert.deepEqual(decoder.push(bytes(STATUS)).map(told), ['FF1302'])
})
test('a body begins with FF and sub, and its data fit a length of one byte', () => {
  assert.throws(() => stxBase64Lrc().encode([bytes('0A13')]), TypeError)
  assert.throws(() => stxBase64Lrc().encode([]), TypeError)
  assert.throws(() => stxBase64Lrc().encode([bytes('FF13'), new Uint8Array(256)]), RangeError)
  const whole = stxBase64Lrc().encode([bytes('FF13'), new Uint8Array(255)])
  assert.deepEqual(decoded(hex(render(whole))), [`FF13${'00'.repeat(255)}`])
})

/** A frame around any text, its outer check right. */
function around(text: string): string {
  const inner = Buffer.from(`FF${text}\r\n\x03`, 'latin1')
  return `02${hex(inner)}${hex(Uint8Array.of(inner.reduce((sum, byte) => sum ^ byte, 0)))}`
}
test('a text is taken where it is the one way to write its bytes, and no other', () => {
  const body = (data: number) => {
    const inner = [0xff, 0x0a, data, ...Array.from({ length: data }, (_, at) => (at * 37) & 0xff)]
    return Buffer.from([...inner, inner.reduce((sum, byte) => sum ^ byte, 0)])
  }
  for (const data of [1, 2, 3, 40]) {
    const text = body(data).toString('base64')
    assert.equal(decoded(around(text))[0], hex(Uint8Array.of(0xff, 0x0a, ...body(data).subarray(3, -1))))
    for (const other of [
      text.slice(0, -1),
      `${text}=`,
      `${text}====`,
      `-${text.slice(1)}`,
      `${text.slice(0, 4)} ${text.slice(5)}`,
    ])
      assert.match(decoded(around(other))[0]!, /^bad-check/, other)
  }
  // The same byte with bits left over that a writer leaves 0.
  assert.equal(decoded(around('/wAA/w=='))[0], 'FF00')
  assert.match(decoded(around('/wAA/x=='))[0]!, /^bad-check/)
})
test('nothing that is heard becomes a string, for a line may echo a key', (t) => {
  const stream = bytes(EMPTY)
  const decoder = stxBase64Lrc().decoder()
  const strings = [t.mock.method(Buffer.prototype, 'toString'), t.mock.method(Buffer.prototype, 'latin1Slice')]
  const items = [...decoder.push(stream), ...decoder.end()]
  const calls = strings.map(({ mock }) => mock.callCount())
  t.mock.restoreAll()
  assert.deepEqual([items.length, calls], [1, [0, 0]])
})
