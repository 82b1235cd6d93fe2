// The watch beside its rules: quiet time, confirmation, thresholds, plans, risk, figures, and the same from the log again.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ruleIds } from '../../electron/contract/monitor.js'
import { exports } from '../../electron/monitor/export.js'
import { rules } from '../../electron/monitor/rules/index.js'
import { syslogMessage } from '../../electron/monitor/syslog.js'
import { Watch } from '../../electron/monitor/watch.js'
import { DAY, HOUR, Told, utc } from '../harness/watch.js'

const twice = () => {
  const told = new Told()
  told.load({ outcome: 'mismatched' })
  told.load({ outcome: 'mismatched' })
  const [alert] = told.raise()
  return { told, alert: alert! }
}

test('every rule of the contract has its row, once', () => {
  assert.deepEqual(
    rules.map(({ id }) => id),
    [...ruleIds],
  )
  for (const { thresholds } of rules)
    for (const { standard, least, most } of Object.values(thresholds)) assert.ok(least <= standard && standard <= most)
})

test('the same again within the quiet time is counted, after it an alert of its own', () => {
  const { told } = twice()
  const ofDevice = () => told.due().filter((line) => line.includes(' device '))
  told.load({ outcome: 'mismatched' })
  assert.deepEqual(ofDevice(), [])
  assert.equal(told.watch.view(told.now).alerts[0]!.repeats, 1)
  told.now += DAY
  told.load({ outcome: 'mismatched' })
  told.load({ outcome: 'mismatched' })
  assert.deepEqual(ofDevice(), ['repeated-mismatch severe device SN0001 2/2'])
})

test('an alert is confirmed by a named person, once', () => {
  const { told, alert } = twice()
  const { seq } = told.record('alert-acknowledged', { alert, by: 'Wang Fang', note: 'cable' })
  told.record('alert-acknowledged', { alert, by: 'somebody else', note: '' })
  const view = told.watch.view(told.now)
  assert.deepEqual([view.open, view.confirmed], [0, 1])
  const { by, note, seq: at } = view.alerts[0]!.confirmed!
  assert.deepEqual([by, note, at], ['Wang Fang', 'cable', seq])
})

test('a plan by severity has deadlines, and a ticked step is signed and can be taken back', () => {
  const { told, alert } = twice()
  const steps = () => told.watch.view(told.now).alerts[0]!.plan
  assert.deepEqual(
    steps().map(({ step, owner }) => `${step} ${owner}`),
    [
      'stop technician',
      'set-aside technician',
      'read-back technician',
      'find-cause officer',
      'release officer',
      'report officer',
    ],
  )
  assert.equal(steps()[0]!.due, new Date(Date.parse(told.watch.view(told.now).alerts[0]!.wall) + 900_000).toISOString())
  const tick = { plan: alert, step: 'stop', by: 'Li', note: '' }
  told.record('plan-step-ticked', { ...tick, done: true })
  told.now += HOUR
  assert.deepEqual(
    steps().map(({ ticked, overdue }) => [ticked?.by ?? null, overdue]),
    [
      ['Li', false],
      [null, true],
      [null, false],
      [null, false],
      [null, false],
      [null, false],
    ],
  )
  told.record('plan-step-ticked', { ...tick, done: false })
  assert.equal(steps()[0]!.ticked, null)
})

test('a changed threshold counts from its record on, and says whether it weakens the watch', () => {
  const told = new Told()
  const change = (rule: string, name: string, to: number) => told.watch.thresholds.change(rule, name, to, 'Wang')
  assert.equal(change('repeated-mismatch', 'device', 3).weakens, true)
  assert.equal(change('repeated-mismatch', 'device', 1).weakens, false)
  assert.equal(change('repeated-mismatch', 'hours', 12).weakens, true)
  assert.equal(change('out-of-hours', 'from', 6).weakens, true)
  assert.equal(change('out-of-hours', 'lab', 1).weakens, false)
  told.set('repeated-mismatch', 'device', 3)
  told.load({ outcome: 'mismatched' })
  told.load({ outcome: 'mismatched' })
  assert.deepEqual(told.due(), [])
  told.load({ outcome: 'mismatched' })
  assert.ok(told.due().includes('repeated-mismatch severe device SN0001 3/3'))
  const row = told.watch.view(told.now).rules[0]!.thresholds[0]!
  assert.deepEqual([row.value, row.standard, row.changed?.by], [3, 2, 'wang'])
})

const refusals: [what: string, rule: string, name: string, to: number, code: string][] = [
  ['beyond its bounds', 'repeated-mismatch', 'device', 0, 'monitor/threshold-range'],
  ['that is no whole number', 'repeated-mismatch', 'device', 1.5, 'monitor/threshold-range'],
  ['of a rule that is none', 'nothing', 'device', 2, 'monitor/no-threshold'],
  ['that is none', 'repeated-mismatch', 'toString', 2, 'monitor/no-threshold'],
]
for (const [what, rule, name, to, code] of refusals)
  test(`a threshold ${what} is refused`, () => {
    assert.throws(
      () => new Told().watch.thresholds.change(rule, name, to, 'Wang'),
      (error: { code?: string }) => error.code === code,
    )
  })

test('the risk of a device is the sum of its named factors', () => {
  const told = new Told()
  for (let n = 0; n < 3; n += 1) told.load({ outcome: 'mismatched' })
  told.load({ outcome: 'indeterminate' })
  const { risk } = told.watch.view(told.now)
  assert.deepEqual(risk.device, [
    {
      kind: 'device',
      name: 'SN0001',
      score: 30,
      factors: [
        { factor: 'mismatches', count: 3, points: 24 },
        { factor: 'unknown-results', count: 1, points: 6 },
      ],
    },
  ])
  told.now += 31 * DAY
  assert.deepEqual(told.watch.view(told.now).risk.device, [])
})

