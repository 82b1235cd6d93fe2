// Two faults at once, the long search for two digits, and keys derived for DUKPT.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { explain } from '../../electron/keys/explain.js'
import type { Depth, Searched } from '../../electron/keys/hypothesis.js'
import { checkValue } from '../../electron/keys/kcv.js'
import * as vault from '../../electron/keys/vault.js'
import { type ClearHand, cipher, K, KEK, R, secret, withHand, zeroValue } from './explain-setup.js'

after(() => assert.equal(vault.liveSecrets(), 0))

const FIRST = '5DBACBDAD58685298F578C7FC1DA75CE'
const SECOND = '25D685B58AD59DA786D51AF4C758F4C7'
const bytes = (hex: string) => Buffer.from(hex, 'hex')
const xor = (a: Buffer, b: Buffer) => Buffer.from(a.map((byte, i) => byte ^ b[i]!))
const key = xor(bytes(FIRST), bytes(SECOND))
const components = [FIRST, SECOND]
const halvesSwapped = (one: Buffer) => Buffer.concat([one.subarray(8), one.subarray(0, 8)])
/** A digit changed by XOR. */
const typo = (one: Buffer, place: number, by: number) =>
  Buffer.from(one.map((byte, i) => (i === place >> 1 ? byte ^ (place % 2 ? by : by << 4) : byte)))

const search = (clear: ClearHand, hex: string, depth: Depth): Promise<Searched> =>
  withHand(clear, (keys) => explain(keys, { method: 'tdes-zeros', hex }, { depth }))
const causes = ({ explanations }: Searched) => explanations.map(({ cause }) => cause)
const cmac = (one: Buffer) => {
  using held = secret(one)
  return checkValue(held, 'tdes-cmac').hex
}

const doubles: readonly (readonly [cause: string, clear: ClearHand, hex: string])[] = [
  ['component-typo+method-difference', { components }, cmac(typo(key, 9, 8))],
  ['component-missing+method-difference', { components }, cmac(bytes(SECOND))],
  ['halves-swapped+method-difference', { components }, cmac(halvesSwapped(key))],
  ['algorithm-difference+component-typo', { components }, zeroValue('aes', typo(key, 4, 3))],
  ['component-typo+halves-swapped', { components }, zeroValue('tdes', halvesSwapped(typo(key, 9, 8)))],
  ['component-typo+left-half-only', { components }, zeroValue('tdes', typo(key, 5, 4).subarray(0, 8))],
  ['component-missing+component-typo', { components }, zeroValue('tdes', typo(bytes(FIRST), 12, 7))],
  [
    'bytes-reversed+complemented',
    { key: R },
    zeroValue('tdes', Buffer.from(bytes(R).map((byte) => byte ^ 0xff)).reverse()),
  ],
  [
    'component-typo+wrong-kek',
    { key: R, kek: KEK },
    zeroValue('tdes', cipher('tdes', typo(bytes(KEK), 2, 5), cipher('tdes', bytes(KEK), bytes(R)), { decrypt: true })),
  ],
  [
    'halves-swapped+mode-difference',
    { key: R, kek: KEK },
    zeroValue(
      'tdes',
      cipher('tdes', bytes(KEK), cipher('tdes', bytes(KEK), halvesSwapped(bytes(R))), { decrypt: true, mode: 'cbc' }),
    ),
  ],
]
for (const [cause, clear, hex] of doubles)
  test(`${cause} is found as a double cause, and not as a single one`, async () => {
    const short = hex.slice(0, 16)
    assert.deepEqual(causes(await search(clear, short, 'single')), [])
    const found = await search(clear, short, 'double')
    assert.ok(causes(found).includes(cause), causes(found).join() || 'unexplained')
    assert.ok(found.triedBy[cause]! > 0)
  })

test('a single cause is never told again as a double one', async () => {
  const hex = zeroValue('tdes', halvesSwapped(key))
  assert.deepEqual(causes(await search({ components }, hex, 'single')), ['halves-swapped'])
  assert.deepEqual(causes(await search({ components }, hex, 'double')), [])
})

test('a component is named where only one can have neighbours exchanged so, and not for a digit wrong', async () => {
  const facts = async (held: Buffer) =>
    (await search({ components }, zeroValue('tdes', held), 'single')).explanations.map((one) => one.facts)
  // The first component's digits 4 and 5, C and B, the other way round.
  assert.deepEqual(await facts(xor(bytes(FIRST.replace('5DBACB', '5DBABC')), bytes(SECOND))), [{ component: 1 }])
  assert.deepEqual(await facts(typo(key, 4, 3)), [{}])
  const alone = await search({ components: [FIRST] }, zeroValue('tdes', typo(bytes(FIRST), 4, 3)), 'single')
  assert.deepEqual(alone.explanations, [{ cause: 'component-typo', facts: { component: 1 } }])
})

test('a component of another key in the place of one of this key is named with that key', async () => {
  const clear = {
    components,
    others: [
      { of: 'TPK', component: R },
      { of: 'TAK', component: K },
    ],
  }
  const found = await search(clear, zeroValue('tdes', xor(bytes(FIRST), bytes(R))), 'single')
  assert.deepEqual(found.explanations, [{ cause: 'component-swapped', facts: { of: 'TPK', component: 2 } }])
})

