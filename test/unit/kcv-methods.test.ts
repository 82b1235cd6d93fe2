// Every check-value method against literal answers for two reference keys, and the table's rows against the vectors.
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import type { KcvMethodName } from '../../electron/contract/values.js'
import { kcvMethodNames } from '../../electron/contract/values.js'
import { checkValue, checkValuesOf, kcvMethods } from '../../electron/keys/kcv.js'
import { boundCheckValue } from '../../electron/keys/kcv-bound.js'
import * as vault from '../../electron/keys/vault.js'
import { vectorFiles } from '../harness/vectors.js'

let alive = 0
beforeEach(() => {
  alive = vault.liveSecrets()
})
afterEach(() => assert.equal(vault.liveSecrets(), alive, 'a secret was left alive'))

const secret = (hex: string) => vault.secretFromHex(Buffer.from(hex, 'ascii'))
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
// The first is its own mirror in several ways; the second hides nothing.
const K = '0123456789ABCDEFFEDCBA9876543210'
const R = '6AC292FAA1315B4D858AB3A3D7D5933A'

const answers: Record<KcvMethodName, readonly (readonly [key: string, kcv: string])[]> = {
  'des-zeros': [['0123456789ABCDEF', 'D5D44F']],
  'tdes-zeros': [
    [K, '08D7B4'],
    [R, 'AF8C07'],
  ],
  'tdes-cmac': [
    [K, '0A8245'],
    [R, '26A935'],
  ],
  'aes-zeros': [
    [K, 'D5C825'],
    [R, 'E10512'],
  ],
  'aes-cmac': [
    [K, '2090A67375'],
    [R, '74443A8AD9'],
  ],
  'aes-ones': [
    [K, 'CDFBF8'],
    ['404142434445464748494A4B4C4D4E4F', '504A77'],
  ],
  'sm4-zeros': [
    [K, '2677F4'],
    [R, 'B7F838'],
  ],
  'pax-parity': [
    [K, 'A92FD7'],
    [R, 'A78BFF'],
  ],
  'tdes-ones': [
    [K, '2531A1'],
    [R, '75DD23'],
  ],
  'xfs-self': [
    [K, '1A4D67'],
    [R, 'FE916C'],
  ],
}
for (const method of kcvMethodNames)
  test(`${method} gives the known value of each reference key`, () => {
    for (const [hex, kcv] of answers[method]) {
      using key = secret(hex)
      assert.deepEqual(checkValue(key, method), { method, hex: kcv })
    }
  })

test('many keys in one call give the values each gives alone, in order', () => {
  for (const method of kcvMethodNames) {
    const keys = answers[method].flatMap(([hex]) => [secret(hex), secret(hex)])
    try {
      const expected = answers[method].flatMap(([, hex]) => [hex, hex].map((kcv) => ({ method, hex: kcv })))
      assert.deepEqual(checkValuesOf(keys, method), expected)
      assert.deepEqual(checkValuesOf([], method), [])
    } finally {
      for (const key of keys) key[Symbol.dispose]()
    }
  }
})

test('pax-parity does not see parity, and pax mode 1 is the zero block', () => {
  using key = secret('CE'.repeat(16))
  using even = secret('CF'.repeat(16))
  assert.equal(checkValue(key, 'pax-parity', 4).hex, checkValue(even, 'pax-parity', 4).hex)
  using k = secret(K)
  assert.equal(checkValue(k, 'tdes-zeros', 4).hex, '08D7B4FB')
})

test("Newland's DUKPT check value is the KSN with six zero bytes, enciphered under the initial key", () => {
  const value = (initial: string, ksn: string) => {
    using initialKey = secret(initial)
    return boundCheckValue('newland-dukpt', { initialKey, ksn: bytes(ksn) })
  }
  assert.deepEqual(value(`${'15'.repeat(8)}${'17'.repeat(8)}`, 'FFFFFFFFFFFFFFE00006'), {
    method: 'newland-dukpt',
    hex: 'CEB1BBCA24CFEADBE8FE4896E9D1228D',
  })
  assert.equal(value(R, 'FFFF9876543210E00000').hex, '360DF76D5DC8CF0AAF8C074A692A3666')
})

test('PAX mode 3 is a CBC-MAC of cryptogram and data under the source key, zeros behind', () => {
  using sourceKey = secret('CE'.repeat(16))
  using key = secret('08'.repeat(16))
  const cryptogram = vault.encryptSecret(sourceKey, 'tdes', key)
  const data = new Uint8Array(94).fill(0xee)
  const message = Uint8Array.of(...cryptogram, ...data, 0, 0)
  const chain = vault.encrypt(sourceKey, 'tdes', message, new Uint8Array(8))
  const expected = Buffer.from(chain.slice(-8)).toString('hex').toUpperCase()
  assert.deepEqual(boundCheckValue('pax-mac', { sourceKey, cryptogram, data }), { method: 'pax-mac', hex: expected })
  assert.equal(boundCheckValue('pax-mac', { sourceKey, cryptogram, data }, 4).hex, expected.slice(0, 8))
})

test('a length no method has is refused with what was expected', () => {
  using key = secret(K)
  using initialKey = secret(K)
  assert.throws(() => checkValue(key, 'tdes-cmac', 6), {
    code: 'keys/bad-kcv-bytes',
    facts: { bytes: 6, method: 'tdes-cmac', field: 'bytes', expected: '2 to 5' },
  })
  assert.throws(() => checkValue(key, 'xfs-self', 1), { code: 'keys/bad-kcv-bytes' })
  assert.throws(() => boundCheckValue('newland-dukpt', { initialKey, ksn: new Uint8Array(10) }, 17), {
    code: 'keys/bad-kcv-bytes',
  })
  assert.throws(() => checkValue(key, 'des-zeros'), { code: 'keys/bad-length' })
})

test('the rows give the whole values of the vectors, as long as they may be asked for', (t) => {
  const fields = { DES: 'des', TDES: 'tdes', AES: 'aes', SM4: 'sm4' } as const
  const rows = [
    ['ecbZero', 'zeros'],
    ['cmacZero', 'cmac'],
    ['ecbOnes01', 'ones'],
  ] as const
  let compared = 0
  for (const file of vectorFiles().filter(({ schema }) => schema === 'kcv/1'))
    for (const vector of file.vectors) {
      const algorithm = fields[String(vector.algorithm).replace(/(?<=S)\d+$/, '') as keyof typeof fields]
      using key = secret(String(vector.key))
      for (const [field, ending] of rows) {
        const method = kcvMethodNames.find((name) => name === `${algorithm}-${ending}`)
        if (!method || vector[field] === undefined) continue
        const { longest } = kcvMethods[method]
        assert.equal(checkValue(key, method, longest).hex, String(vector[field]).slice(0, 2 * longest), vector.id)
        compared++
      }
    }
  assert.ok(compared > 500)
  t.diagnostic(`${compared} values of kcv vectors`)
})
