// Every known answer in test/vectors, and in a folder that KCV_EXTRA_VECTORS names, through the vault.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Secret } from '../../electron/contract/secret.js'
import type { Algorithm } from '../../electron/contract/values.js'
import * as vault from '../../electron/keys/vault.js'
import { knownSchemas, runVectors, type Vector, vectorFiles } from '../harness/vectors.js'

const bytes = (hex: unknown) => Uint8Array.from(Buffer.from(String(hex), 'hex'))
const hex = (value: Uint8Array) => Buffer.from(value).toString('hex').toUpperCase()
const secret = (value: unknown) => vault.secretFromHex(Buffer.from(String(value), 'ascii'))
const holds = (one: Secret, value: unknown) => assert.ok(vault.isPublicValue(one, bytes(value)))

/** One block cipher vector, in the direction it names and back. */
function cipherVector(cipher: Algorithm, v: Vector): void {
  using key = secret(v.key)
  if (v.mode === 'CMAC') {
    assert.equal(hex(vault.cmac(key, cipher, bytes(v.message))), v.mac)
    return
  }
  const iv = v.mode === 'CBC' ? bytes(v.iv) : undefined
  let out = bytes(v.plaintext)
  for (let left = Number(v.iterations ?? 1); left > 0; left--)
    out = Uint8Array.from(vault.encrypt(key, cipher, out, iv))
  assert.equal(hex(out), v.ciphertext)
  if (v.iterations !== undefined) return
  using back = vault.decryptToSecret(key, cipher, bytes(v.ciphertext), iv)
  holds(back, v.plaintext)
  assert.equal(hex(vault.encryptSecret(key, cipher, back, iv)), v.ciphertext)
}

function macVector(v: Vector): void {
  const tag = () => {
    using key = secret(v.key)
    return hex(vault.cmac(key, 'aes', bytes(v.msg))).slice(0, Number(v.tagBits) / 4)
  }
  if (v.reason === 'key-size') assert.throws(tag, { code: 'keys/bad-length' })
  else assert.equal(tag() === v.tag, v.valid)
}

const algorithmOf = (name: unknown): Algorithm =>
  String(name)
    .toLowerCase()
    .replace(/(?<=tdes|aes)\d+$/, '') as Algorithm
const blockOf = (algorithm: Algorithm, fill = 0) =>
  new Uint8Array(algorithm === 'aes' || algorithm === 'sm4' ? 16 : 8).fill(fill)

/** A key with its check values, in full; what the vector does not give is not asked for. */
function checkValueVector(v: Vector, algorithm: Algorithm): void {
  const wanted = [
    ['ecb', 0, v.ecbZero],
    ['cmac', 0, v.cmacZero],
    ['ecb', 1, v.ecbOnes01],
  ] as const
  using key = secret(v.key ?? v.value)
  for (const [kind, fill, value] of wanted) {
    if (value === undefined) continue
    const block = blockOf(algorithm, fill)
    assert.equal(hex(vault.checkValues([key], algorithm, kind, block, block.length)), value)
    assert.equal(hex(kind === 'ecb' ? vault.encrypt(key, algorithm, block) : vault.cmac(key, algorithm, block)), value)
  }
  if (v.keyOddParity === undefined) return
  assert.equal(vault.parityOf(key) === 'odd', v.keyHasOddParity)
  using odd = vault.withOddParity(key)
  holds(odd, v.keyOddParity)
}

function withSecrets<T>(values: readonly unknown[], use: (secrets: Secret[]) => T): T {
  const secrets = values.map(secret)
  try {
    return use(secrets)
  } finally {
    for (const one of secrets) one[Symbol.dispose]()
  }
}

function componentVector(v: Vector): void {
  const algorithm = algorithmOf(v.algorithm)
  const components = v.components as Vector[]
  const result = v.result as Vector
  for (const one of [...components, result]) checkValueVector(one, algorithm)
  withSecrets(
    components.map((one) => one.value),
    (secrets) => {
      using key = vault.xor(secrets)
      holds(key, result.value)
    },
  )
  const odd = v.oddParity as { components: string[]; xorBeforeAdjust: string; result: string } | undefined
  if (!odd) return
  withSecrets(odd.components, (secrets) => {
    using sum = vault.xor(secrets)
    holds(sum, odd.xorBeforeAdjust)
    using key = vault.withOddParity(sum)
    holds(key, odd.result)
  })
}

runVectors({
  'sm4/1': (v) => cipherVector('sm4', v),
  'aes_cavp/1': (v) => cipherVector('aes', v),
  'tdes_cavp/1': (v) => cipherVector('tdes', v),
  'aes_cmac/1': macVector,
  'kcv/1': (v) => checkValueVector(v, algorithmOf(v.algorithm)),
  'components/1': componentVector,
})

for (const { folder, name, schema } of vectorFiles())
  if (!knownSchemas.includes(schema))
    test(`every vector of ${folder}/${name} gives its known answer`, (t) =>
      t.skip(`schema ${schema} is not known here`))
