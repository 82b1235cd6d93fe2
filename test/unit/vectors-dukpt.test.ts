// Every known answer of both DUKPT schemes: serial numbers, initial keys, transaction keys, working keys, updates.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Secret } from '../../electron/contract/secret.js'
import * as aes from '../../electron/keys/dukpt/aes.js'
import { counterUsed, type DukptScheme, type Ksn, ksnHex, nextKsn, readKsn } from '../../electron/keys/dukpt/ksn.js'
import * as tdes from '../../electron/keys/dukpt/tdes.js'
import { checkValue } from '../../electron/keys/kcv.js'
import * as vault from '../../electron/keys/vault.js'
import { runVectors, type Vector, vectorFiles } from '../harness/vectors.js'

const bytes = (hex: unknown) => Uint8Array.from(Buffer.from(String(hex), 'hex'))
const hex = (value: Uint8Array) => Buffer.from(value).toString('hex').toUpperCase()
const secret = (value: unknown) => vault.secretFromHex(Buffer.from(String(value), 'ascii'))

function holds(key: Secret, value: unknown, what: string): void {
  try {
    assert.ok(vault.isPublicValue(key, bytes(value)), what)
  } finally {
    key[Symbol.dispose]()
  }
}

function serialNumberVector(scheme: DukptScheme, v: Vector): void {
  const ksn = readKsn(scheme, String(v.ksn))
  assert.equal(ksnHex(ksn), v.ksn)
  if (v.counter !== undefined) assert.equal(ksn.counter, v.counter)
  if (v.oneBits !== undefined) assert.equal(ksn.counter.toString(2).replaceAll('0', '').length, v.oneBits)
  if (v.counterValid !== undefined) assert.equal(counterUsed(ksn), v.counterValid)
  if (v.exhausted !== undefined) assert.equal(nextKsn(ksn) === null, v.exhausted)
  if (v.nextKsn === undefined) return
  const next = nextKsn(ksn)
  assert.equal(next && ksnHex(next), v.nextKsn)
}

const tdesKeys = {
  pinKey: 'pin',
  macReqKey: 'mac-request',
  macRespKey: 'mac-response',
  dataReqKey: 'data-request',
  dataRespKey: 'data-response',
} as const

function tdesVector(v: Vector): void {
  serialNumberVector('tdes', v)
  if (v.bdk === undefined) return
  const ksn = readKsn('tdes', String(v.ksn))
  using bdk = secret(v.bdk)
  using initialKey = tdes.tdesInitialKey(bdk, ksn)
  assert.ok(vault.isPublicValue(initialKey, bytes(v.ik)), 'initial key')
  if (v.ikKcvLegacy3 !== undefined) assert.equal(checkValue(initialKey, 'tdes-zeros').hex, v.ikKcvLegacy3)
  if (v.ikKcvCmac5 !== undefined) assert.equal(checkValue(initialKey, 'tdes-cmac', 5).hex, v.ikKcvCmac5)
  if (v.txnKey === undefined) return
  using key = tdes.tdesTransactionKey(initialKey, ksn)
  assert.ok(vault.isPublicValue(key, bytes(v.txnKey)), 'transaction key')
  holds(vault.xorBytes(key, tdes.tdesUsages['data-request'].mask), v.dataReqVariant, 'data request variant')
  holds(vault.xorBytes(key, tdes.tdesUsages['data-response'].mask), v.dataRespVariant, 'data response variant')
  for (const [field, usage] of Object.entries(tdesKeys))
    holds(tdes.tdesWorkingKey(initialKey, ksn, usage), v[field], usage)
  const ops = v.ops as Record<string, unknown> | undefined
  if (ops) for (const [field, { key: usage, of }] of Object.entries(uses)) use(ops, field, usage, of)

  function use(ops: Record<string, unknown>, field: string, usage: tdes.TdesUsageName, of: Use): void {
    if (ops[field] === undefined) return
    using working = tdes.tdesWorkingKey(initialKey, ksn, usage)
    assert.equal(hex(of(working, ops)), ops[field], field)
  }
}

