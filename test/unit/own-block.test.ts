// What terminals that echo a load, and take key blocks alone, need of the vault: an echo judged, a block made.
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { Fault } from '../../electron/contract/fault.js'
import { ownBlock } from '../../electron/injection/own-block.js'
import { openKeyBlock } from '../../electron/keys/block/open.js'
import { isPublicValue, isWrittenAs, liveSecrets, secretFromHex } from '../../electron/keys/vault.js'

afterEach(() => assert.equal(liveSecrets(), 0))

const secret = (hex: string) => secretFromHex(Buffer.from(hex, 'ascii'))
const K1 = '0123456789ABCDEFFEDCBA9876543210'
const KBPK = '19191919191919195B5B5B5B5B5B5B5B'

test('hex digits are told to be a secret or not, and are zeroed either way', () => {
  using key = secret(K1)
  for (const [digits, same] of [
    [K1, true],
    [`${K1.slice(0, -1)}1`, false],
    [K1.slice(0, -2), false],
    [`${K1}00`, false],
    [`${K1.slice(0, -1)}G`, false],
    ['', false],
  ] as const) {
    const given = Uint8Array.from(Buffer.from(digits, 'ascii'))
    assert.equal(isWrittenAs(key, given), same, digits)
    assert.ok(
      given.every((byte) => byte === 0),
      digits,
    )
  }
})

test('a block made for a terminal is as short as its version allows, and opens to the key', () => {
  using key = secret(K1)
  using kbpk = secret(KBPK)
  const wanted = { keyUsage: 'P0', modeOfUse: 'E', optionalBlocks: [] }
  const make = ownBlock(key, 'tdes', kbpk, 'lab')
  for (const [versionId, length] of [
    ['A', 72],
    ['B', 80],
  ] as const) {
    const block = make({ ...wanted, versionId })
    assert.match(block, new RegExp(`^${versionId}00${length}P0TE00N0000[0-9A-F]{${length - 16}}$`))
    using opened = openKeyBlock(block, kbpk, 'lab')
    assert.ok(isPublicValue(opened.key, Uint8Array.from(Buffer.from(K1, 'hex'))))
  }
  const initial = make({
    versionId: 'B',
    keyUsage: 'B1',
    modeOfUse: 'X',
    optionalBlocks: [{ id: 'KS', data: 'FFFF9876543210E00000' }],
  })
  assert.match(initial, /^B0104B1TX00N0100KS18FFFF9876543210E00000[0-9A-F]{64}$/)
  assert.throws(
    () => ownBlock(key, 'tdes', kbpk, 'production')({ ...wanted, versionId: 'A' }),
    (thrown) => thrown instanceof Fault && thrown.code === 'keys/block-not-written',
  )
})
