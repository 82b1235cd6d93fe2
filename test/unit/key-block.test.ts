// Rules of key blocks that no vector holds: policy, strength, check values, padding, extended lengths, re-wrapping.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../electron/contract/fault.js'
import type { NewHeader } from '../../electron/keys/block/header.js'
import { rewrapHeader } from '../../electron/keys/block/rewrap.js'
import { isPublicValue } from '../../electron/keys/vault.js'
import {
  AES128,
  AES256,
  type Case,
  countSecrets,
  open,
  pinKey,
  refuses,
  TDES2,
  TDES3,
  withBlock,
  wrap,
} from './key-block-setup.js'

countSecrets()

test('production writes versions B and D, reads A and C with a warning, and lab writes all', () => {
  for (const versionId of ['A', 'B', 'C', 'D', 'E']) {
    const kbpk = 'DE'.includes(versionId) ? AES256 : TDES2
    const { block, warnings } = wrap({ header: { versionId }, kbpk })
    assert.deepEqual(warnings, 'AC'.includes(versionId) ? ['legacy-version'] : [])
    open(block, kbpk, 'production', (key, seen) => {
      assert.ok(isPublicValue(key, Buffer.from(TDES2, 'hex')))
      assert.deepEqual(seen, warnings)
    })
    const inProduction = () => wrap({ header: { versionId }, kbpk, policy: 'production' })
    if ('BD'.includes(versionId)) assert.equal(inProduction().block.length, block.length)
    else refuses('not-written', inProduction)
  }
})

test('a protection key weaker than the key is refused in production and warned of in lab, both ways', () => {
  const weaker: Case = { header: { versionId: 'B' }, key: TDES3, kbpk: TDES2 }
  const { block, warnings } = wrap(weaker)
  assert.deepEqual(warnings, ['kbpk-weaker'])
  refuses('kbpk-weaker', () => wrap({ ...weaker, policy: 'production' }))
  refuses('kbpk-weaker', () => open(block, TDES2, 'production', () => {}))
  open(block, TDES2, 'lab', (_, seen) => assert.deepEqual(seen, ['kbpk-weaker']))
  const aes: Partial<NewHeader> = { algorithm: 'A' }
  refuses('kbpk-weaker', () => wrap({ header: aes, key: AES256, kbpk: AES128, policy: 'production' }))
  assert.deepEqual(wrap({ header: aes, key: AES128, kbpk: AES128, policy: 'production' }).warnings, [])
})

test('the pedigree may not deny a weaker protection key', () => {
  const weaker = (data: string): Case => ({
    ...withBlock('WP', data, { versionId: 'B' }),
    key: TDES3,
    kbpk: TDES2,
  })
  for (const data of ['000', '002']) refuses('pedigree', () => wrap(weaker(data)))
  for (const data of ['001', '003']) assert.deepEqual(wrap(weaker(data)).warnings, ['kbpk-weaker'])
})

test('short and long keys of one algorithm make blocks of one length', () => {
  assert.equal(wrap({ key: TDES2 }).block.length, wrap({ key: TDES3 }).block.length)
  const aes = (key: string) => wrap({ header: { algorithm: 'A' }, key }).block.length
  assert.equal(aes(AES128), aes(AES256))
  assert.equal(aes(AES128), 16 + 2 * 48 + 32)
})

test('the same key wrapped twice gives two blocks, because the padding is random', () => {
  assert.notEqual(wrap({}).block, wrap({}).block)
})

test('empty KC and KP are filled in with the check values of key and protection key', () => {
  const { header } = wrap({
    header: {
      optionalBlocks: [
        { id: 'KC', data: '' },
        { id: 'KP', data: '' },
      ],
    },
  })
  const filled = Object.fromEntries(header.optionalBlocks.map(({ id, data }) => [id, data]))
  // 08D7B4: E(TDES2, zeros); 1A0B2DF267: CMAC of zeros under AES256, both by OpenSSL.
  assert.equal(filled.KC, '0008D7B4')
  assert.equal(filled.KP, '011A0B2DF267')
})

