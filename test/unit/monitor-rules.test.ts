// Each alert rule: the records that make it speak, and those just short of it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { device } from '../harness/audit.js'
import { DAY, HOUR, MINUTE, Told } from '../harness/watch.js'

const ofRule = (told: Told, rule: string) => told.due().filter((line) => line.startsWith(rule))

test('one mismatch is no alert, a second on the same device is', () => {
  const told = new Told()
  told.load({ outcome: 'mismatched' })
  assert.deepEqual(told.due(), [])
  told.load({ outcome: 'mismatched' })
  assert.deepEqual(told.due(), ['repeated-mismatch severe device SN0001 2/2'])
})

test('two mismatches more than a day apart are none together', () => {
  const told = new Told()
  told.load({ outcome: 'mismatched' })
  told.now += DAY
  told.load({ outcome: 'mismatched' })
  assert.deepEqual(told.due(), [])
})

test('mismatches on different devices name what they share: operator, port, batch and firmware', () => {
  const told = new Told()
  const port = '/dev/ttyUSB0'
  told.record('job-drafted', {
    run: 'run-7',
    lab: false,
    ports: [port],
    keys: [],
    inventory: null,
    jobHash: 'AB'.repeat(32),
  })
  for (const n of [1, 2, 3, 4, 5]) told.load({ serial: `SN000${n}`, outcome: 'mismatched' })
  assert.deepEqual(told.due().sort(), [
    'repeated-mismatch severe batch run-7 4/4',
    'repeated-mismatch severe firmware K21 1.0.3 5/5',
    'repeated-mismatch severe operator zhang 4/4',
    'repeated-mismatch severe port /dev/ttyUSB0 3/3',
  ])
})

test('the failure rate jumps against the thirty days before', () => {
  const told = new Told()
  for (let day = 0; day < 10; day += 1) {
    for (let n = 0; n < 20; n += 1) told.load({ serial: `D${day}-${n}`, outcome: n === 0 ? 'refused' : 'injected' })
    told.now += DAY - 20 * (MINUTE + 1000)
  }
  told.now += DAY
  for (let n = 0; n < 20; n += 1) told.load({ serial: `E${n}`, outcome: n % 2 === 0 ? 'refused' : 'injected' })
  assert.deepEqual(ofRule(told, 'failure-jump'), [])
  told.load({ serial: 'E20', outcome: 'refused' })
  assert.deepEqual(ofRule(told, 'failure-jump'), [
    'failure-jump warning station station 52/15',
    'failure-jump warning firmware K21 1.0.3 52/15',
  ])
})

test('a steady failure rate is no jump', () => {
  const told = new Told()
  for (let n = 0; n < 400; n += 1) {
    told.load({ serial: `S${n}`, outcome: n % 3 === 0 ? 'refused' : 'injected' })
    told.now += HOUR
  }
  assert.deepEqual(ofRule(told, 'failure-jump'), [])
})

const hours: [what: string, at: number, found: string[]][] = [
  ['Monday 06:59', 6 * HOUR + 59 * MINUTE, ['out-of-hours warning operator zhang 6/7']],
  ['Monday 07:00', 7 * HOUR, []],
  ['Monday 19:59', 19 * HOUR + 59 * MINUTE, []],
  ['Monday 20:00', 20 * HOUR, ['out-of-hours warning operator zhang 20/20']],
  ['Saturday 10:00', 5 * DAY + 10 * HOUR, ['out-of-hours warning operator zhang 10/20']],
]
for (const [what, at, found] of hours)
  test(`a load begun on ${what}`, () => {
    const told = new Told()
    told.now = Date.UTC(2090, 0, 2) + at
    told.load()
    assert.deepEqual(told.due(), found)
  })

test('lab works at night, unless the threshold says otherwise', () => {
  const told = new Told('lab')
  told.now = Date.UTC(2090, 0, 2, 3)
  told.load()
  assert.deepEqual(told.due(), [])
  told.set('out-of-hours', 'lab', 1)
  told.load()
  assert.deepEqual(told.due(), ['out-of-hours warning operator zhang 3/7'])
})

test('another terminal at a port two seconds after the one before is faster than hands', () => {
  const told = new Told()
  told.load({ serial: 'SN0001' })
  told.now -= MINUTE - 2000
  told.load({ serial: 'SN0002' })
  assert.deepEqual(told.due(), ['too-fast warning operator zhang 2000/3000'])
})

test('another key into the same terminal at once is not', () => {
  const told = new Told()
  told.load()
  told.now -= MINUTE
  told.load()
  assert.deepEqual(told.due(), [])
})

test('a check value read off a screen in half a second was not read', () => {
  const told = new Told()
  const answer = { attempt: 'at-9', port: 'manual:1', question: 'reading', reader: 1, round: 1 } as const
  told.record('attempt-answer', { ...answer, said: 'value', kcv: '08D7B4', by: ['li'], ms: 500 })
  told.record('attempt-answer', { ...answer, said: 'no-value', kcv: null, by: ['zhao'], ms: 500 })
  told.record('attempt-answer', { ...answer, said: 'value', kcv: '08D7B4', by: ['wang'], ms: 1500 })
  assert.deepEqual(told.due(), ['too-fast warning operator li 500/1500'])
})

