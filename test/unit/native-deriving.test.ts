// The addon's half that makes keys out of keys: answers by other means, and every way to call it wrongly.
import assert from 'node:assert/strict'
import { createCipheriv } from 'node:crypto'
import { createRequire } from 'node:module'
import { afterEach, before, beforeEach, test } from 'node:test'
import type * as Native from '../../native/index.js'

const native = createRequire(import.meta.url)('../../../native/build/Release/kcv_native.node') as typeof Native

const KEY = '0123456789ABCDEFFEDCBA9876543210'
const OTHER = '00112233445566778899AABBCCDDEEFF'
let alive = 0
let key: Native.NativeSecret
let other: Native.NativeSecret
const made: Native.NativeSecret[] = []
const keep = (secret: Native.NativeSecret) => {
  made.push(secret)
  return secret
}
before(() => assert.notEqual(native.openSecureHeap(1 << 20, 32), 0))
beforeEach(() => {
  alive = native.liveSecrets()
  key = keep(fromHex(KEY))
  other = keep(fromHex(OTHER))
})
afterEach(() => {
  for (const secret of made.splice(0)) native.releaseSecret(secret)
  assert.equal(native.liveSecrets(), alive, 'a secret was left alive')
})

const fromHex = (hex: string) => native.secretFromHex(Buffer.from(hex, 'ascii'), 0, hex.length)
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
const zeros = (length: number) => new Uint8Array(length)
const holds = (secret: Native.NativeSecret, value: Uint8Array) =>
  assert.ok(native.secretEqualsBytes(keep(secret), value))
const refuses = (code: Native.NativeErrorCode, call: () => unknown) =>
  assert.throws(call, (error) => (error as { code?: string }).code === code)
// biome-ignore lint/suspicious/noExplicitAny: these tests are about arguments that the types forbid
const wrong = (value: unknown): any => value

test('counter mode agrees with OpenSSL through Node, for data of any length', () => {
  const iv = bytes('FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE')
  for (const length of [1, 15, 16, 17, 100]) {
    const data = Uint8Array.from({ length }, (_, i) => i)
    const expected = createCipheriv('aes-128-ctr', Buffer.from(KEY, 'hex'), iv).update(data)
    assert.deepEqual(Buffer.from(native.encrypt(key, 'aes', 'ctr', iv, data)), expected)
    holds(native.decryptToSecret(key, 'aes', 'ctr', iv, expected), data)
  }
})

test('there is no counter mode of DES and TDES', () => {
  refuses('bad-argument', () => native.encrypt(key, 'tdes', 'ctr', zeros(8), zeros(8)))
})

test('what is enciphered into a secret is what is enciphered openly', () => {
  for (const [mode, iv] of [
    ['ecb', null],
    ['cbc', bytes(OTHER)],
  ] as const) {
    const open = native.encrypt(key, 'aes', mode, iv, bytes(OTHER))
    holds(native.encryptToSecret(key, 'aes', mode, iv, bytes(OTHER)), open)
    holds(native.encryptToSecret(key, 'aes', mode, iv, other), open)
  }
  refuses('bad-length', () => native.encryptToSecret(key, 'aes', 'ecb', null, zeros(15)))
  refuses('bad-length', () => native.encryptToSecret(key, 'aes', 'ecb', null, zeros(0)))
  refuses('too-long', () => native.encryptToSecret(key, 'aes', 'ecb', null, zeros(16384)))
  refuses('bad-argument', () => native.encryptToSecret(key, 'aes', 'ecb', null, wrong('0123456789ABCDEF')))
})

test('a CMAC into a secret is the CMAC', () => {
  for (const [cipher, data] of [
    ['aes', bytes('0102')],
    ['tdes', bytes(OTHER)],
    ['aes', zeros(0)],
  ] as const)
    holds(native.cmacToSecret(key, cipher, data), native.cmac(key, cipher, data))
})

test('XOR with public bytes changes just those', () => {
  holds(native.xorSecretBytes(key, bytes(KEY)), zeros(16))
  holds(native.xorSecretBytes(key, zeros(16)), bytes(KEY))
  refuses('unequal-length', () => native.xorSecretBytes(key, zeros(15)))
})

test('a MAC over parts is the MAC over all of them, wherever they are cut', () => {
  const whole = bytes(`${OTHER}${KEY}AABBCCDDEEFF0011`)
  for (let at = 0; at <= whole.length; at++) {
    const [left, right] = [whole.subarray(0, at), whole.subarray(at)]
    assert.deepEqual(native.cmacOverParts(key, 'aes', [left, right]), native.cmac(key, 'aes', whole))
  }
  const secret = keep(native.concatSecrets([other, key]))
  const expected = native.cmac(key, 'tdes', whole)
  assert.deepEqual(native.cmacOverParts(key, 'tdes', [secret, whole.subarray(32)]), expected)
  const chained = native.encrypt(key, 'tdes', 'cbc', zeros(8), whole).slice(-8)
  assert.deepEqual(native.cbcMacOverParts(key, 'tdes', [secret, whole.subarray(32)]), chained)
  assert.deepEqual(native.cmacOverParts(key, 'aes', []), native.cmac(key, 'aes', zeros(0)))
})

