import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import fc from 'fast-check'
import { Fault } from '../../electron/contract/fault.js'
import { readJson, SecretText } from '../../electron/keys/intake.js'
import { byteLines, type ReadBytes, readAll } from '../../electron/keys/lines.js'
import { isPublicValue, liveSecrets } from '../../electron/keys/vault.js'

const bytes = (text: string) => new TextEncoder().encode(text)
const KEY = '0123456789ABCDEFFEDCBA9876543210'
const faultOf = (call: () => unknown): Fault => {
  try {
    call()
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new assert.AssertionError({ message: 'nothing was thrown' })
}

afterEach(() => assert.equal(liveSecrets(), 0))

test('secrets of a JSON text become handles, everything else plain values, and the bytes are overwritten', () => {
  const input = bytes(`{"label":"TMK","values":["${KEY}"],"n":[1,-2.5e1,true,false,null,"a\\u00e9\\n"]}`)
  using read = readJson(input)
  const value = read.value as { label: string; values: SecretText[]; n: unknown[] }
  assert.equal(value.label, 'TMK')
  assert.deepEqual(value.n, [1, -25, true, false, null, 'aé\n'])
  assert.ok(value.values[0] instanceof SecretText)
  assert.ok(isPublicValue(value.values[0].secret('x'), Buffer.from(KEY, 'hex')))
  assert.ok(input.every((byte) => byte === 0))
  assert.ok(!JSON.stringify(value).includes('0123'))
})
test('a key under a mistyped field name is taken for a key all the same', () => {
  using read = readJson(bytes(`{"valuess":["${KEY}"]}`))
  assert.ok((read.value as { valuess: unknown[] }).valuess[0] instanceof SecretText)
})
test('a check value, a cryptogram and a serial number stay text', () => {
  using read = readJson(bytes(`{"expected":"08D7B4FB629D0885","value":"${KEY}","inventory":["1234567890123456"]}`))
  assert.deepEqual(read.value, { expected: '08D7B4FB629D0885', value: KEY, inventory: ['1234567890123456'] })
})
test('what is wrong with a secret is said with its line and place, and never with its content', () => {
  using read = readJson(bytes(`{\n"values":\n["0123456789ABCDEFFEDCBA98765432ZZ"]}`))
  const [text] = (read.value as { values: SecretText[] }).values
  const fault = faultOf(() => text!.secret('component 1'))
  assert.equal(fault.code, 'keys/bad-hex')
  assert.deepEqual([fault.facts.line, fault.facts.position, fault.facts.field], [3, 31, 'component 1'])
  assert.ok(!fault.message.includes('ZZ'))
})
test('broken JSON names the line, keeps nothing alive and overwrites the bytes', () => {
  for (const [text, line] of [
    [`{"values":["${KEY}"],\n"x":}`, 2],
    [`{"values":["${KEY}"`, 1],
    [`{"values":["${KEY}`, 1],
    ['', 1],
    ['\n\n[1,]', 3],
    ['{"a":1}{', 1],
    ['{"a" 1}', 1],
    ['{a:1}', 1],
    ['[1 2]', 1],
    ['"\\x"', 1],
    ['"a\nb"', 1],
  ] as const) {
    const input = bytes(text)
    const fault = faultOf(() => readJson(input))
    assert.equal(fault.code, 'input/not-json', text)
    assert.equal(fault.facts.line, line, text)
    assert.ok(input.every((byte) => byte === 0))
    assert.ok(!fault.message.includes('0123456789'))
  }
})
test('a field given twice is refused, and __proto__ is a field like any other', () => {
  assert.equal(faultOf(() => readJson(bytes('{"a":1,\n"a":2}'))).code, 'input/duplicate-field')
  using read = readJson(bytes('{"__proto__":{"x":1}}'))
  assert.deepEqual(Object.keys(read.value as object), ['__proto__'])
  assert.equal(({} as { x?: number }).x, undefined)
})
test('the line of a field that is not there is that of its nearest parent', () => {
  using read = readJson(bytes('{\n "keys": [\n  {"slot": 1}\n ]\n}'))
  assert.equal(read.lineOf(['keys', 0, 'slot']), 3)
  assert.equal(read.lineOf(['keys', 0, 'label']), 3)
  assert.equal(read.lineOf(['run']), 1)
})
test('any JSON that holds no key-like text is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: false }), (text) => {
      const plain = JSON.parse(text) as unknown
      fc.pre(!/[0-9A-Fa-f]{12}/.test(text) && !hasSecretField(plain) && JSON.stringify(plain).length < 4000)
      try {
        using read = readJson(bytes(text))
        assert.deepEqual(read.value, plain)
      } catch (error) {
        // Numbers longer than 24 characters are refused; no job has any.
        if (!(error instanceof Fault) || !/-?\d[\d.eE+-]{23}/.test(text)) throw error
      }
    }),
  )
})
const hasSecretField = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).some(
    ([name, inner]) =>
      ['values', 'bdk', 'kbpk', 'kek', 'previousKek', 'key', 'components', 'under'].includes(name) ||
      hasSecretField(inner),
  )
test('any bytes are read or refused, without anything else thrown', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (input) => {
      try {
        readJson(Uint8Array.from(input))[Symbol.dispose]()
      } catch (error) {
        assert.ok(error instanceof Fault)
      }
    }),
  )
})

/** Gives the bytes in pieces of the sizes listed, over and over. */
function pieces(text: string, sizes: readonly number[]): ReadBytes {
  const source = bytes(text)
  let [at, turn] = [0, 0]
  return (into) => {
    const count = Math.min(sizes[turn++ % sizes.length]!, into.length, source.length - at)
    into.set(source.subarray(at, at + count))
    at += count
    return count
  }
}
/** A line is good only until the next is asked for: it is copied out at once. */
function linesOf(text: string, sizes: readonly number[], longest?: number): string[] {
  const lines: string[] = []
  for (const line of byteLines(pieces(text, sizes), longest))
    if (line instanceof Fault) lines.push(`${line.facts.line}:${line.code}`)
    else lines.push(`${line.line}:${new TextDecoder().decode(line.buffer.slice(line.start, line.end))}`)
  return lines
}

test('lines are the same however the stream is cut', () => {
  const text = 'one\r\n  two \n\nfour\n\tfive'
  for (const sizes of [[1], [2], [3, 1], [100], [7, 5]])
    assert.deepEqual(linesOf(text, sizes), ['1:one', '2:two', '4:four', '5:five'])
})
test('a line that is too long is a fault in its place and the next one follows', () => {
  for (const sizes of [[1], [3], [100]])
    assert.deepEqual(linesOf(`ab\n${'x'.repeat(40)}\ncd\n${'y'.repeat(9)}`, sizes, 8), [
      '1:ab',
      '2:input/too-long',
      '3:cd',
      '4:input/too-long',
    ])
})
test('a whole text is gathered from any pieces', () => {
  const text = 'x'.repeat(200_000)
  assert.equal(new TextDecoder().decode(readAll(pieces(text, [1000, 70_000]))), text)
})
