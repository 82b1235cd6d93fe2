// Which counters a device uses, and what comes after each.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  counterUsed,
  type DukptScheme,
  dukptSchemes,
  type Ksn,
  ksnForms,
  ksnHex,
  nextKsn,
  readKsn,
  withCounter,
} from '../../electron/keys/dukpt/ksn.js'

const tdesAt = (counter: number) => withCounter(readKsn('tdes', 'FFFF9876543210E00000'), counter)
const aesAt = (counter: number) => withCounter(readKsn('aes', '123456789012345600000000'), counter)
const hexOf = (ksn: Ksn | null) => ksn && ksnHex(ksn)

test('a KSN has 10 bytes for TDES and 12 for AES, and nothing else is one', () => {
  const expected = { tdes: '10 bytes as 20 hex digits', aes: '12 bytes as 24 hex digits' }
  const wrong: readonly (readonly [DukptScheme, string])[] = [
    ['tdes', '123456789012345600000001'],
    ['aes', 'FFFF9876543210E00001'],
    ['tdes', 'FFFF9876543210E0000'],
    ['tdes', 'FFFF9876543210E0000G'],
    ['aes', ''],
    ['tdes', 'FFFF 9876543210E0001'],
  ]
  for (const [scheme, hex] of wrong)
    assert.throws(() => readKsn(scheme, hex), {
      code: 'keys/bad-ksn',
      facts: { scheme, field: 'ksn', expected: expected[scheme] },
    })
})

test('the counter is the last 21 bits for TDES and the last 32 for AES', () => {
  assert.equal(readKsn('tdes', 'FFFF9876543210FFFFFF').counter, 0x1fffff)
  assert.equal(readKsn('tdes', 'ffff9876543210e00001').counter, 1)
  assert.equal(readKsn('aes', '1234567890123456FFFF0000').counter, 0xffff0000)
  assert.equal(ksnHex(tdesAt(0x1fffff)), 'FFFF9876543210FFFFFF')
  assert.equal(ksnHex(withCounter(tdesAt(0x1fffff), 0)), 'FFFF9876543210E00000')
  assert.equal(ksnHex(withCounter(aesAt(0xffffffff), 0)), '123456789012345600000000')
})

test('the last counter with ten one bits, or sixteen for AES, has no next one', () => {
  assert.equal(hexOf(nextKsn(tdesAt(0x1ff400))), 'FFFF9876543210FFF800')
  assert.equal(nextKsn(tdesAt(0x1ff800)), null)
  assert.equal(nextKsn(tdesAt(0x1fffff)), null)
  assert.equal(hexOf(nextKsn(aesAt(0xfffe8000))), '1234567890123456FFFF0000')
  assert.equal(nextKsn(aesAt(0xffff0000)), null)
  assert.equal(nextKsn(aesAt(0xffffffff)), null)
})

test('a TDES device has 1,048,575 transactions and no counter of theirs has more than ten one bits', () => {
  let [ksn, transactions] = [nextKsn(tdesAt(0)), 0]
  for (; ksn; ksn = nextKsn(ksn)) {
    transactions++
    if (!counterUsed(ksn)) assert.fail(`${ksnHex(ksn)} is never used`)
  }
  assert.equal(transactions, 1_048_575)
})

test('the next counter is the smallest larger one that is used, whatever the counter', () => {
  for (const scheme of dukptSchemes) {
    const start = scheme === 'tdes' ? tdesAt(0) : aesAt(0)
    const largest = 2 ** ksnForms[scheme].counterBits - 1
    fc.assert(
      fc.property(fc.integer({ min: 0, max: largest }), fc.integer({ min: 1, max: 1000 }), (counter, step) => {
        const next = nextKsn(withCounter(start, counter))
        if (next) assert.ok(counterUsed(next) && next.counter > counter)
        const between = counter + step
        if (between < (next?.counter ?? largest + 1)) assert.ok(!counterUsed(withCounter(start, between)))
      }),
    )
  }
})

test('setting a counter changes nothing of the device', () => {
  for (const scheme of dukptSchemes) {
    const { bytes, counterBits } = ksnForms[scheme]
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: bytes, maxLength: bytes }),
        fc.integer({ min: 0, max: 2 ** counterBits - 1 }),
        (raw, counter) => {
          const ksn = readKsn(scheme, Buffer.from(raw).toString('hex'))
          const changed = readKsn(scheme, ksnHex(withCounter(ksn, counter)))
          assert.equal(changed.counter, counter)
          assert.equal(ksnHex(withCounter(changed, ksn.counter)), ksnHex(ksn))
        },
      ),
    )
  }
})
