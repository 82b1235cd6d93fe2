// Causes that turn a key into another, each by its published value on the reference keys.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diagnosed, first, K, KEK, kase, kaseR, named, R } from '../harness/diagnosis.js'

/** The first cause; on the degenerate K some cannot be told apart, and then it is among the tied. */
const onK: readonly (readonly [reported: string, cause: string])[] = [
  ['0A8245', 'method-difference'],
  ['2531A1', 'method-difference'],
  ['A92FD7', 'method-difference'],
  ['D5C825', 'algorithm-difference'],
  ['2090A67375', 'algorithm-difference'],
  ['CDFBF8', 'algorithm-difference'],
  ['2677F4', 'algorithm-difference'],
  ['7B8358', 'halves-swapped'],
  ['D5D44F', 'left-half-only'],
  ['C5BCE9', 'variant-applied'],
  ['33C4CB', 'hex-as-ascii'],
  ['8A6416', 'bytes-reversed'],
]
const onR: readonly (readonly [reported: string, cause: string])[] = [
  ['26A935', 'method-difference'],
  ['75DD23', 'method-difference'],
  ['A78BFF', 'method-difference'],
  ['FE916C', 'method-difference'],
  ['E10512', 'algorithm-difference'],
  ['74443A8AD9', 'algorithm-difference'],
  ['B7F838', 'algorithm-difference'],
  ['14677B', 'halves-swapped'],
  ['06AD9C', 'left-half-only'],
  ['5EEE36', 'right-half-only'],
  ['6C2A84', 'bytes-reversed'],
  ['A83710', 'halves-reversed'],
  ['4BC36A', 'words-reversed'],
  ['3ECA45', 'nibbles-swapped'],
  ['66C3AE', 'complemented'],
  ['71DC15', 'seven-bit-line'],
  ['001607', 'hex-as-ascii'],
  ['38F74D', 'hex-as-ascii'],
]
for (const [reported, cause] of onK)
  test(`K reported as ${reported} is ${cause}`, async () => {
    const report = await diagnosed(kase({ reported, lab: { key: K } }))
    assert.equal(first(report).cause, cause)
  })
for (const [reported, cause] of onR)
  test(`R reported as ${reported} is ${cause}, and surely so`, async () => {
    const report = await diagnosed(kaseR({ reported, lab: { key: R } }))
    assert.deepEqual(
      [first(report).cause, first(report).confidence >= 0.9],
      [cause, true],
      JSON.stringify(report.causes),
    )
  })

const underKek: readonly (readonly [reported: string, cause: string])[] = [
  ['B113C7', 'mode-difference'],
  ['62B4B4', 'double-decrypted'],
  ['A21966', 'ciphertext-stored'],
]
for (const [reported, cause] of underKek)
  test(`K under the KEK reported as ${reported} is ${cause}`, async () => {
    assert.equal(first(await diagnosed(kase({ reported, lab: { key: K, kek: KEK } }))).cause, cause)
  })

test('K and its complement cannot be told from its halves exchanged: both are named, each below an accusation', async () => {
  const { causes } = await diagnosed(kase({ reported: '7B8358', lab: { key: K } }))
  const swapped = causes.find(({ cause }) => cause === 'halves-swapped')!
  assert.ok(swapped.tiedWith?.includes('complemented'))
  assert.ok(causes.every(({ confidence }) => confidence < 0.9))
})

test('the values of the reports are never those of a half of the key', async () => {
  for (const reported of ['06AD9C', '14677B', '123456']) {
    const text = JSON.stringify(await diagnosed(kaseR({ reported, lab: { key: R } })))
    assert.ok(!text.includes('06AD9C') && !text.includes('5EEE36'), reported)
  }
})

test('a key of two components of which one was typed with a digit wrong', async () => {
  // The two make K; the second was typed with its first digit 0 for 6.
  const components = ['6AC292FAA1315B4D858AB3A3D7D5933A', '6BE1D79D289A96A27B56093BA181A12A']
  const report = await diagnosed(kase({ reported: '839616', form: 'components', lab: { components } }))
  assert.deepEqual(
    [named(report)[0], report.party, first(report).confidence >= 0.9],
    ['component-typo', 'operator', true],
  )
  assert.ok(!/position|digit \d|first digit|\bplace\b|首位/.test(JSON.stringify(report.causes)))
})
