// A job's wall time against the wire's own, and many ports against one. Run by `npm run bench` alone. The simulated
// terminals are in one other process, with their default delay; the log is a real one, on the disk.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { createDirectory } from '../../electron/audit/directory.js'
import { readJob } from '../../electron/injection/job-file.js'
import { runPort } from '../../electron/injection/port.js'
import { prepare } from '../../electron/injection/prepare.js'
import { APP, type OpenPort, Station } from '../../electron/station.js'
import { scratch } from '../harness/cli.js'
import { job, tmk, tpk } from '../harness/lab.js'
import { startTerminals, type Terminals } from '../harness/terminals.js'
import type { Passing } from '../harness/terminals-child.js'
import { judged, median, ms, now, ratio } from './figures.js'

const DRIVER = 'newland-k21'
const ROUNDS = 7
const PINGS = 200
const WIRE_LIMIT = 1.05
const limits: Readonly<Record<number, number>> = { 16: 1.1, 32: 1.25 }

const under = { label: 'TMK', slot: 1 }
const threeKeys = job([tmk(), tpk({ under }), tpk({ label: 'TAK', usage: 'TAK', slot: 3, under })])

/** Where the log lies: on the disk as ever, or in memory, which tells what of a figure is the disk's. */
type Medium = 'disk' | 'memory'
const MEMORY = '/dev/shm'

async function withStation<T>(medium: Medium, use: (station: Station) => Promise<T>): Promise<T> {
  const place = medium === 'disk' ? scratch() : inMemory()
  const data = `${place.folder}/lab`
  await createDirectory(data, { mode: 'lab', app: APP })
  const station = await Station.open(data)
  try {
    return await use(station)
  } finally {
    await station.close()
    place.remove()
  }
}

function inMemory() {
  const folder = mkdtempSync(join(MEMORY, 'kcv-bench-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

interface Run {
  /** From the first port's start to the last one's end, ports open already. */
  readonly job: number
  /** The same with opening and closing them. */
  readonly whole: number
  readonly bytes: number
}

async function runAt(station: Station, paths: readonly string[], baud: number): Promise<Run> {
  const opened = now()
  const ports = await Promise.all(paths.map((path) => station.openPort({ path, driver: DRIVER, baud, settings: {} })))
  const from = now()
  const context = station.context(() => {}, { allowErase: false, elsewhere: () => null })
  const one = async (port: OpenPort) => {
    using read = readJob(new TextEncoder().encode(JSON.stringify(threeKeys)))
    using prepared = prepare(read)
    const ends = await runPort(context, port, prepared)
    const outcomes = new Set(ends.map(({ outcome }) => outcome))
    assert.ok(ends.length === 3 && !outcomes.has('indeterminate') && !outcomes.has('refused'), [...outcomes].join())
  }
  await Promise.all(ports.map(one))
  const to = now()
  const bytes = ports.reduce((sum, port) => sum + (port.quality()?.txBytes ?? 0) + (port.quality()?.rxBytes ?? 0), 0)
  await Promise.all(ports.map((port) => port.close()))
  return { job: to - from, whole: now() - opened, bytes: bytes / ports.length }
}

/** The device's own delay in a run: its turns, less the time its bytes take on the wire. */
function devicesOwn(passed: readonly Passing[], from: number, to: number, baud: number): number {
  let turns = 0
  let bytes = 0
  let heard: number | null = null
  let said = 0
  for (const [at, way, count] of passed) {
    if (at < from || at > to) continue
    bytes += count
    if (way === 'in' && (heard === null || said > heard)) {
      if (heard !== null) turns += said - heard
      heard = at
    }
    if (way === 'out') said = at
  }
  if (heard !== null && said > heard) turns += said - heard
  return turns - (bytes * 10_000) / baud
}

const pinged = async (terminals: Terminals): Promise<number[]> => {
  const pings: number[] = []
  for (let ping = 0; ping < PINGS; ping++) pings.push(await terminals.ping())
  return pings
}

test('a three-key job at 9600 baud against the time its bytes take on the wire', async (t) => {
  await using terminals = await startTerminals(DRIVER, 1, { baud: 9600 })
  await withStation('disk', async (station) => {
    const over: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const from = now()
      const run = await runAt(station, terminals.ports, 9600)
      const [passed = []] = await terminals.passed()
      const wire = (run.bytes * 10_000) / 9600
      const own = devicesOwn(passed, from, now(), 9600)
      over.push((run.job - own) / wire)
      t.diagnostic(
        `${run.bytes} bytes, wire ${ms(wire)}, job ${ms(run.job)}, device's own ${ms(own)}; with opening ${ms(run.whole)}`,
      )
    }
    t.diagnostic(`three keys at 9600: ${ratio(median(over))} of the wire's own time (limit ${WIRE_LIMIT})`)
    judged(t, await pinged(terminals), () => assert.ok(median(over) <= WIRE_LIMIT))
  })
})

const manyAgainstOne = async (t: TestContext, baud: number, medium: Medium, judge: boolean) => {
  await using terminals = await startTerminals(DRIVER, 32, { baud })
  await withStation(medium, async (station) => {
    const times = new Map<number, number[]>([1, 16, 32].map((count) => [count, []]))
    await runAt(station, terminals.ports, baud)
    // In turn: what else the machine does hits all alike.
    for (let round = 0; round < ROUNDS; round++)
      for (const [count, own] of times) own.push((await runAt(station, terminals.ports.slice(0, count), baud)).job)
    const one = median(times.get(1)!)
    const pings = await pinged(terminals)
    for (const [count, own] of times) {
      const limit = judge ? limits[count] : undefined
      t.diagnostic(
        `${count} ports at ${baud}, log in ${medium}: ${ms(median(own))}, ${ratio(median(own) / one)} of one (${limit ? `limit ${limit}` : 'no limit'})`,
      )
      if (limit !== undefined) judged(t, pings, () => assert.ok(median(own) / one <= limit))
    }
  })
}
test('sixteen and thirty-two ports against one, at 9600', (t) => manyAgainstOne(t, 9600, 'disk', true))
test('sixteen and thirty-two ports against one, at 115200', (t) => manyAgainstOne(t, 115_200, 'disk', false))
test('the same at 9600 with the log in memory', { skip: !existsSync(MEMORY) }, (t) =>
  manyAgainstOne(t, 9600, 'memory', false),
)

test('memory for every port more', async (t) => {
  await using terminals = await startTerminals(DRIVER, 32, { baud: 115_200 })
  await withStation('disk', async (station) => {
    const resident = async (count: number) => {
      const ports = await Promise.all(
        terminals.ports
          .slice(0, count)
          .map((path) => station.openPort({ path, driver: DRIVER, baud: 115_200, settings: {} })),
      )
      global.gc?.()
      const { rss } = process.memoryUsage()
      await Promise.all(ports.map((port) => port.close()))
      return rss
    }
    await resident(32)
    const few = await resident(1)
    const many = await resident(32)
    t.diagnostic(`${((many - few) / 31 / 1024).toFixed(0)} KiB a port more`)
  })
})
