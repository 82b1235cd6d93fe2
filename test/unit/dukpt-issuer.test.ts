// A serial number is issued once, for ever.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  deviceKsn,
  deviceOf,
  highestIssued,
  type KeySeries,
  keySeries,
  largestDevice,
  nextDevice,
} from '../../electron/keys/dukpt/issuer.js'
import { ksnHex, readKsn, withCounter } from '../../electron/keys/dukpt/ksn.js'

const tdes: KeySeries = { scheme: 'tdes', keySet: 'FFFF987654', from: 1, to: 0x7ffff }
const aes: KeySeries = { scheme: 'aes', keySet: '12345678', from: 1, to: 0xffffffff }
const next = (series: KeySeries, issued: readonly string[]) => ksnHex(nextDevice(series, highestIssued(series, issued)))

test('the first device of a series gets its first number, with the counter at zero', () => {
  assert.equal(next(tdes, []), 'FFFF9876540000200000')
  assert.equal(next(aes, []), '123456780000000100000000')
})

test('the next device gets the number after the highest ever issued, whatever order they were issued in', () => {
  assert.equal(next(tdes, ['FFFF9876540000E00000', 'FFFF9876540000200000']), 'FFFF9876540001000000')
  assert.equal(next(aes, ['1234567800ABCDEF00000000']), '1234567800ABCDF000000000')
})

test('a number is recognised whatever counter or letter case the log has', () => {
  assert.equal(next(tdes, ['ffff9876540000e00042']), 'FFFF9876540001000000')
})

test("other base keys, other schemes and other stations' ranges do not count", () => {
  const station = { ...tdes, from: 100, to: 199 }
  const others = ['FFFF987655FFFFE00000', '1234567800ABCDEF00000000', 'not a ksn', 'FFFF987654FFFFE00000']
  assert.equal(highestIssued(station, others), null)
  assert.equal(deviceOf(tdes, next(station, others)), 100)
})

test('a series that is used up says so and never starts over', () => {
  const small = { ...tdes, from: 5, to: 6 }
  const issued = [next(small, [])]
  issued.push(next(small, issued))
  assert.deepEqual(
    issued.map((ksn) => deviceOf(small, ksn)),
    [5, 6],
  )
  assert.throws(() => next(small, issued), {
    code: 'keys/ksn-exhausted',
    facts: { keySet: 'FFFF987654', from: 5, to: 6 },
  })
  assert.throws(() => nextDevice(tdes, largestDevice('tdes')), { code: 'keys/ksn-exhausted' })
  assert.throws(() => nextDevice(aes, largestDevice('aes')), { code: 'keys/ksn-exhausted' })
})

test('no number is given twice, however many are issued and by however many stations', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(tdes, aes),
      fc.integer({ min: 0, max: 0x7ff00 }),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }),
      (series, first, turns) => {
        const [left, right] = [
          { ...series, from: first, to: first + 59 },
          { ...series, from: first + 60, to: first + 119 },
        ]
        const issued: string[] = []
        for (const turn of turns) issued.push(next(turn ? left : right, issued))
        assert.equal(new Set(issued).size, turns.length)
        for (const ksn of issued) assert.equal(readKsn(series.scheme, ksn).counter, 0)
      },
    ),
  )
})

test('a device number comes back out of its KSN', () => {
  for (const series of [tdes, aes])
    fc.assert(
      fc.property(fc.integer({ min: 0, max: largestDevice(series.scheme) }), fc.nat(1000), (device, counter) => {
        const ksn = withCounter(deviceKsn(series, device), counter)
        assert.equal(deviceOf(series, ksnHex(ksn)), device)
        assert.ok(ksnHex(ksn).startsWith(series.keySet))
      }),
    )
})

test('a series that names no base key or has no range is refused', () => {
  assert.throws(() => keySeries({ ...tdes, keySet: 'FFFF9876' }), {
    code: 'input/bad-field',
    facts: { field: 'keySet', expected: '5 bytes of hex' },
  })
  assert.throws(() => keySeries({ ...aes, keySet: 'FFFF987654' }), { code: 'input/bad-field' })
  assert.throws(() => keySeries({ ...tdes, from: -1 }), { code: 'input/bad-field' })
  assert.throws(() => keySeries({ ...tdes, to: 0x80000 }), { code: 'input/bad-field' })
  assert.throws(() => keySeries({ ...tdes, from: 9, to: 8 }), { code: 'input/bad-field' })
})
