// Any key under any protection key with any fitting header: what is wrapped opens to the same key and header.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { keyAlgorithm } from '../../electron/keys/block/algorithms.js'
import { usages } from '../../electron/keys/block/attributes.js'
import type { NewHeader } from '../../electron/keys/block/header.js'
import { openKeyBlock } from '../../electron/keys/block/open.js'
import { type VersionId, versions } from '../../electron/keys/block/versions.js'
import { wrapKeyBlock } from '../../electron/keys/block/wrap.js'
import { keyLengths } from '../../electron/keys/kcv.js'
import { liveSecrets, randomSecret, sameSecret } from '../../electron/keys/vault.js'

const pick = <T>(list: readonly T[]) => fc.constantFrom(...list)
const letters = (text: string) => pick([...text])
const printable = (most: number) =>
  fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), maxLength: most })
const hex = (bytes: number) =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((value) => Buffer.from(value).toString('hex').toUpperCase())

/** Optional blocks that fit every header, in any order, each once. */
const optionalBlocks = fc
  .tuple(
    fc.option(printable(300), { nil: undefined }),
    fc.option(hex(10), { nil: undefined }),
    fc.option(printable(40), { nil: undefined }),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([LB, KS, own, KP, TS]) => [
    ...(LB === undefined ? [] : [{ id: 'LB', data: LB }]),
    ...(KS === undefined ? [] : [{ id: 'KS', data: KS }]),
    ...(own === undefined ? [] : [{ id: '01', data: own }]),
    ...(KP ? [{ id: 'KP', data: '' }] : []),
    ...(TS ? [{ id: 'TS', data: '20261122084400Z' }] : []),
  ])
  .chain((blocks) => fc.shuffledSubarray(blocks, { minLength: blocks.length }))

const attributes = pick(Object.keys(usages)).chain((keyUsage) => {
  const { algorithms, modes, inSamples = '' } = usages[keyUsage]!
  return fc.record({
    keyUsage: fc.constant(keyUsage),
    algorithm: letters(algorithms),
    modeOfUse: letters(modes + inSamples),
  })
})

const order = fc
  .tuple(attributes, pick(Object.keys(versions) as VersionId[]), optionalBlocks)
  .chain(([fields, versionId, blocks]) => {
    const { cipher } = keyAlgorithm(fields.algorithm)
    return fc.record({
      header: fc.record<NewHeader>({
        keyUsage: fc.constant(fields.keyUsage),
        algorithm: fc.constant(fields.algorithm),
        modeOfUse: fc.constant(fields.modeOfUse),
        versionId: fc.constant(versionId),
        keyVersion: fc.tuple(letters('0123456789ABCXYZc'), letters('0123456789ABCXYZ')).map((two) => two.join('')),
        exportability: letters('ENS'),
        keyContext: letters('012'),
        optionalBlocks: fc.constant(
          'HIJ'.includes(fields.algorithm) ? [{ id: 'HM', data: hash(fields.algorithm) }, ...blocks] : blocks,
        ),
      }),
      keyBytes: cipher ? pick(keyLengths[cipher]) : fc.integer({ min: 1, max: 1200 }),
      kbpkBytes: pick(versions[versionId].kbpkLengths as readonly number[]),
    })
  })
const hash = (algorithm: string) => (algorithm === 'J' ? '31' : '21')

test('a key that was wrapped comes out of the block again, under every version, header and length', () => {
  const alive = liveSecrets()
  fc.assert(
    fc.property(order, ({ header, keyBytes, kbpkBytes }) => {
      using key = randomSecret(keyBytes)
      using kbpk = randomSecret(kbpkBytes)
      const wrapped = wrapKeyBlock({ header, key, kbpk, policy: 'lab' })
      using opened = openKeyBlock(wrapped.block, kbpk, 'lab')
      assert.ok(sameSecret(opened.key, key))
      assert.deepEqual(opened.header, wrapped.header)
      assert.equal(opened.header.length, wrapped.block.length)
      const given = header.optionalBlocks
      const own = opened.header.optionalBlocks.filter(({ id }) => id !== 'PB')
      assert.deepEqual(
        own.map(({ id, data }) => (id === 'KP' ? { id, data: '' } : { id, data })),
        given,
      )
    }),
    { numRuns: 500 },
  )
  assert.equal(liveSecrets(), alive, 'a secret was left alive')
})

test('a block with any one character changed opens no more', () => {
  const alive = liveSecrets()
  using key = randomSecret(16)
  using kbpk = randomSecret(16)
  const header: NewHeader = {
    versionId: 'D',
    keyUsage: 'K0',
    algorithm: 'A',
    modeOfUse: 'B',
    keyVersion: '00',
    exportability: 'E',
    keyContext: '0',
    optionalBlocks: [{ id: 'LB', data: 'station' }],
  }
  const { block } = wrapKeyBlock({ header, key, kbpk, policy: 'lab' })
  fc.assert(
    fc.property(fc.nat(block.length - 1), fc.integer({ min: 0x20, max: 0x7e }), (at, code) => {
      const character = String.fromCharCode(code)
      fc.pre(character !== block[at])
      const changed = `${block.slice(0, at)}${character}${block.slice(at + 1)}`
      assert.throws(() => openKeyBlock(changed, kbpk, 'lab'), /^Fault: keys\/block-/)
    }),
    { numRuns: 2000 },
  )
  assert.equal(liveSecrets(), alive + 2, 'a secret was left alive')
})
