// Components into a key: the order does not matter, parity is set where the profile says so, and what is odd is said.
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import fc from 'fast-check'
import type { Secret } from '../../electron/contract/secret.js'
import { type Algorithm, keyProfileNames } from '../../electron/contract/values.js'
import { type CombineRules, combine } from '../../electron/keys/combine.js'
import { keyLengths } from '../../electron/keys/kcv.js'
import { keyProfiles } from '../../electron/keys/profile.js'
import * as vault from '../../electron/keys/vault.js'

let alive = 0
beforeEach(() => {
  alive = vault.liveSecrets()
})
afterEach(() => assert.equal(vault.liveSecrets(), alive, 'a secret was left alive'))

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))

interface Seen {
  readonly parity: string
  readonly keyParity: string
  readonly warnings: readonly string[]
  readonly is: (hex: string) => boolean
}
/** Combines components given as bytes, and releases everything again. */
function combining<T>(
  values: readonly Uint8Array[],
  algorithm: Algorithm,
  rules: CombineRules,
  see: (seen: Seen) => T,
): T {
  const components: Secret[] = []
  try {
    for (const value of values) components.push(vault.secretFromBytes(Uint8Array.from(value)))
    using combined = combine(components, algorithm, rules)
    return see({
      parity: combined.parity,
      keyParity: vault.parityOf(combined.key),
      warnings: combined.warnings,
      is: (hex) => vault.isPublicValue(combined.key, bytes(hex)),
    })
  } finally {
    for (const component of components) component[Symbol.dispose]()
  }
}
const combiningHex = <T>(
  values: readonly string[],
  algorithm: Algorithm,
  rules: CombineRules,
  see: (seen: Seen) => T,
) => combining(values.map(bytes), algorithm, rules, see)

const componentSets = fc
  .constantFrom<Algorithm>('des', 'tdes', 'aes', 'sm4')
  .chain((algorithm) => fc.constantFrom(...keyLengths[algorithm]).map((length) => ({ algorithm, length })))
  .chain(({ algorithm, length }) =>
    fc
      .array(fc.uint8Array({ minLength: length, maxLength: length }), { minLength: 1, maxLength: 9 })
      .chain((values) =>
        fc.shuffledSubarray(values, { minLength: values.length }).map((shuffled) => ({ algorithm, values, shuffled })),
      ),
  )

test('the order of components does not matter, under any profile', () => {
  fc.assert(
    fc.property(componentSets, fc.constantFrom(...keyProfileNames), ({ algorithm, values, shuffled }, profile) => {
      const rules = { parity: keyProfiles[profile].parity }
      const sum = new Uint8Array(values[0]!.length)
      for (const value of values) for (const [i, byte] of value.entries()) sum[i]! ^= byte
      const odd = rules.parity === 'odd' && (algorithm === 'des' || algorithm === 'tdes')
      const expected = Buffer.from(odd ? sum.map(withOddBit) : sum).toString('hex')
      for (const order of [values, shuffled])
        combining(order, algorithm, rules, (seen) => assert.ok(seen.is(expected), `${algorithm} ${profile}`))
      assert.deepEqual(
        combining(values, algorithm, rules, ({ warnings }) => warnings),
        combining(shuffled, algorithm, rules, ({ warnings }) => warnings),
      )
    }),
  )
})
/** The test's own arithmetic. */
const withOddBit = (byte: number) => {
  const ones = [1, 2, 3, 4, 5, 6, 7].filter((bit) => (byte >> bit) & 1).length
  return (byte & 0xfe) | (1 - (ones % 2))
}

const oddComponents = ['BF1F51D5895E91E05E4AB5583EAED662', '834968206BBF674CE0C4E5D63746456D']

test('two components of odd parity make a key of even parity: left as it is, and warned of', () => {
  combiningHex(oddComponents, 'tdes', {}, ({ is, parity, keyParity, warnings }) => {
    assert.ok(is('3C5639F5E2E1F6ACBE8E508E09E8930F'))
    assert.deepEqual([parity, keyParity, warnings], ['even', 'even', ['even-parity']])
  })
})