test('a MAC over parts refuses what it cannot join', () => {
  refuses('bad-length', () => native.cbcMacOverParts(key, 'tdes', [zeros(7)]))
  refuses('bad-length', () => native.cbcMacOverParts(key, 'tdes', []))
  refuses('too-long', () => native.cmacOverParts(key, 'aes', [zeros(1 << 15), zeros(1)]))
  refuses('too-long', () => native.cmacOverParts(key, 'aes', new Array(65).fill(zeros(1))))
  refuses('bad-argument', () => native.cmacOverParts(key, 'aes', [wrong('text')]))
  refuses('bad-argument', () => native.cmacOverParts(key, 'aes', wrong(zeros(16))))
  native.releaseSecret(other)
  refuses('secret-released', () => native.cmacOverParts(key, 'aes', [other]))
})

test('equal public values are equal, others and other lengths are not', () => {
  assert.equal(native.sameBytes(bytes(KEY), bytes(KEY)), true)
  assert.equal(native.sameBytes(bytes(KEY), bytes(OTHER)), false)
  assert.equal(native.sameBytes(bytes(KEY), zeros(0)), false)
  assert.equal(native.sameBytes(zeros(0), zeros(0)), true)
})

test('a key behind its length comes out as it went in, with the padding given or with random padding', () => {
  holds(native.putLengthPrefixed(key, 20, bytes('AABB')), bytes(`0080${KEY}AABB`))
  holds(native.putLengthPrefixed(key, 18, null), bytes(`0080${KEY}`))
  const first = keep(native.putLengthPrefixed(key, 48, null))
  const second = keep(native.putLengthPrefixed(key, 48, null))
  assert.equal(native.secretsEqual(first, second), false)
  holds(native.takeLengthPrefixed(first), bytes(KEY))
  refuses('bad-length', () => native.putLengthPrefixed(key, 17, null))
  refuses('bad-length', () => native.putLengthPrefixed(key, 20, zeros(3)))
  refuses('too-long', () => native.putLengthPrefixed(key, 8193, null))
})

test('a length of no bits, of half a byte, or of more than there is gives no key', () => {
  for (const hex of ['0000AABB', '0007AABB', '0011AABB', '0018AABB', 'FFF8AABB', '0008', '00'])
    refuses('bad-length', () => native.takeLengthPrefixed(keep(fromHex(hex))))
  holds(native.takeLengthPrefixed(keep(fromHex('0010AABB'))), bytes('AABB'))
})

test('the longest secret is too long for two bytes of length', () => {
  refuses('too-long', () => native.putLengthPrefixed(keep(native.randomSecret(8192)), 8192, null))
})

test('what is no handle is refused wherever one is expected', () => {
  for (const forged of [
    undefined,
    null,
    1,
    'secret',
    {},
    Object.create(key),
    new Proxy(key, {}),
    new Uint16Array(8),
  ].map(wrong)) {
    const calls = [
      () => native.encryptToSecret(forged, 'aes', 'ecb', null, zeros(16)),
      () => native.encryptToSecret(key, 'aes', 'ecb', null, forged),
      () => native.cmacToSecret(forged, 'aes', zeros(16)),
      () => native.cmacToSecret(key, 'aes', forged),
      () => native.xorSecretBytes(forged, zeros(16)),
      () => native.xorSecretBytes(key, forged),
      () => native.cmacOverParts(forged, 'aes', []),
      () => native.cbcMacOverParts(key, 'aes', [forged]),
      () => native.sameBytes(forged, zeros(1)),
      () => native.takeLengthPrefixed(forged),
      () => native.putLengthPrefixed(forged, 18, null),
    ]
    for (const call of calls) refuses('bad-argument', call)
  }
  for (const padding of [undefined, 'AABB', [1, 2]].map(wrong))
    refuses('bad-argument', () => native.putLengthPrefixed(key, 20, padding))
})

test('a released key is refused wherever one is expected', () => {
  native.releaseSecret(other)
  const calls = [
    () => native.encryptToSecret(other, 'aes', 'ecb', null, zeros(16)),
    () => native.encryptToSecret(key, 'aes', 'ecb', null, other),
    () => native.cmacToSecret(other, 'aes', zeros(16)),
    () => native.xorSecretBytes(other, zeros(16)),
    () => native.cbcMacOverParts(other, 'aes', [zeros(16)]),
    () => native.takeLengthPrefixed(other),
    () => native.putLengthPrefixed(other, 18, null),
  ]
  for (const call of calls) refuses('secret-released', call)
})
