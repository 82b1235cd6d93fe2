// A job's wall time against the wire's own, and many ports against one; memory for every port more.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDirectory } from '../../../electron/audit/directory.js'
import { readJob } from '../../../electron/injection/job-file.js'
import { runPort } from '../../../electron/injection/port.js'
import { prepare } from '../../../electron/injection/prepare.js'
import { APP, type OpenPort, Station } from '../../../electron/station.js'
import { job, tmk, tpk } from '../../harness/lab.js'
import { startTerminals, type Terminals } from '../../harness/terminals.js'
import { now } from '../figures.js'
import { devicesTurns } from './exchange.js'

const DRIVER = 'newland-k21'
const PINGS = 200
/** Where the log lies: on the disk as ever, or in memory, which tells what of a figure is the disk's. */
export const media = { disk: tmpdir(), memory: '/dev/shm' } as const
export type Medium = keyof typeof media

export interface Asked {
  readonly baud: number
  readonly counts: readonly number[]
  readonly rounds: number
  readonly medium: Medium
}
export interface Run {
  /** From the first port's start to the last one's end, ports open already, ms. */
  readonly job: number
  /** The same with opening and closing them. */
  readonly whole: number
  /** Both ways, of one port. */
  readonly bytes: number
  /** Of the first port's device: its turns, less the time its bytes take on the wire. */
  readonly devicesOwn: number
  /** This process's, user and system, ms. */
  readonly cpu: number
}
export interface Jobs {
  readonly runs: Readonly<Record<number, readonly Run[]>>
  readonly pings: readonly number[]
  /** Bytes of memory for every port more, ports open. */
  readonly memory: number
}

const under = { label: 'TMK', slot: 1 }
const threeKeys = Buffer.from(
  JSON.stringify(job([tmk(), tpk({ under }), tpk({ label: 'TAK', usage: 'TAK', slot: 3, under })])),
)

export default async function ({ baud, counts, rounds, medium }: Asked): Promise<Jobs> {
  const folder = mkdtempSync(join(media[medium], 'kcv-bench-'))
  const data = join(folder, 'lab')
  await createDirectory(data, { mode: 'lab', app: APP })
  const station = await Station.open(data)
  await using terminals = await startTerminals(DRIVER, Math.max(...counts), { baud })
  try {
    await runAt(station, terminals, Math.max(...counts), baud)
    const runs: Record<number, Run[]> = Object.fromEntries(counts.map((count) => [count, []]))
    // In turn: what else the machine does hits all alike.
    for (let round = 0; round < rounds; round++)
      for (const count of counts) runs[count]!.push(await runAt(station, terminals, count, baud))
    const pings: number[] = []
    for (let ping = 0; ping < PINGS; ping++) pings.push(await terminals.ping())
    return { runs, pings, memory: await memory(station, terminals, baud) }
  } finally {
    await station.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const openAll = (station: Station, terminals: Terminals, count: number, baud: number): Promise<OpenPort[]> =>
  Promise.all(
    terminals.ports.slice(0, count).map((path) => station.openPort({ path, driver: DRIVER, baud, settings: {} })),
  )

async function runAt(station: Station, terminals: Terminals, count: number, baud: number): Promise<Run> {
  const opened = now()
  const ports = await openAll(station, terminals, count, baud)
  const from = now()
  const cpu = process.cpuUsage()
  const context = station.context(() => {}, { allowErase: false, elsewhere: () => null })
  await Promise.all(
    ports.map(async (port) => {
      using read = readJob(Uint8Array.from(threeKeys))
      using prepared = prepare(read)
      const ends = await runPort(context, port, prepared)
      const outcomes = ends.map(({ outcome }) => outcome)
      assert.ok(
        ends.length === 3 && !outcomes.some((one) => one === 'indeterminate' || one === 'refused'),
        outcomes.join(),
      )
    }),
  )
  const to = now()
  const { user, system } = process.cpuUsage(cpu)
  const bytes = ports.map((port) => port.quality()!).map(({ txBytes, rxBytes }) => txBytes + rxBytes)
  await Promise.all(ports.map((port) => port.close()))
  const whole = now() - opened
  const [passed = []] = await terminals.passed()
  const devicesOwn = devicesTurns(passed, from, to) - (bytes[0]! * 10_000) / baud
  return { job: to - from, whole, bytes: bytes[0]!, devicesOwn, cpu: (user + system) / 1000 }
}

async function memory(station: Station, terminals: Terminals, baud: number): Promise<number> {
  const most = terminals.ports.length
  if (most < 2) return 0
  const resident = async (count: number) => {
    const ports = await openAll(station, terminals, count, baud)
    global.gc?.()
    const { rss } = process.memoryUsage()
    await Promise.all(ports.map((port) => port.close()))
    return rss
  }
  const few = await resident(1)
  return ((await resident(most)) - few) / (most - 1)
}
