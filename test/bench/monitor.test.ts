// What one more record costs the watch when a million lie behind it, and how fast a history is read.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, MINUTE, Told } from '../harness/watch.js'

const LOADS = Number(process.env.KCV_MONITOR_RECORDS ?? 1_000_000) / 3
const MOST_MS = 5
const outcomes = ['mismatched', 'refused', 'indeterminate', 'unverified'] as const

/** Initial keys all differ, as they should. */
const reporting = (n: number) =>
  ({
    label: 'IK',
    slot: 1,
    expected: null,
    expectedSource: null,
    station: null,
    reported: n.toString(16).toUpperCase().padStart(8, '0'),
    method: 'tdes-zeros',
    bytes: 4,
    provenance: 'computed',
    verdict: 'none',
  }) as const

test('alert rules on a new record, a million records on', (t) => {
  const told = new Told()
  const began = performance.now()
  for (let n = 0; n < LOADS; n += 1) {
    told.load({
      serial: `SN${n % 100_000}`,
      port: `/dev/ttyUSB${n % 32}`,
      by: `operator ${n % 40}`,
      outcome: n % 50 === 0 ? outcomes[(n / 50) % 4]! : 'injected',
      ...(n % 4 === 0 ? { ksn: 'FFFF9876543210E00000', with: { kcv: reporting(n) } } : {}),
      firmware: `1.0.${n % 12}`,
    })
    // About four hundred days, with their nights.
    if (n % 800 === 799) told.now = Math.ceil(told.now / DAY) * DAY + 8 * 60 * MINUTE
    if (n % 1000 === 0) told.raise()
  }
  const took = performance.now() - began
  const costs: number[] = []
  const hear = told.watch.hear.bind(told.watch)
  told.watch.hear = (record) => {
    const start = performance.now()
    hear(record)
    costs.push(performance.now() - start)
  }
  for (let n = 0; n < 700; n += 1) told.load({ serial: `SN${n}`, outcome: n % 2 ? 'mismatched' : 'injected' })
  told.raise()
  costs.sort((a, b) => a - b)
  const [median, most] = [costs[Math.floor(costs.length / 2)]!, costs[Math.floor(costs.length * 0.99)]!]
  told.watch.hear = hear
  // Of the processor alone: nothing else on the machine shall count.
  const looked = () => {
    const start = process.cpuUsage()
    told.watch.view(told.now)
    return process.cpuUsage(start).user / 1000
  }
  const firstView = looked()
  told.load({ serial: 'SN7', outcome: 'mismatched' })
  const view = looked()
  const mb = process.memoryUsage().heapUsed / 2 ** 20
  t.diagnostic(
    `${told.seq.toLocaleString('en')} records heard in ${(took / 1000).toFixed(1)} s; then one costs p50 ${median.toFixed(3)} ms, ` +
      `p99 ${most.toFixed(3)} ms, at most ${costs.at(-1)!.toFixed(2)} ms (limit ${MOST_MS}); whole view ${firstView.toFixed(0)} ms the first time of a day, ${view.toFixed(1)} ms after one more load; heap ${mb.toFixed(0)} MiB`,
  )
  assert.ok(most <= MOST_MS)
})
