// The vault over the addon: published check values, entry by digits, joining and judging, and nothing left alive.
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { Fault } from '../../electron/contract/fault.js'
import * as vault from '../../electron/keys/vault.js'

let alive = 0
beforeEach(() => {
  alive = vault.liveSecrets()
})
afterEach(() => assert.equal(vault.liveSecrets(), alive, 'a secret was left alive'))

const secret = (hex: string) => vault.secretFromHex(Buffer.from(hex, 'ascii'))
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase()
const holds = (one: ReturnType<typeof secret>, value: string) =>
  assert.ok(vault.isPublicValue(one, Buffer.from(value, 'hex')), `does not hold ${value}`)
const fault = (code: string, facts: Record<string, unknown> = {}) => {
  return (error: unknown) => {
    assert.ok(error instanceof Fault)
    assert.equal(error.code, code)
    for (const [name, value] of Object.entries(facts)) assert.equal(error.facts[name], value)
    return true
  }
}
const zeros = (bytes: number) => new Uint8Array(bytes)

const REFERENCE = '0123456789ABCDEFFEDCBA9876543210'
const DUKPT_INITIAL = '6AC292FAA1315B4D858AB3A3D7D5933A'

const zeroBlock = [
  ['tdes', REFERENCE, '08D7B4FB629D0885'],
  ['des', '0123456789ABCDEF', 'D5D44F'],
  ['tdes', '0123456789ABCDEF', 'D5D44F'],
  ['tdes', `${REFERENCE}0123456789ABCDEF`, '08D7B4FB629D0885'],
  ['aes', REFERENCE, 'D5C825'],
  ['sm4', REFERENCE, '2677F4'],
  ['tdes', DUKPT_INITIAL, 'AF8C07'],
  ['sm4', DUKPT_INITIAL, 'B7F838'],
  ['aes', DUKPT_INITIAL, 'E10512'],
] as const

for (const [cipher, key, expected] of zeroBlock)
  test(`${cipher} of a zero block under ${key} begins with ${expected}`, () => {
    using handle = secret(key)
    const block = zeros(cipher === 'aes' || cipher === 'sm4' ? 16 : 8)
    const bytes = expected.length / 2
    assert.equal(hex(vault.encrypt(handle, cipher, block)).slice(0, expected.length), expected)
    assert.equal(hex(vault.checkValues([handle], cipher, 'ecb', block, bytes)), expected)
  })

const zeroMac = [
  ['tdes', REFERENCE, '0A8245'],
  ['aes', REFERENCE, '2090A67375'],
  ['tdes', DUKPT_INITIAL, '26A935'],
  ['aes', DUKPT_INITIAL, '74443A8AD9'],
] as const

for (const [cipher, key, expected] of zeroMac)
  test(`${cipher} CMAC of a zero block under ${key} begins with ${expected}`, () => {
    using handle = secret(key)
    const block = zeros(cipher === 'aes' ? 16 : 8)
    assert.equal(hex(vault.cmac(handle, cipher, block)).slice(0, expected.length), expected)
    assert.equal(hex(vault.checkValues([handle], cipher, 'cmac', block, expected.length / 2)), expected)
  })

test('check values of many keys of different lengths come in the order of the keys', () => {
  using single = secret('0123456789ABCDEF')
  using double = secret(REFERENCE)
  using triple = secret(`${REFERENCE}0123456789ABCDEF`)
  const keys = [double, single, triple, single, double]
  assert.equal(hex(vault.checkValues(keys, 'tdes', 'ecb', zeros(8), 3)), '08D7B4D5D44F08D7B4D5D44F08D7B4')
  assert.equal(hex(vault.checkValues([double, triple], 'tdes', 'cmac', zeros(8), 3)), '0A82450A8245')
  assert.equal(vault.checkValues([], 'tdes', 'ecb', zeros(8), 3).length, 0)
})

test('a secret enciphered under another comes back as the same secret, in ECB and in CBC', () => {
  using key = secret('31313131313131313131313131313131')
  using master = secret(REFERENCE)
  const cryptogram = vault.encryptSecret(key, 'tdes', master)
  assert.equal(hex(cryptogram), '492B274F0AB4DBCEC93F4BAB890B6406')
  using back = vault.decryptToSecret(key, 'tdes', cryptogram)
  assert.ok(vault.sameSecret(master, back))
  const iv = Buffer.from('0001020304050607', 'hex')
  const chained = vault.encryptSecret(key, 'tdes', master, iv)
  assert.notDeepEqual(chained, cryptogram)
  using again = vault.decryptToSecret(key, 'tdes', chained, iv)
  assert.ok(vault.sameSecret(master, again))
})