type Use = (key: Secret, ops: Record<string, unknown>) => Uint8Array
const cbc: Use = (key, ops) => vault.encrypt(key, 'tdes', bytes(ops.data), bytes(ops.iv))
/** ISO 9797-1 algorithm 3, zeros behind, four bytes. */
const retailMac: Use = (key, ops) => {
  const data = Uint8Array.from([...bytes(ops.macData), ...new Uint8Array(7)])
  const whole = data.subarray(0, data.length - (data.length % 8))
  using left = vault.slice(key, 0, 8)
  const before = whole.subarray(0, -8)
  const chain = before.length > 0 ? vault.encrypt(left, 'des', before, new Uint8Array(8)).slice(-8) : new Uint8Array(8)
  return vault
    .encrypt(
      key,
      'tdes',
      whole.slice(-8).map((byte, i) => byte ^ chain[i]!),
    )
    .slice(0, 4)
}
/** What the vectors do with working keys. */
const uses: Record<string, { key: tdes.TdesUsageName; of: Use }> = {
  pinBlockEncrypted: { key: 'pin', of: (key, ops) => vault.encrypt(key, 'tdes', bytes(ops.pinBlockClear)) },
  macReqRetail4: { key: 'mac-request', of: retailMac },
  macRespRetail4: { key: 'mac-response', of: retailMac },
  cmacReq: { key: 'mac-request', of: (key, ops) => vault.cmac(key, 'tdes', bytes(ops.macData)) },
  dataReqEncrypted: { key: 'data-request', of: cbc },
  dataRespEncrypted: { key: 'data-response', of: cbc },
}

const aesKeys = {
  keyEncryption: 'key-encryption',
  pinEncryption: 'pin',
  macGeneration: 'mac-request',
  macVerification: 'mac-response',
  macBoth: 'mac-both',
  dataEncrypt: 'data-request',
  dataDecrypt: 'data-response',
  dataBoth: 'data-both',
  keyDerivation: 'key-derivation',
} as const
const typeOf = (name: string): aes.DerivedTypeName =>
  (({ '2TDEA': 'tdes2', '3TDEA': 'tdes3' }) as const)[name] ?? (name.toLowerCase() as aes.DerivedTypeName)

function aesVector(v: Vector): void {
  const ksn: Ksn = readKsn('aes', String(v.ksn ?? `${v.ikid}00000000`))
  if (v.ksn !== undefined && v.category !== 'update-key') serialNumberVector('aes', v)
  if (v.bdk === undefined) return
  using bdk = secret(v.bdk)
  using initialKey = aes.aesInitialKey(bdk, ksn)
  assert.ok(vault.isPublicValue(initialKey, bytes(v.ik)), 'initial key')
  if (v.ikKcvCmac5 !== undefined) assert.equal(checkValue(initialKey, 'aes-cmac').hex, v.ikKcvCmac5)
  if (v.derivationKey !== undefined) holds(aes.aesDerivationKey(initialKey, ksn), v.derivationKey, 'derivation key')
  for (const [usage, keys] of Object.entries((v.workingKeys ?? {}) as Record<keyof typeof aesKeys, object>))
    for (const [type, value] of Object.entries(keys))
      holds(
        aes.aesWorkingKey(initialKey, ksn, aesKeys[usage as keyof typeof aesKeys], typeOf(type)),
        value,
        `${usage} ${type}`,
      )
  for (const [type, value] of Object.entries((v.updateKeys ?? {}) as object))
    holds(aes.aesUpdateKey(initialKey, ksn, typeOf(type)), value, `update ${type}`)
}

runVectors({ 'dukpt_tdes/1': tdesVector, 'dukpt_aes/1': aesVector })

test('the AES vectors hold every usage and every size of working key', () => {
  const made = new Set<string>()
  for (const file of vectorFiles().filter(({ schema }) => schema === 'dukpt_aes/1'))
    for (const vector of file.vectors)
      for (const [usage, keys] of Object.entries((vector.workingKeys ?? {}) as Record<string, object>))
        for (const type of Object.keys(keys)) made.add(`${usage} ${type}`)
  const wanted = Object.keys(aesKeys).flatMap((usage) =>
    ['2TDEA', '3TDEA', 'AES128', 'AES192', 'AES256', 'HMAC128', 'HMAC192', 'HMAC256']
      .filter((type) => !type.startsWith('HMAC') || usage.startsWith('mac'))
      .map((type) => `${usage} ${type}`),
  )
  assert.deepEqual([...made].sort(), wanted.sort())
})
