// Canonical JSON against RFC 8785's own examples, as far as a record may hold such values.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonical, isCanonical } from '../../electron/audit/jcs.js'

test('members are sorted by UTF-16 code units, as RFC 8785 3.2.3 shows', () => {
  const value = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    '1': 'One',
    '\ud83d\ude00': 'Emoji: Grinning Face',
    '\u0080': 'Control',
    '\u00f6': 'Latin Small Letter O With Diaeresis',
  }
  assert.equal(
    Buffer.from(canonical(value)).toString('hex'),
    '7b225c72223a2243617272696167652052657475726e222c2231223a224f6e65222c22c280223a22436f6e74726f6c222c22c3b6223a22' +
      '4c6174696e20536d616c6c204c6574746572204f205769746820446961657265736973222c22e282ac223a224575726f205369676e222c' +
      '22f09f9880223a22456d6f6a693a204772696e6e696e672046616365222c22efacb3223a22486562726577204c65747465722044616c65' +
      '74205769746820446167657368227d',
  )
})

test('strings are escaped as RFC 8785 3.2.2.2 shows', () => {
  assert.equal(canonical('\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/'), `"\u20ac$\\u000f\\nA'B\\"\\\\\\\\\\"/"`)
  assert.equal(canonical('\b\f\t\u007f\u2028'), '"\\b\\f\\t\u007f\u2028"')
})

test('literals, whole numbers and nesting have one form', () => {
  assert.equal(canonical([56, { d: true, '10': null, '1': [] }]), '[56,{"1":[],"10":null,"d":true}]')
  assert.equal(canonical([0, -0, -1, Number.MAX_SAFE_INTEGER]), '[0,0,-1,9007199254740991]')
})

const refused: [what: string, value: unknown][] = [
  ['a fraction', 1.5],
  ['a number beyond the safe integers', 2 ** 53],
  ['NaN', Number.NaN],
  ['a lone surrogate', '\ud83d'],
  ['a lone surrogate in a name', { '\udead': 1 }],
  ['undefined in an object', { a: undefined }],
  ['a date', new Date(0)],
  ['a map', new Map()],
  ['a bigint', 1n],
]
for (const [what, value] of refused)
  test(`${what} is refused`, () => {
    assert.throws(() => canonical(value), TypeError)
  })

test('what is read back and written again has the same bytes', () => {
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.maxSafeInteger(),
      fc.string({ unit: 'grapheme' }),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value
  fc.assert(
    fc.property(json, (value) => {
      const text = canonical(value)
      assert.equal(canonical(JSON.parse(text)), text)
      assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('a text is the canonical one exactly where writing its value anew gives the same', () => {
  const oneOf = (value: unknown, text: string) => {
    try {
      return canonical(value) === text
    } catch {
      return false
    }
  }
  const known = [
    '{"a":1,"b":2}',
    '{"b":2,"a":1}',
    '{"10":1,"9":2}',
    '{"9":2,"10":1}',
    '"\\ud83d"',
    '{"\\udead":1}',
    '-0',
    '1.5',
  ]
  for (const text of known) assert.equal(isCanonical(JSON.parse(text), text), oneOf(JSON.parse(text), text), text)
  fc.assert(
    fc.property(fc.jsonValue(), fc.boolean(), (value, sorted) => {
      const text = sorted && oneOf(value, tried(value)) ? tried(value) : JSON.stringify(value)
      assert.equal(isCanonical(JSON.parse(text), text), oneOf(JSON.parse(text), text))
    }),
    { numRuns: 2_000 },
  )
})

const tried = (value: unknown): string => {
  try {
    return canonical(value)
  } catch {
    return ''
  }
}