test('digits entered one at a time, with one taken back, make the key', () => {
  using entry = vault.openEntry(8)
  for (const digit of [0, 1, 2, 15]) entry.push(digit)
  assert.equal(entry.pop(), 3)
  for (const digit of [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]) entry.push(digit)
  assert.equal(entry.digits, 15)
  assert.throws(() => entry.seal(), fault('keys/odd-length'))
  assert.equal(entry.push(15), 16)
  assert.throws(() => entry.push(0), fault('keys/bad-length'))
  using key = entry.seal()
  assert.equal(key.bytes, 8)
  holds(key, '0123456789ABCDEF')
})

test('an abandoned entry and one sealed empty leave nothing', () => {
  using entry = vault.openEntry(16)
  assert.equal(entry.pop(), 0)
  assert.throws(() => entry.seal(), fault('keys/bad-length', { bytes: 0 }))
  entry.push(7)
})

test('XOR of components is the key, and an even number of them gives even parity', () => {
  using a = secret('0123456789ABCDEF')
  using b = secret('FEDCBA9876543210')
  using sum = vault.xor([a, b])
  holds(sum, 'FFFFFFFFFFFFFFFF')
  using alone = vault.xor([a])
  assert.ok(vault.sameSecret(a, alone))
  assert.deepEqual([a, b, sum].map(vault.parityOf), ['odd', 'odd', 'even'])
  using short = secret('01')
  assert.throws(() => vault.xor([a, short]), fault('keys/unequal-length'))
  assert.throws(() => vault.xor([]), fault('keys/bad-length'))
})

test('odd parity is set in the lowest bit of each byte', () => {
  using plain = secret('00FF01FE8081')
  assert.equal(vault.parityOf(plain), 'mixed')
  using odd = vault.withOddParity(plain)
  holds(odd, '01FE01FE8080')
  assert.equal(vault.parityOf(odd), 'odd')
})

test('slices and joins of secrets keep their bytes', () => {
  using key = secret(REFERENCE)
  using left = vault.slice(key, 0, 8)
  using right = vault.slice(key, 8, 16)
  holds(left, '0123456789ABCDEF')
  using swapped = vault.concat([right, left])
  holds(swapped, 'FEDCBA98765432100123456789ABCDEF')
  assert.equal(vault.sameSecret(key, swapped), false)
  assert.equal(vault.sameSecret(key, left), false)
  assert.equal(vault.isPublicValue(left, Buffer.from('01', 'hex')), false)
})

test('hex of either case is taken in, and the buffer range is zeros afterwards', () => {
  const buffer = Buffer.from('x0123456789abCDEFx', 'ascii')
  using key = vault.secretFromHex(buffer, 1, 17)
  holds(key, '0123456789ABCDEF')
  assert.equal(hex(buffer), `78${'00'.repeat(16)}78`)
})

const refused = [
  ['a character that is no digit', '0123G5', 'keys/bad-hex', { position: 5 }],
  ['an odd number of digits', '012', 'keys/odd-length', {}],
  ['nothing', '', 'keys/bad-length', { bytes: 0 }],
  ['more than 8192 bytes', 'A'.repeat(16386), 'keys/bad-length', {}],
] as const

for (const [what, text, code, facts] of refused)
  test(`hex with ${what} is refused and overwritten all the same`, () => {
    const buffer = Buffer.from(text, 'ascii')
    assert.throws(() => vault.secretFromHex(buffer), fault(code, facts))
    assert.ok(buffer.every((byte) => byte === 0))
  })

test('raw bytes are taken in and overwritten, and random secrets differ', () => {
  const buffer = Buffer.from('AA0102BB', 'hex')
  using key = vault.secretFromBytes(buffer, 1, 3)
  holds(key, '0102')
  assert.equal(hex(buffer), 'AA0000BB')
  using one = vault.randomSecret(32)
  using two = vault.randomSecret(32)
  assert.equal(vault.sameSecret(one, two), false)
})

test('a disposed secret is refused, disposing again is harmless, and no secret turns into text', () => {
  const key = secret(REFERENCE)
  assert.equal(JSON.stringify({ key }), '{"key":"[secret]"}')
  key[Symbol.dispose]()
  key[Symbol.dispose]()
  assert.throws(() => vault.encrypt(key, 'tdes', zeros(8)), fault('keys/secret-released'))
  assert.throws(() => vault.parityOf({ bytes: 16, [Symbol.dispose]: () => {} }), TypeError)
})