test('where the profile says so parity is set after combining, and what it was is still told', () => {
  combiningHex(oddComponents, 'tdes', { parity: keyProfiles.pci.parity }, ({ is, parity, keyParity, warnings }) => {
    assert.ok(is('3D5738F4E3E0F7ADBF8F518F08E9920E'))
    assert.deepEqual([parity, keyParity, warnings], ['even', 'odd', []])
  })
})

test('parity is never set in a key that has none', () => {
  for (const algorithm of ['aes', 'sm4'] as const)
    combiningHex(oddComponents, algorithm, { parity: 'odd' }, ({ is, warnings }) => {
      assert.ok(is('3C5639F5E2E1F6ACBE8E508E09E8930F'))
      assert.deepEqual(warnings, [])
    })
})

const K = '0123456789ABCDEFFEDCBA9876543210'
const zero = '0'.repeat(32)
const warned: readonly (readonly [
  what: string,
  values: readonly string[],
  rules: CombineRules,
  warnings: readonly string[],
])[] = [
  ['one component alone', ['3C5639F5E2E1F6ACBE8E508E09E8930E'], {}, ['single-component']],
  [
    'the same component twice',
    [K, K],
    {},
    ['equal-halves', 'even-parity', 'identical-components', 'test-key', 'weak-key', 'zero-key'],
  ],
  [
    'the same twice, parity set',
    [K, K],
    { parity: 'odd' },
    ['equal-halves', 'identical-components', 'test-key', 'weak-key', 'zero-key'],
  ],
  ['a component of zeros', [zero, '3C5639F5E2E1F6ACBE8E508E09E8930E'], {}, ['zero-component']],
  ['a weak half', [`0101010101010101${'23'.repeat(8)}`, zero], {}, ['weak-key', 'zero-component']],
  ['a semi-weak half', [`01FE01FE01FE01FE${'23'.repeat(8)}`, zero], {}, ['semi-weak-key', 'zero-component']],
  ['a published key', [K, zero], {}, ['test-key', 'zero-component']],
  [
    'a published key under other parity',
    ['0022446688AACCEEFFDDBB9977553311', zero],
    {},
    ['even-parity', 'test-key', 'zero-component'],
  ],
]
for (const [what, values, rules, warnings] of warned)
  test(`${what} is warned of`, () => {
    combiningHex(values, 'tdes', rules, (seen) => assert.deepEqual(seen.warnings, warnings))
  })

test('two equal neighbours of three are equal halves', () => {
  const [a, b] = ['23'.repeat(8), '4A'.repeat(8)]
  const other = '00'.repeat(24)
  for (const key of [a + a + b, b + a + a])
    combiningHex([key, other], 'tdes', {}, ({ warnings }) => assert.ok(warnings.includes('equal-halves')))
  combiningHex([a + b + a, other], 'tdes', {}, ({ warnings }) => assert.ok(!warnings.includes('equal-halves')))
})

test('the ceremony takes two to nine components, a calculator one to nine', () => {
  const one = [bytes(K)]
  assert.throws(() => combining(one, 'tdes', { fewest: 2 }, () => {}), {
    code: 'keys/component-count',
    facts: { count: 1, expected: '2 to 9' },
  })
  combining(one, 'tdes', {}, ({ is }) => assert.ok(is(K)))
  const ten = Array.from({ length: 10 }, () => bytes(K))
  assert.throws(() => combining(ten, 'tdes', {}, () => {}), {
    code: 'keys/component-count',
    facts: { count: 10, expected: '1 to 9' },
  })
  assert.throws(() => combining([], 'tdes', {}, () => {}), { code: 'keys/component-count' })
})

test('components of different lengths, or of a length no key has, make none', () => {
  assert.throws(() => combining([bytes(K), bytes(K.slice(16))], 'tdes', {}, () => {}), { code: 'keys/unequal-length' })
  assert.throws(() => combining([bytes(K.slice(16))], 'tdes', {}, () => {}), { code: 'keys/bad-length' })
})
