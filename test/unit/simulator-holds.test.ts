// What a simulated terminal keeps in place of a key, by the published values of the test key R; and what can be practised.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holdingNames, readBehaviours } from '../../electron/devices/simulator-behaviours.js'
import { heldAs } from '../../electron/devices/simulator-holds.js'
import { simulators } from '../../electron/devices/simulators.js'
import { causes } from '../../electron/diagnosis/causes/index.js'
import { practice } from '../../electron/diagnosis/practice.js'
import { practiceOf } from '../../electron/diagnosis-practice.js'
import { fromHex } from '../../electron/keys/hex.js'
import { checkValue } from '../../electron/keys/kcv.js'
import { liveSecrets, secretFromBytes } from '../../electron/keys/vault.js'
import { trainingFamilies, trainingFaults } from '../../electron/training-faults.js'
import { R } from '../harness/diagnosis.js'

const k21 = simulators.find(({ driver }) => driver === 'newland-k21')!
const behaves = (name: string) => readBehaviours('newland-k21', k21.behaviours, [`holds=${name}`])

/** zeros: 000…; 1111…; 0123456789ABCDEFFEDCBA9876543210; the others are R turned. */
const values: Readonly<Record<(typeof holdingNames)[number], string>> = {
  'zero-key': '8CA64D',
  'test-key': '82E136',
  'first-component': '08D7B4',
  'halves-swapped': '14677B',
  'left-half': '06AD9C',
  'right-half': '5EEE36',
  'bytes-reversed': '6C2A84',
  'halves-reversed': 'A83710',
  'words-reversed': '4BC36A',
  complemented: '66C3AE',
  'nibbles-swapped': '3ECA45',
  'seven-bit': '71DC15',
  'hex-text': '001607',
  // No byte of R is one that such a line takes for its own.
  'xon-xoff': 'AF8C07',
  'cr-lf': 'AF8C07',
  variant: '',
  another: '',
  'zero-padded': '',
  'one-digit-off': '',
}
for (const name of holdingNames)
  test(`holds=${name} shows ${values[name] || 'another value than the key'}`, () => {
    const before = liveSecrets()
    {
      using held = heldAs(behaves(name), 'TMK', secretFromBytes(fromHex(R)))
      const { hex } = checkValue(held, 'tdes-zeros', 3)
      if (values[name]) assert.equal(hex, values[name])
      else assert.notEqual(hex, 'AF8C07')
    }
    assert.equal(liveSecrets(), before)
  })

test('keys that others come under are kept as they are, and so is every key where nothing else is asked for', () => {
  using kek = secretFromBytes(fromHex(R))
  assert.equal(heldAs(behaves('zero-key'), 'TLK', kek), kek)
  assert.equal(heldAs(readBehaviours('newland-k21', k21.behaviours, []), 'TMK', kek), kek)
})

test('a name that is none of them is refused with those there are', () => {
  assert.throws(() => behaves('halves'), /bad-setting/)
})

test('every row of practice is a known cause that some simulated terminal shows', () => {
  for (const cause of Object.keys(practice)) {
    assert.ok(Object.hasOwn(causes, cause), cause)
    assert.equal(practiceOf(cause, null)?.same, true, cause)
  }
  assert.deepEqual(practiceOf('component-duplicated', 'pax-d'), {
    ...{ driver: 'pax-d', behave: 'holds=zero-key', same: true },
  })
  assert.deepEqual(
    [practiceOf('per-device-key', null)?.behave, practiceOf('per-device-key', null)?.same],
    ['wrong-kcv', false],
  )
})

test('every family can be practised with faults of its own table, and every cause that is taught is a cause', () => {
  const families = trainingFamilies()
  assert.equal(families.length, simulators.length)
  for (const { driver, faults } of families) {
    assert.ok(faults.length > 5, driver)
    // Of what these two hold nothing can be read.
    const readable = !['castles-pci100', 'uic-ipp'].includes(driver)
    assert.equal(
      faults.some(({ behave }) => behave === 'holds=zero-key'),
      readable,
      driver,
    )
  }
  for (const { cause } of trainingFaults)
    assert.ok(cause === null || cause === 'unknown' || Object.hasOwn(causes, cause), String(cause))
})
