// Initial keys whose serial number the station issues: how a job asks for them, and what an attempt gets.
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { Fault } from '../../electron/contract/fault.js'
import type { AttemptLog } from '../../electron/injection/append-port.js'
import { attemptKey } from '../../electron/injection/attempt-key.js'
import { readJob } from '../../electron/injection/job-file.js'
import { refuseWeakInProduction } from '../../electron/injection/policy.js'
import { prepare } from '../../electron/injection/prepare.js'
import { liveSecrets } from '../../electron/keys/vault.js'

afterEach(() => assert.equal(liveSecrets(), 0))

/** The base keys of X9.24-1 Annex A and of X9.24-3 Annex B. */
const TDES_BDK = '0123456789ABCDEFFEDCBA9876543210'
const AES_BDK = 'FEDCBA9876543210F1F1F1F1F1F1F1F1'
const key = (material: object, change: object = {}) => ({
  label: 'IK',
  slot: 1,
  usage: 'IK',
  algorithm: 'tdes',
  kcv: { method: 'tdes-zeros' },
  material: { form: 'initial-key', bdk: TDES_BDK, ...material },
  ...change,
})
const aes = { algorithm: 'aes', kcv: { method: 'aes-cmac' } }
const bytes = (keys: readonly object[], lab = true) =>
  new TextEncoder().encode(JSON.stringify({ run: 'r', lab, keys }, null, 1))

/** A log of serial numbers alone. */
function logOf(...named: string[]): AttemptLog {
  const all = new Set(named)
  const never = async () => assert.fail('nothing is written here')
  return {
    append: never,
    arm: never,
    order: never,
    qualified: () => false,
    loaded: () => null,
    blockedBy: () => null,
    issued: (ksn) => all.has(ksn),
    named: () => all,
    reserve: (ksn) => void all.add(ksn),
  }
}
function faultOf(keys: readonly object[]): unknown[] {
  try {
    using read = readJob(bytes(keys))
    prepare(read)[Symbol.dispose]()
  } catch (error) {
    if (error instanceof Fault) return [error.code, error.facts.field]
  }
  return ['accepted']
}

test('each attempt gets the key of the next serial number, and gives it back at its end', () => {
  using read = readJob(bytes([key({ issue: { keySet: 'FFFF987654', from: 0x19087 } })]))
  using job = prepare(read)
  const [planned] = job.all
  const { ksn, secret, station, material } = planned!
  assert.deepEqual([ksn, secret, station, material], [null, null, null, null])
  const [log, before] = [logOf(), liveSecrets()]
  {
    using first = attemptKey(log, planned!, true)
    using second = attemptKey(log, planned!, true)
    assert.deepEqual([first.key.ksn, second.key.ksn], ['FFFF9876543210E00000', 'FFFF9876543211000000'])
    assert.equal(first.key.station?.hex, 'AF8C074A692A3666')
    assert.notEqual(second.key.station?.hex, first.key.station?.hex)
    assert.deepEqual([first.reused, second.reused, first.key.issue], [false, false, null])
  }
  assert.equal(liveSecrets(), before)
})

test('an AES initial key has its twelve bytes of serial number, counter at zero', () => {
  const issue = { keySet: '12345678', from: 0x90123456 }
  using read = readJob(bytes([key({ bdk: AES_BDK, issue }, aes)]))
  using job = prepare(read)
  using own = attemptKey(logOf(), job.all[0]!, true)
  assert.equal(own.key.ksn, '123456789012345600000000')
  // X9.24-3 Annex B: initial key 1273671EA26AC29AFA4D1084127652A1.
  assert.equal(own.key.station?.hex, '05EF4531EC')
  using after = attemptKey(logOf('12345678FFFFFFFE00000000'), job.all[0]!, true)
  assert.equal(after.key.ksn, '12345678FFFFFFFF00000000')
  using none = attemptKey(logOf('12345678FFFFFFFF00000000'), job.all[0]!, true)
  assert.deepEqual([none.fault?.code, none.key.ksn], ['keys/ksn-exhausted', null])
})

test('a number that a job named counts as issued, whatever came of it; a port that is not there burns none', () => {
  const list = [key({ issue: { keySet: 'FFFF987654', from: 1 } })]
  using read = readJob(bytes(list))
  using job = prepare(read)
  const log = logOf('FFFF9876540000E00000')
  using absent = attemptKey(log, job.all[0]!, false)
  assert.equal(absent.key.ksn, null)
  using own = attemptKey(log, job.all[0]!, true)
  assert.equal(own.key.ksn, 'FFFF9876540001000000')
})

test('either a serial number or the wish for one: with both, neither, or a range that cannot be, the field is named', () => {
  const at = (field: string) => `keys[0].material.${field}`
  const issue = { keySet: 'FFFF987654' }
  assert.deepEqual(faultOf([key({ issue })]), ['accepted'])
  assert.deepEqual(faultOf([key({})]), ['input/missing-field', at('ksn')])
  assert.deepEqual(faultOf([key({ issue, ksn: 'FFFF9876543210E00000' })]), ['input/bad-field', at('issue')])
  assert.deepEqual(faultOf([key({ issue: {} })]), ['input/missing-field', at('issue.keySet')])
  assert.deepEqual(faultOf([key({ issue: { keySet: '12345678' } })]), ['input/bad-field', at('issue.keySet')])
  assert.deepEqual(faultOf([key({ issue: { ...issue, from: 9, to: 8 } })]), ['input/bad-field', at('issue.to')])
  assert.deepEqual(faultOf([key({ issue: { ...issue, to: 0x80000 } })]), ['input/bad-field', at('issue.to')])
  assert.deepEqual(faultOf([key({ issue: { ...issue, from: -1 } })]), ['input/bad-field', at('issue.from')])
  assert.deepEqual(faultOf([key({ issue: { ...issue, first: 1 } })]), ['input/unknown-field', at('issue.first')])
})

test('what is wrong with the base key is said before any attempt; an expected value cannot be one for all devices', () => {
  const issue = { keySet: 'FFFF987654' }
  assert.deepEqual(faultOf([key({ issue, bdk: '0123456789ABCDEF' })]), ['keys/bad-length', 'keys[0].material.bdk'])
  assert.deepEqual(faultOf([key({ issue, bdk: 'no hex' })]), ['keys/bad-hex', 'keys[0].material.bdk'])
  assert.deepEqual(faultOf([key({ issue }, { usage: 'TMK' })]), ['input/bad-field', 'keys[0].usage'])
  const expected = { kcv: { method: 'tdes-zeros', expected: 'AF8C07' } }
  assert.deepEqual(faultOf([key({ issue }, expected)]), ['input/bad-field', 'keys[0].kcv.expected'])
})

test('production refuses initial keys of a published base key, named or issued', () => {
  for (const serial of [{ ksn: 'FFFF9876549999E00000' }, { issue: { keySet: 'FFFF987654' } }]) {
    using read = readJob(bytes([key(serial)], false))
    using job = prepare(read)
    assert.ok(job.all[0]!.warnings.includes('test-key'))
    assert.throws(() => refuseWeakInProduction(job), { code: 'keys/test-key' })
  }
})