test('a KC or KP of another key is refused, whichever way it is made', () => {
  refuses('kc-wrong', () => wrap(withBlock('KC', '0008D7B5')))
  refuses('kc-wrong', () => wrap(withBlock('KC', '0108D7B4')))
  refuses('kp-wrong', () => wrap(withBlock('KP', '010000000000')))
  assert.doesNotThrow(() => wrap(withBlock('KC', '0008D7')))
})

test('data of 251 characters has a short length, of 252 the extended one in the form 0004', () => {
  assert.match(wrap(withBlock('LB', 'x'.repeat(251))).block, /^D.{15}LBFFx{251}PB/)
  assert.match(wrap(withBlock('LB', 'x'.repeat(252))).block, /^D.{15}LB00040106x{252}PB/)
})

test('the extended length in the form 0002 is refused by name', () => {
  const { block } = wrap(withBlock('LB', 'x'.repeat(252)))
  refuses('length-0002', () => open(block.replace('LB0004', 'LB0002'), AES256, 'lab', () => {}))
})

test('a wrong MAC, a wrong protection key and a changed header are answered with the same fault', () => {
  const { block } = wrap({})
  const attempts: [text: string, kbpk: string][] = [
    [`${block.slice(0, -1)}${block.endsWith('0') ? '1' : '0'}`, AES256],
    [block, `${AES256.slice(0, -1)}5`],
    [block.replace('P0TE', 'P0TD'), AES256],
    [`${block.slice(0, 16)}${block[16] === 'A' ? 'B' : 'A'}${block.slice(17)}`, AES256],
  ]
  const answers = attempts.map(([text, kbpk]) => {
    try {
      return open(text, kbpk, 'lab', () => 'opened')
    } catch (error) {
      return error instanceof Fault ? `${error.message} ${JSON.stringify(error.facts)}` : error
    }
  })
  assert.equal(new Set(answers).size, 1)
  assert.match(String(answers[0]), /^keys\/block-rejected/)
})

test('keys of a length that the algorithm does not have are refused', () => {
  refuses('key-length', () => wrap({ key: '0123456789ABCDEF' }))
  refuses('key-length', () => wrap({ header: { algorithm: 'A' }, key: TDES3.repeat(2) }))
})

test('a block of more than 9999 characters is not written', () => {
  refuses('too-long', () => wrap(withBlock('LB', 'x'.repeat(9900))))
})

test('a key that goes into another block keeps what belongs to it', () => {
  const { header } = wrap({
    header: {
      keyVersion: '12',
      optionalBlocks: [
        { id: 'LB', data: 'label' },
        { id: 'KP', data: '' },
      ],
    },
  })
  const next = rewrapHeader(header, { versionId: 'B' }, 'production')
  assert.deepEqual(next, {
    header: {
      ...pinKey,
      versionId: 'B',
      keyVersion: '12',
      optionalBlocks: [
        { id: 'LB', data: 'label' },
        { id: 'KP', data: '' },
      ],
    },
    warnings: [],
  })
  for (const field of ['keyUsage', 'algorithm', 'modeOfUse'] as const)
    refuses('rebound', () => rewrapHeader(header, { [field]: 'B' }, 'lab'))
  refuses('rebound', () => rewrapHeader(header, { exportability: 'S' }, 'lab'))
  assert.equal(rewrapHeader(header, { exportability: 'N' }, 'lab').header.exportability, 'N')
})

test('a key that may not be exported goes into no other block in production', () => {
  const { header } = wrap({ header: { exportability: 'N' } })
  assert.deepEqual(rewrapHeader(header, {}, 'lab').warnings, ['not-exportable'])
  refuses('not-exportable', () => rewrapHeader(header, {}, 'production'))
})
