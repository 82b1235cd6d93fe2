// Every key block: valid ones open to their key and are made again character by character; every other one is refused.
import assert from 'node:assert/strict'
import { Fault } from '../../electron/contract/fault.js'
import type { Secret } from '../../electron/contract/secret.js'
import { openKeyBlock } from '../../electron/keys/block/open.js'
import { wrapKeyBlock } from '../../electron/keys/block/wrap.js'
import { toHex } from '../../electron/keys/hex.js'
import { checkValues, isPublicValue, randomSecret, secretFromHex } from '../../electron/keys/vault.js'
import { runVectors, type Vector } from '../harness/vectors.js'

const bytes = (hex: unknown) => Uint8Array.from(Buffer.from(String(hex), 'hex'))
const secret = (hex: unknown) => secretFromHex(Buffer.from(String(hex), 'ascii'))

interface GivenHeader {
  readonly version: string
  readonly keyUsage: string
  readonly algorithm: string
  readonly modeOfUse: string
  readonly keyVersionNumber: string
  readonly exportability: string
  readonly keyContext: string
  readonly optionalBlocks: readonly { readonly id: string; readonly data: string }[]
}
const headerOf = (v: Vector & Partial<GivenHeader>) => ({
  versionId: v.version!,
  keyUsage: v.keyUsage!,
  algorithm: v.algorithm!,
  modeOfUse: v.modeOfUse!,
  keyVersion: v.keyVersionNumber!,
  exportability: v.exportability!,
  keyContext: v.keyContext!,
  optionalBlocks: v.optionalBlocks!.map(({ id, data }) => ({ id, data })),
})

const ciphers: Record<string, 'tdes' | 'aes' | 'des'> = { T: 'tdes', A: 'aes', D: 'des' }

function checkValuesAgree(v: Vector, key: Secret): void {
  const cipher = ciphers[String(v.algorithm)]
  if (!cipher || !(cipher === 'aes' || key.bytes !== 8 || cipher === 'des')) return
  const block = new Uint8Array(cipher === 'aes' ? 16 : 8)
  if (v.kcvLegacy3) assert.equal(toHex(checkValues([key], cipher, 'ecb', block, 3)), v.kcvLegacy3)
  if (v.kcvCmac5) assert.equal(toHex(checkValues([key], cipher, 'cmac', block, 5)), v.kcvCmac5)
}

function validVector(v: Vector): void {
  using kbpk = secret(v.kbpk)
  const wanted = headerOf(v as Vector & GivenHeader)
  using opened = openKeyBlock(String(v.keyBlock), kbpk, 'lab')
  assert.ok(isPublicValue(opened.key, bytes(v.key)), 'the key')
  assert.deepEqual(opened.header, { ...opened.header, ...wanted, length: String(v.keyBlock).length })
  checkValuesAgree(v, opened.key)
  using key = secret(v.key)
  const { block } = wrapKeyBlock({ header: wanted, key, kbpk, policy: 'lab', padding: bytes(v.padding) })
  assert.equal(block, v.keyBlock)
}

/** What each defect is answered with: any of these. */
const codes: Readonly<Record<string, readonly string[]>> = {
  ALGORITHM: ['algorithm'],
  CHARSET: ['characters'],
  CONTEXT: ['context'],
  EXPORTABILITY: ['exportability'],
  KBPK_LENGTH: ['kbpk-length'],
  KBPK_WRONG: ['rejected'],
  KCV_MISMATCH: ['kc-wrong', 'kp-wrong'],
  KEY_LENGTH: ['key-length', 'rejected'],
  KEY_USAGE: ['usage'],
  KEY_VERSION: ['key-version'],
  LENGTH_FIELD: ['length', 'characters'],
  MAC: ['rejected', 'payload-length'],
  MAC_HEX: ['hex'],
  MODE: ['mode'],
  MODE_USAGE: ['combination'],
  // A wrong count or length makes what follows be read as something else: what that runs into differs.
  OPT_COUNT: ['optional-count', 'optional-id', 'optional-length', 'optional-alignment', 'padding-not-last', 'hex'],
  OPT_LENGTH: ['optional-length', 'optional-id', 'optional-data', 'optional-alignment'],
  OPT_DATA: ['optional-data', 'time'],
  OPT_DUPLICATE: ['optional-duplicate', 'padding-not-last'],
  OPT_ID: ['optional-id'],
  OPT_MISSING: ['hash-missing'],
  OPT_PADDING: ['optional-alignment'],
  OPT_PB_NOT_LAST: ['padding-not-last'],
  PAYLOAD_HEX: ['hex', 'lower-case'],
  RESERVED: ['reserved'],
  TRUNCATED: ['too-short', 'length'],
  VERSION: ['version'],
  VERSION_CONFUSION: ['payload-length', 'rejected'],
}

/** Refused, and with a fault that fits the defect where the vector names it. */
function refused(v: Vector): void {
  assert.throws(
    () => {
      // A KBPK of no bytes cannot even be made: nothing then stands for it.
      using kbpk = v.kbpk === '' ? randomSecret(1) : secret(v.kbpk)
      openKeyBlock(String(v.keyBlock), kbpk, 'lab')[Symbol.dispose]()
    },
    (error) => {
      assert.ok(error instanceof Fault)
      const named = codes[String(v.reason)]
      if (named) assert.ok(named.map((code) => `keys/block-${code}`).includes(error.code), error.code)
      else assert.match(error.code, /^keys\/block-/)
      return true
    },
  )
}

function invalidVector(v: Vector): void {
  const expected = v.expect === 'policy' ? v.recommended : v.expect
  if (expected !== 'accept') {
    refused(v)
    return
  }
  using kbpk = secret(v.kbpk)
  using opened = openKeyBlock(String(v.keyBlock), kbpk, 'lab')
  assert.ok(opened.key.bytes > 0)
}

runVectors({
  'tr31/1': (v) => (v.type === 'valid' ? validVector(v) : refused(v)),
  'tr31_invalid/1': invalidVector,
})
