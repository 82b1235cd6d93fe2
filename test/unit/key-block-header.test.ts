// Headers of key blocks: each field, each optional block, and what must agree with what.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NewHeader } from '../../electron/keys/block/header.js'
import { isPublicValue } from '../../electron/keys/vault.js'
import { AES256, type Case, countSecrets, open, refuses, TDES2, withBlock, wrap } from './key-block-setup.js'

countSecrets()

const bdk: Partial<NewHeader> = { keyUsage: 'B0', modeOfUse: 'X' }
const agreements: [what: string, good: Case, bad: Case, code: string][] = [
  ['BI of a TDES key set', withBlock('BI', '00FFFF987654', bdk), withBlock('BI', '0112345678', bdk), 'base-key-id'],
  ['BI with a derivation key', withBlock('BI', '00FFFF987654', bdk), withBlock('BI', '00FFFF987654'), 'base-key-id'],
  ['DA of a deriving key', withBlock('DA', '01P0TEN', bdk), withBlock('DA', '01P0TEN'), 'derivations'],
  ['DA of what can be derived', withBlock('DA', '01P0TEN', bdk), withBlock('DA', '01P0TCN', bdk), 'derivations'],
  ['DA in fives', withBlock('DA', '01P0TENM3TGE', bdk), withBlock('DA', '01P0TE', bdk), 'optional-data'],
  ['AL', withBlock('AL', '0101'), withBlock('AL', '0102'), 'optional-data'],
  ['CT', withBlock('CT', '00MIIB'), withBlock('CT', '00MII'), 'optional-data'],
  ['CT of a chain', withBlock('CT', '02000004MIIB010004MIIB'), withBlock('CT', '02000005MIIB'), 'optional-data'],
  ['IK', withBlock('IK', '1234567890123456'), withBlock('IK', '123456789012345'), 'optional-data'],
  ['KS', withBlock('KS', 'FFFF9876543210E00000'), withBlock('KS', 'ffff9876543210e00000'), 'optional-data'],
  ['KV', withBlock('KV', '0000'), withBlock('KV', '000'), 'optional-data'],
  ['PK', withBlock('PK', '01B49942925C'), withBlock('PK', '02B49942925C'), 'optional-data'],
  ['WP', withBlock('WP', '000'), withBlock('WP', '004'), 'optional-data'],
  ['TS', withBlock('TS', '20240229235959Z'), withBlock('TS', '20230229235959Z'), 'time'],
  ['TC', withBlock('TC', '2024-02-29T23:59:59.99Z'), withBlock('TC', '2024-02-29T24:00:00Z'), 'time'],
  ['a private id', withBlock('99', 'anything'), withBlock('ZZ', 'anything'), 'optional-id'],
  ['a label', withBlock('LB', 'with space ~'), withBlock('LB', 'naïve'), 'characters'],
  ['FL', withBlock('FL', '0001'), withBlock('fl', '0001'), 'optional-id'],
]
for (const [what, good, bad, code] of agreements)
  test(`${what} is taken where it is right and refused as ${code} where it is not`, () => {
    const { block } = wrap(good)
    open(block, AES256, 'lab', (key) => assert.ok(isPublicValue(key, Buffer.from(TDES2, 'hex'))))
    refuses(code, () => wrap(bad))
  })

test('an HMAC key names its hash where others verify with it, and the hash goes with the algorithm', () => {
  const hmac = (algorithm: string, modeOfUse: string, hash: string | null): Case => ({
    header: {
      keyUsage: 'M7',
      algorithm,
      modeOfUse,
      optionalBlocks: hash === null ? [] : [{ id: 'HM', data: hash }],
    },
    key: AES256,
  })
  assert.deepEqual(wrap(hmac('H', 'C', '21')).warnings, [])
  assert.deepEqual(wrap(hmac('H', 'G', null)).warnings, ['hash-missing'])
  refuses('hash-missing', () => wrap(hmac('H', 'V', null)))
  refuses('hash', () => wrap(hmac('I', 'C', '31')))
  assert.doesNotThrow(() => wrap(hmac('J', 'C', '31')))
})

const wrongFields: [field: keyof NewHeader, value: string, code: string][] = [
  ['versionId', 'F', 'version'],
  ['keyUsage', 'P', 'usage'],
  ['keyUsage', 'P00', 'usage'],
  ['algorithm', 'X', 'algorithm'],
  ['modeOfUse', 'Q', 'mode'],
  ['modeOfUse', 'C', 'combination'],
  ['keyVersion', '0', 'key-version'],
  ['exportability', 'X', 'exportability'],
  ['keyContext', '3', 'context'],
]
for (const [field, value, code] of wrongFields)
  test(`a header to be written with ${field} "${value}" is refused as ${code}`, () => {
    refuses(code, () => wrap({ header: { [field]: value } }))
  })