test('two wrong digits are found by the long search alone, which reports how far it is', async () => {
  const hex = zeroValue('tdes', typo(typo(key, 3, 6), 20, 9))
  assert.deepEqual(causes(await search({ components }, hex, 'single')), [])
  const seen: number[] = []
  const found = await withHand({ components }, (keys) =>
    explain(keys, { method: 'tdes-zeros', hex }, { depth: 'two-digits', onProgress: (done) => seen.push(done) }),
  )
  assert.deepEqual(found.explanations, [{ cause: 'component-typo', facts: { errors: 2 } }])
  assert.ok(found.tried > 50_000 && found.tried < 111_600, `${found.tried} tried`)
  assert.deepEqual(
    seen,
    seen.toSorted((a, b) => a - b),
  )
  assert.ok(seen.length > 10)
  assert.equal(seen.at(-1), 1)
  const aes = await withHand({ components, algorithm: 'aes' }, (keys) =>
    explain(keys, { method: 'aes-zeros', hex: '00112233445566FF' }, { depth: 'two-digits' }),
  )
  // No bit of an AES key is without effect: all 496 pairs by 225, less the few that a single cause also makes.
  assert.ok(aes.tried > 111_000 && aes.tried <= 111_600, `${aes.tried} tried`)
})

test('a search that is stopped ends with the reason and leaves no key behind', async () => {
  const stop = new AbortController()
  const running = withHand({ components }, (keys) =>
    explain(
      keys,
      { method: 'tdes-zeros', hex: '00112233445566FF' },
      { depth: 'two-digits', signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) },
    ),
  )
  await assert.rejects(running, { message: 'enough' })
  assert.equal(vault.liveSecrets(), 0)
})

// X9.24-1 Annex A: base key K and this KSN give the initial key R.
const KSN = 'FFFF9876543210E00001'
const initialKey = (base: Buffer, id: string) => {
  const variant = xor(base, bytes('C0C0C0C000000000'.repeat(2)))
  return Buffer.concat([cipher('tdes', base, bytes(id)), cipher('tdes', variant, bytes(id))])
}
const derived: readonly (readonly [what: string, clear: ClearHand, held: Buffer, cause: string])[] = [
  ['the base key loaded for the initial key', { key: R }, bytes(K), 'bdk-for-initial-key'],
  ['the initial key where the base key was expected', { key: K }, bytes(R), 'bdk-for-initial-key'],
  [
    'an initial key derived from the initial key',
    { key: R },
    initialKey(bytes(R), 'FFFF9876543210E0'),
    'initial-key-derived-twice',
  ],
  ['the next device’s number', { key: R }, initialKey(bytes(K), 'FFFF987654321100'), 'ksn-mismatch'],
  ['the last 8 bytes of the KSN', { key: R }, initialKey(bytes(K), '9876543210E00001'), 'ksn-mismatch'],
  ['a KSN with two zero bytes in front', { key: R }, initialKey(bytes(K), '0000FFFF98765432'), 'ksn-mismatch'],
  ['no key but the base key', {}, initialKey(bytes(K), 'FFFF987654321100'), 'ksn-mismatch'],
]
for (const [what, clear, held, cause] of derived)
  test(`DUKPT: ${what} is ${cause}`, async () => {
    assert.equal(initialKey(bytes(K), 'FFFF9876543210E0').toString('hex').toUpperCase(), R)
    const found = await search({ bdk: K, ksn: KSN, ...clear }, zeroValue('tdes', held), 'single')
    assert.deepEqual(causes(found), [cause])
  })

test('DUKPT: a counter that was not cleared is ksn-mismatch', async () => {
  const clear = { bdk: K, ksn: 'FFFF9876543210EFFFFF', key: R }
  const found = await search(clear, zeroValue('tdes', initialKey(bytes(K), 'FFFF9876543210EF')), 'single')
  assert.deepEqual(found.explanations, [{ cause: 'ksn-mismatch', facts: { variant: 'counter-kept' } }])
})

test('AES DUKPT: an initial key derived for the next device is ksn-mismatch', async () => {
  const data = (id: string) => bytes(`0101800100020080${id}`)
  const base = bytes(FIRST)
  const clear: ClearHand = { algorithm: 'aes', bdk: base, ksn: '123456789012345600000001' }
  const sought = (held: Buffer) => ({ method: 'aes-zeros' as const, hex: zeroValue('aes', held) })
  const run = (held: Buffer, more: ClearHand = {}) =>
    withHand({ ...clear, ...more }, (keys) => explain(keys, sought(held), { depth: 'single' }))
  assert.deepEqual(causes(await run(cipher('aes', base, data('1234567890123456')))), [])
  assert.deepEqual(causes(await run(cipher('aes', base, data('1234567890123457')))), ['ksn-mismatch'])
  assert.deepEqual(causes(await run(base)), ['bdk-for-initial-key'])
})