test('a device that is not on the list, and one that is at two ports', () => {
  const told = new Told()
  const refuse = (serial: string, because: string) =>
    told.record('device-refused', { port: '/dev/ttyUSB0', device: device(serial), because })
  refuse('SN0001', 'injection/not-listed')
  refuse('SN0002', 'injection/duplicate-serial')
  refuse('SN0003', 'injection/blocked')
  assert.deepEqual(told.due(), ['unlisted-device severe device SN0001 1/1', 'unlisted-device severe device SN0002 1/1'])
})

test('two devices with the check value of one initial key', () => {
  const told = new Told()
  told.load({ serial: 'SN0001', ksn: 'FFFF9876543210E00000' })
  told.load({ serial: 'SN0001', ksn: 'FFFF9876543210E00000' })
  assert.deepEqual(told.due(), [])
  told.load({ serial: 'SN0002', ksn: 'FFFF9876543211E00000' })
  assert.deepEqual(told.due(), ['same-kcv severe device SN0002 3/3'])
  assert.equal(told.watch.alerts.due()[0]!.body.other, 'SN0001')
})

test('one master key in many devices is as it should be, unless the officer says otherwise', () => {
  const told = new Told()
  told.load({ serial: 'SN0001' })
  told.load({ serial: 'SN0002' })
  assert.deepEqual(told.due(), [])
  told.set('same-kcv', 'master-keys', 1)
  told.load({ serial: 'SN0003' })
  told.load({ serial: 'SN0004' })
  assert.deepEqual(told.due(), ['same-kcv severe device SN0004 3/3'])
})

test('a published test key in a production device', () => {
  const [lab, production] = [new Told('lab'), new Told('production')]
  for (const told of [lab, production]) told.load({ with: { warnings: ['test-kek', 'clear-load'] } })
  assert.deepEqual(lab.due(), [])
  assert.deepEqual(production.due(), ['test-key critical device SN0001 1/1'])
})

test('a model that never compares is named as a model, a device among those that do as a device', () => {
  const kcv = { ...nothingChecked, provenance: 'none' } as const
  const told = new Told()
  told.load({ serial: 'SN0001', firmware: '2.0.0', outcome: 'unverified', with: { kcv } })
  told.load({ serial: 'SN0002' })
  told.load({ serial: 'SN0003', outcome: 'unverified', with: { kcv } })
  assert.deepEqual(told.due(), [
    'check-disabled warning firmware K21 2.0.0 1/1',
    'check-disabled severe device SN0003 1/1',
  ])
})
const nothingChecked = {
  label: 'TMK',
  slot: 1,
  expected: '08D7B4',
  expectedSource: 'letter',
  station: '08D7B4',
  reported: null,
  method: 'tdes-zeros',
  bytes: 3,
  verdict: 'none',
} as const

const line = (garbageBytes: number) => ({
  line: { txBytes: 60, rxBytes: 40, garbageBytes, badChecksums: 0, retries: 0, timeouts: 0 },
})
test('a line that was clean and is not any more', () => {
  const told = new Told()
  for (let n = 0; n < 30; n += 1) told.load({ with: line(0) })
  for (let n = 0; n < 4; n += 1) told.load({ with: line(1) })
  assert.deepEqual(told.due(), [])
  told.load({ with: line(1) })
  assert.deepEqual(told.due(), ['line-quality warning port /dev/ttyUSB0 5/5'])
})

test('a line that was always as bad is not falling', () => {
  const told = new Told()
  for (let n = 0; n < 9; n += 1) told.load({ with: line(0) })
  for (let n = 0; n < 40; n += 1) told.load({ with: line(1) })
  told.raise()
  told.now += 2 * DAY
  for (let n = 0; n < 12; n += 1) told.load({ with: line(1) })
  assert.deepEqual(told.due(), [])
})

test('a log that no witness has seen for a day and two hundred records', () => {
  const told = new Told()
  for (let n = 0; n < 70; n += 1) told.load({ serial: `SN${n}` })
  assert.deepEqual(told.due(), [])
  told.now += DAY
  told.raw('checkpoint-cosigned', { witness: 'hq', size: told.seq, at: 'now', sha256: 'AB' })
  told.now += DAY
  told.load()
  assert.deepEqual(told.due(), [])
  for (let n = 0; n < 66; n += 1) told.load()
  assert.deepEqual(told.due(), ['not-anchored warning station station 25/24'])
})

test('a clock that jumped an hour back, and one that jumped three seconds', () => {
  const told = new Told()
  const expected = '2090-01-02T11:00:00.000Z'
  told.record('clock-jumped', { byMs: 3000, expected, across: 'run' })
  assert.deepEqual(told.due(), [])
  told.record('clock-jumped', { byMs: -3_600_000, expected, across: 'run' })
  assert.deepEqual(told.due(), ['clock-jump warning station station -3600/60'])
})

test('three failed sign-ins of one name in a quarter of an hour', () => {
  const told = new Told()
  const fail = (operator: string) =>
    told.raw('sign-in-failed', { operator, tag: 't-1', because: 'passphrase', failures: 1, locked: false }, 'station')
  fail('li')
  fail('zhao')
  fail('li')
  told.now += 16 * MINUTE
  fail('li')
  assert.deepEqual(told.due(), [])
  fail('li')
  fail('li')
  assert.deepEqual(told.due(), ['sign-in-failures severe operator li 3/3'])
})
