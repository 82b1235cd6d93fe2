// Bare cryptograms: every scheme both ways, against values computed with OpenSSL over variants made by hand.
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { type CryptogramTerms, openCryptogram, sealCryptogram } from '../../electron/keys/cryptogram.js'
import { isPublicValue, liveSecrets, secretFromHex } from '../../electron/keys/vault.js'

let alive = 0
beforeEach(() => {
  alive = liveSecrets()
})
afterEach(() => assert.equal(liveSecrets(), alive, 'a secret was left alive'))

const secret = (hex: string) => secretFromHex(Buffer.from(hex, 'ascii'))
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
const hexOf = (value: Uint8Array) => Buffer.from(value).toString('hex').toUpperCase()

const KEK = '0123456789ABCDEFFEDCBA9876543210'
const DOUBLE = '11111111111111112222222222222222'
const TRIPLE = '111111111111111122222222222222223333333333333333'
type Terms = Omit<CryptogramTerms, 'kek' | 'cipher'>

const known: readonly [what: string, key: string, cryptogram: string, terms: Terms][] = [
  ['ECB', DOUBLE, '9B3A7B883A100F73B4ABA2BB791C50E7', { scheme: 'ecb' }],
  ['CBC from zeros', DOUBLE, '9B3A7B883A100F73D0B3E5FA910EE823', { scheme: 'cbc' }],
  ['scheme U, KEK XOR A6 and 5A in byte 9', DOUBLE, '9856CBF14121C98C555CB07711A146F6', { scheme: 'variant' }],
  [
    'scheme T, KEK XOR 6A, DE and 2B in byte 9',
    TRIPLE,
    '19AAE619E615E7CC2FB2EE2BD18A5951BDF9E6297C5C789A',
    { scheme: 'variant' },
  ],
  ['Atalla variant 0, the KEK itself', DOUBLE, '9B3A7B883A100F73B4ABA2BB791C50E7', { scheme: 'atalla' }],
  ['Atalla variant 1, XOR 08', DOUBLE, '92AFDA8D5982892F54DB3CE7809C59C9', { scheme: 'atalla', variant: 1 }],
  ['Atalla variant 2, XOR 10', DOUBLE, '720902F3EFB90911BB617787E0BDD4FC', { scheme: 'atalla', variant: 2 }],
  ['Atalla variant 31, XOR F8', DOUBLE, '995A3F221B0D4EEDFAD380CE7CEE9A5F', { scheme: 'atalla', variant: 31 }],
]
for (const [what, value, cryptogram, terms] of known)
  test(`a key travels in ${what} and comes out the same`, () => {
    using kek = secret(KEK)
    using key = secret(value)
    assert.equal(hexOf(sealCryptogram(key, { ...terms, kek, cipher: 'tdes' })), cryptogram)
    using back = openCryptogram(bytes(cryptogram), { ...terms, kek, cipher: 'tdes' })
    assert.ok(isPublicValue(back, bytes(value)))
  })

test('an IV that was given is the one used', () => {
  using kek = secret(KEK)
  using key = secret(DOUBLE)
  const terms = { kek, cipher: 'tdes', scheme: 'cbc', iv: bytes('1111111111111111') } as const
  // The first block is then E(zeros): the KEK's own check value.
  assert.equal(hexOf(sealCryptogram(key, terms)).slice(0, 16), '08D7B4FB629D0885')
})

test('AES and SM4 keys travel in ECB under keys of their own kind', () => {
  using kek = secret(KEK)
  for (const cipher of ['aes', 'sm4'] as const) {
    using key = secret(DOUBLE)
    using back = openCryptogram(sealCryptogram(key, { kek, cipher, scheme: 'ecb' }), { kek, cipher, scheme: 'ecb' })
    assert.ok(isPublicValue(back, bytes(DOUBLE)))
  }
})

const refused: readonly [what: string, cryptogram: string, kek: string, terms: Terms, code: string][] = [
  ['half a block', '9B3A7B88', KEK, { scheme: 'ecb' }, 'keys/bad-length'],
  ['a single-length key in scheme U', '9B3A7B883A100F73', KEK, { scheme: 'variant' }, 'keys/bad-length'],
  ['scheme U under a triple-length KEK', DOUBLE, TRIPLE, { scheme: 'variant' }, 'keys/bad-length'],
  ['an Atalla variant of 32', DOUBLE, KEK, { scheme: 'atalla', variant: 32 }, 'keys/bad-variant'],
  ['half an Atalla variant', DOUBLE, KEK, { scheme: 'atalla', variant: 0.5 }, 'keys/bad-variant'],
]
for (const [what, cryptogram, value, terms, code] of refused)
  test(`${what} is refused as ${code}`, () => {
    using kek = secret(value)
    assert.throws(() => openCryptogram(bytes(cryptogram), { ...terms, kek, cipher: 'tdes' }), { code })
  })
