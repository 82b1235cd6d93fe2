// Key blocks to test with: a PIN key that fits every version, wrapped and opened under public test keys.
import assert from 'node:assert/strict'
import { afterEach, beforeEach } from 'node:test'
import { Fault } from '../../electron/contract/fault.js'
import type { Secret } from '../../electron/contract/secret.js'
import type { Mode } from '../../electron/contract/values.js'
import type { NewHeader } from '../../electron/keys/block/header.js'
import { openKeyBlock } from '../../electron/keys/block/open.js'
import { wrapKeyBlock } from '../../electron/keys/block/wrap.js'
import { liveSecrets, secretFromHex } from '../../electron/keys/vault.js'

const secret = (hex: string) => secretFromHex(Buffer.from(hex, 'ascii'))
export const TDES2 = '0123456789ABCDEFFEDCBA9876543210'
export const TDES3 = '0123456789ABCDEFFEDCBA98765432101122334455667788'
export const AES128 = '000102030405060708090A0B0C0D0E0F'
export const AES256 = '603DEB1015CA71BE2B73AEF0857D77811F352C073B6108D72D9810A30914DFF4'

/** Every test of the file leaves as many secrets alive as it found. */
export function countSecrets(): void {
  let alive = 0
  beforeEach(() => {
    alive = liveSecrets()
  })
  afterEach(() => assert.equal(liveSecrets(), alive, 'a secret was left alive'))
}

export const pinKey: NewHeader = {
  versionId: 'D',
  keyUsage: 'P0',
  algorithm: 'T',
  modeOfUse: 'E',
  keyVersion: '00',
  exportability: 'E',
  keyContext: '0',
  optionalBlocks: [],
}

export interface Case {
  readonly header?: Partial<NewHeader>
  readonly key?: string
  readonly kbpk?: string
  readonly policy?: Mode
}

export function wrap({ header = {}, key = TDES2, kbpk = AES256, policy = 'lab' }: Case) {
  using wrapped = secret(key)
  using protection = secret(kbpk)
  return wrapKeyBlock({ header: { ...pinKey, ...header }, key: wrapped, kbpk: protection, policy })
}

export function open<T>(
  text: string,
  kbpk: string,
  policy: Mode,
  look: (key: Secret, warnings: readonly string[]) => T,
): T {
  using protection = secret(kbpk)
  using opened = openKeyBlock(text, protection, policy)
  return look(opened.key, opened.warnings)
}

export const refuses = (code: string, call: () => unknown) =>
  assert.throws(call, (error) => {
    assert.ok(error instanceof Fault, String(error))
    assert.equal(error.code, `keys/block-${code}`)
    return true
  })
/** With one optional block, of a header that would be right without it. */
export const withBlock = (id: string, data: string, more: Partial<NewHeader> = {}): Case => ({
  header: { ...more, optionalBlocks: [{ id, data }] },
})