test('the risk of a person counts the share of failures from five loads on, and stays within a hundred', () => {
  const told = new Told()
  for (let n = 0; n < 6; n += 1) told.load({ serial: `SN${n}`, outcome: n < 3 ? 'mismatched' : 'injected' })
  assert.deepEqual(told.watch.view(told.now).risk.operator[0]!.factors, [
    { factor: 'mismatches', count: 3, points: 24 },
    { factor: 'failure-share', count: 50, points: 15 },
  ])
  const outcomes = ['mismatched', 'indeterminate', 'refused', 'unverified'] as const
  for (let n = 0; n < 200; n += 1) told.load({ outcome: outcomes[n % 4]!, with: { warnings: ['test-key'] } })
  assert.equal(told.watch.view(told.now).risk.operator[0]!.score, 100)
})

test('figures by day, step, model, port, operator and firmware', () => {
  const told = new Told()
  told.load({ serial: 'SN0001' })
  told.load({ serial: 'SN0002', outcome: 'refused', port: '/dev/ttyUSB1', by: 'li' })
  told.now += DAY
  told.load({ serial: 'SN0003', outcome: 'mismatched', firmware: '2.0.0' })
  const { days, steps, by, operators } = told.watch.view(told.now)
  assert.equal(days.length, 30)
  assert.deepEqual(
    days.slice(-2).map(({ name, loads, good, refused, mismatched }) => [name, loads, good, refused, mismatched]),
    [
      ['2090-01-02', 2, 1, 1, 0],
      ['2090-01-03', 1, 0, 0, 1],
    ],
  )
  assert.deepEqual(steps, [
    { step: 'prepare', reached: 3, passed: 3 },
    { step: 'answer', reached: 3, passed: 3 },
    { step: 'accept', reached: 3, passed: 2 },
    { step: 'verify', reached: 2, passed: 1 },
  ])
  const loads = (rows: readonly { name: string; loads: number }[]) => rows.map((one) => `${one.name} ${one.loads}`)
  assert.deepEqual(loads(by.model), ['K21 3'])
  assert.deepEqual(loads(by.port), ['/dev/ttyUSB0 2', '/dev/ttyUSB1 1'])
  assert.deepEqual(loads(by.operator), ['zhang 2', 'li 1'])
  assert.deepEqual(loads(by.firmware), ['K21 1.0.3 2', 'K21 2.0.0 1'])
  assert.deepEqual(
    operators.map(({ operator, first, firstGood }) => [operator, first, firstGood]),
    [
      ['zhang', 2, 1],
      ['li', 1, 0],
    ],
  )
})

test('the same records heard again give the same alerts and the same view', () => {
  const told = new Told()
  const heard: Parameters<Watch['hear']>[0][] = []
  const again = new Watch(rules, utc)
  const hear = told.watch.hear.bind(told.watch)
  told.watch.hear = (record) => {
    heard.push(record)
    hear(record)
  }
  for (let n = 0; n < 40; n += 1) {
    told.load({ serial: `SN${n % 5}`, outcome: n % 3 === 0 ? 'mismatched' : 'injected' })
    told.raise()
  }
  again.hear({
    seq: 0,
    wall: new Date(told.now).toISOString(),
    type: 'log-created',
    actors: [],
    body: { mode: 'production' },
  })
  for (const record of heard) again.hear(record)
  assert.deepEqual(again.alerts.due(), [])
  assert.deepEqual(again.view(told.now), told.watch.view(told.now))
})

test('an alert as RFC 5424 has it, with what a hostile device put into its name escaped', () => {
  const body = {
    alert: 'test-key/9/0',
    rule: 'test-key',
    severity: 'critical',
    subject: { kind: 'device', name: 'a"b\\c]d' },
    figure: 1,
    limit: 1,
    other: null,
    records: [9],
  } as const
  const from = { host: 'station seven', app: 'kcv-station', pid: 42, station: 'st-1' }
  assert.equal(
    syslogMessage(body, 10, '2090-01-02T10:00:00.000Z', from),
    '<106>1 2090-01-02T10:00:00.000Z stationseven kcv-station 42 test-key [kcvAlert@32473 id="test-key/9/0" ' +
      'rule="test-key" severity="critical" kind="device" subject="a\\"b\\\\c\\]d" figure="1" limit="1" station="st-1" ' +
      'record="10"] \ufeffcritical: test-key, device a"b\\c]d: 1 (limit 1)',
  )
})

test('an exported table cannot make a spreadsheet run a formula', () => {
  const told = new Told()
  for (let n = 0; n < 2; n += 1) told.load({ serial: '=HYPERLINK("x")', outcome: 'mismatched' })
  told.raise()
  const view = {
    ...told.watch.view(told.now),
    reading: null,
    syslog: { to: null, sent: 0, waiting: 0, problem: null },
  }
  const [head, row] = exports['alerts-csv'].text(view).slice(1).split('\r\n')
  assert.equal(head!.split(',').length, 16)
  assert.ok(row!.includes(`device,"'=HYPERLINK(""x"")",2,2`))
  assert.equal(JSON.parse(exports['alerts-json'].text(view)).alerts.length, 1)
  assert.match(exports['operators-csv'].text(view), /\r\nzhang,2,1,0,2,0,0,0,0,16\r\n$/)
})
