// The search against literal values: what each change of the two reference keys makes of their check values.
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import type { KcvMethodName } from '../../electron/contract/values.js'
import { explain } from '../../electron/keys/explain.js'
import * as vault from '../../electron/keys/vault.js'
import { type ClearHand, K, KEK, R, withHand } from './explain-setup.js'

let alive = 0
beforeEach(() => {
  alive = vault.liveSecrets()
})
afterEach(() => assert.equal(vault.liveSecrets(), alive, 'a secret was left alive'))

const causesOf = (clear: ClearHand, hex: string, method: KcvMethodName = 'tdes-zeros') =>
  withHand(clear, (keys) => explain(keys, { method, hex }, { depth: 'single' }))

// Recomputed with OpenSSL. K's complement equals its halves exchanged, and its nibbles swapped equal its bytes reversed.
const values: readonly (readonly [clear: ClearHand, hex: string, causes: readonly string[], method?: KcvMethodName])[] =
  [
    [{ key: K }, '0A8245', ['method-difference']],
    [{ key: K }, '2531A1', ['method-difference']],
    [{ key: K }, 'A92FD7', ['method-difference']],
    [{ key: K }, 'D5C825', ['algorithm-difference']],
    [{ key: K }, '2090A67375', ['algorithm-difference']],
    [{ key: K }, 'CDFBF8', ['algorithm-difference']],
    [{ key: K }, '2677F4', ['algorithm-difference']],
    [{ key: K }, '7B8358', ['complemented', 'halves-swapped']],
    [{ key: K }, 'D5D44F', ['left-half-only']],
    [{ key: K }, 'C5BCE9', ['variant-applied']],
    [{ key: K }, '33C4CB', ['hex-as-ascii']],
    [{ key: K }, '8A6416', ['bytes-reversed', 'nibbles-swapped']],
    [{ key: K, kek: KEK }, 'B113C7', ['mode-difference']],
    [{ key: K, kek: KEK }, '62B4B4', ['double-decrypted']],
    [{ key: K, kek: KEK }, 'A21966', ['ciphertext-stored']],
    [{ key: R }, '26A935', ['method-difference']],
    [{ key: R }, '75DD23', ['method-difference']],
    [{ key: R }, 'A78BFF', ['method-difference']],
    [{ key: R }, 'FE916C', ['method-difference']],
    [{ key: R }, 'E10512', ['algorithm-difference']],
    [{ key: R }, '74443A8AD9', ['algorithm-difference']],
    [{ key: R }, 'B7F838', ['algorithm-difference']],
    [{ key: R }, '14677B', ['halves-swapped']],
    [{ key: R }, '06AD9C', ['left-half-only']],
    [{ key: R }, '5EEE36', ['right-half-only']],
    [{ key: R }, '6C2A84', ['bytes-reversed']],
    [{ key: R }, 'A83710', ['halves-reversed']],
    [{ key: R }, '4BC36A', ['words-reversed']],
    [{ key: R }, '3ECA45', ['nibbles-swapped']],
    [{ key: R }, '66C3AE', ['complemented']],
    [{ key: R }, '71DC15', ['seven-bit-line']],
    [{ key: R }, '001607', ['hex-as-ascii']],
    [{ key: R }, '38F74D', ['hex-as-ascii']],
    [{ key: R, algorithm: 'sm4' }, '35F829', ['words-reversed'], 'sm4-zeros'],
    [{ key: R, algorithm: 'aes' }, 'AF8C07', ['algorithm-difference'], 'aes-cmac'],
    // One component twice of two: the all-zero key, under each algorithm.
    [{ components: [K, R] }, '8CA64D', ['component-duplicated']],
    [{ components: [K, R], algorithm: 'aes' }, '66E94B', ['component-duplicated'], 'aes-zeros'],
    [{ components: [K, R], algorithm: 'sm4' }, '9F1F7B', ['component-duplicated'], 'sm4-zeros'],
    [{ components: [KEK, R] }, 'AF8C07', ['component-missing']],
    // K's first byte is a parity bit alone: a first component cut after one byte is as good as none.
    [{ components: [K, R] }, 'AF8C07', ['component-missing', 'truncated']],
    [
      { components: [K, '11'.repeat(16), R] },
      'AF8C07',
      ['component-duplicated', 'component-missing', 'last-component-only'],
    ],
    // The key unchanged is no explanation.
    [{ key: K }, '08D7B4', []],
    [{ key: R }, '123456', []],
  ]
for (const [clear, hex, causes, method] of values)
  test(`${hex} by ${method ?? 'tdes-zeros'} over ${JSON.stringify(clear)} is explained by ${causes.join(' or ') || 'nothing'}`, async () => {
    const { explanations } = await causesOf(clear, hex, method)
    assert.deepEqual(explanations.map(({ cause }) => cause).sort(), causes)
  })

test('the method, the algorithm and the variant that fit are named', async () => {
  const facts = async (clear: ClearHand, hex: string) =>
    (await causesOf(clear, hex)).explanations.map((one) => one.facts)
  assert.deepEqual(await facts({ key: R }, 'A78BFF'), [{ method: 'pax-parity' }])
  assert.deepEqual(await facts({ key: R }, 'B7F838'), [{ algorithm: 'sm4', method: 'sm4-zeros' }])
  assert.deepEqual(await facts({ key: K }, 'C5BCE9'), [{ variant: 'atalla-1' }])
  assert.deepEqual(await facts({ components: [KEK, R] }, 'AF8C07'), [{ component: 1 }])
})

test('a key with equal halves hides every exchange of halves', async () => {
  const { explanations } = await causesOf({ key: '0123456789ABCDEF'.repeat(2) }, 'D5D44F')
  assert.deepEqual(explanations, [])
})

test('no key at hand, or a value made of more than the key: nothing is tried', async () => {
  const nothing = { explanations: [], tried: 0, triedBy: {} }
  assert.deepEqual(await causesOf({}, '123456'), nothing)
  const bound = await withHand({ key: K }, (keys) =>
    explain(keys, { method: 'pax-mac', hex: '123456' }, { depth: 'single' }),
  )
  assert.deepEqual(bound, nothing)
})

test('what is tried is counted once: parity bits, equal halves and neighbours make no new values', async () => {
  // 480 one-digit errors and 465 neighbour pairs; a DES key acts by 56 of 64 bits: 32 high digits by 15, low ones by 7.
  const tdes = await causesOf({ key: R }, '123456')
  const aes = await causesOf({ key: R, algorithm: 'aes' }, '123456', 'aes-zeros')
  assert.equal(aes.triedBy['component-typo'], 480 + 31 * 15)
  assert.ok(tdes.triedBy['component-typo']! < aes.triedBy['component-typo']!)
  for (const { tried, triedBy } of [tdes, aes])
    assert.equal(
      Object.values(triedBy).reduce((sum, count) => sum + count, 0),
      tried,
    )
  // Equal components exchanged, doubled or left out are few different keys.
  const equal = await causesOf({ components: [K, K] }, '123456')
  assert.equal(equal.triedBy['component-missing'], 1)
})
