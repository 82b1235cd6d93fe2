// A job's wall time against the wire's own, and many ports against one. Run by `npm run bench` alone. The simulated
// terminals are in one other process, with their default delay; the log is a real one, on the disk.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { type TestContext, test } from 'node:test'
import { apart } from './apart.js'
import { judged, median, ms, ratio } from './figures.js'
import { type Asked, type Jobs, type Medium, media, type Run } from './measures/jobs.js'

const ROUNDS = 7
const WIRE_LIMIT = 1.05
const limits: Readonly<Record<number, number>> = { 16: 1.1, 32: 1.25 }

const measured = (asked: Asked): Promise<Jobs> => apart<Jobs>('jobs', asked)

test('a three-key job at 9600 baud against the time its bytes take on the wire', async (t) => {
  const { runs, pings } = await measured({ baud: 9600, counts: [1], rounds: ROUNDS, medium: 'disk' })
  const wire = ({ bytes }: Run) => (bytes * 10_000) / 9600
  const over = median(runs[1]!.map((run) => (run.job - run.devicesOwn) / wire(run)))
  const all = (of: (run: Run) => number) => ms(median(runs[1]!.map(of)))
  t.diagnostic(
    `wire ${all(wire)}, job ${all((run) => run.job)}, of it the device's own ${all((run) => run.devicesOwn)}; ` +
      `with opening and closing the port ${all((run) => run.whole)}`,
  )
  t.diagnostic(`three keys at 9600: ${ratio(over)} of the wire's own time (limit ${WIRE_LIMIT})`)
  judged(t, pings, () => assert.ok(over <= WIRE_LIMIT, ratio(over)))
})

async function manyAgainstOne(t: TestContext, baud: number, medium: Medium, judge: boolean): Promise<void> {
  const { runs, pings, memory } = await measured({ baud, counts: [1, 16, 32], rounds: ROUNDS, medium })
  const wall = (count: number) => median(runs[count]!.map((run) => run.job))
  for (const count of [1, 16, 32]) {
    const cpu = median(runs[count]!.map((run) => run.cpu)) / count
    const limit = judge ? limits[count] : undefined
    t.diagnostic(
      `${count} ports at ${baud}, log ${medium === 'disk' ? 'on disk' : 'in memory'}: ${ms(wall(count))}, ` +
        `${ratio(wall(count) / wall(1))} of one (${limit ? `limit ${limit}` : 'no limit'}); ${ms(cpu)} of processor a port`,
    )
  }
  t.diagnostic(`${(memory / 1024).toFixed(0)} KiB for every port more`)
  if (judge)
    judged(t, pings, () => {
      for (const [count, limit] of Object.entries(limits))
        assert.ok(wall(Number(count)) / wall(1) <= limit, `${count} ports: ${ratio(wall(Number(count)) / wall(1))}`)
    })
}
test('sixteen and thirty-two ports against one, at 9600', (t) => manyAgainstOne(t, 9600, 'disk', true))
test('sixteen and thirty-two ports against one, at 115200', (t) => manyAgainstOne(t, 115_200, 'disk', false))
test('the same at 9600 with the log in memory', { skip: !existsSync(media.memory) }, (t) =>
  manyAgainstOne(t, 9600, 'memory', false),
)
