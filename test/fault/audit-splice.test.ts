// Directories put together from two copies of one log, file by file, and judged by a model that knows nothing but how far
// each file had come: 40 snapshots of a log that grows to 200 records in several segments, every pair of them.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { mostInGroup } from '../../electron/audit/append.js'
import type { RestartPoint } from '../../electron/audit/found.js'
import { walk } from '../../electron/audit/walk.js'
import { reasonCodes } from '../harness/audit.js'
import { appendShort, at, bornInMemory, type Files, openIn, restartPoints } from '../harness/audit-in-memory.js'
import { MemoryDisk } from '../harness/audit-memory.js'

const snapshots = 40
const apart = 5
const segmentLimit = 24_000

interface Snapshot {
  readonly files: Files
  readonly size: number
}
let taken: Snapshot[]
let vkey: string
let points: RestartPoint[]
/** Sizes at which each segment begins. */
let begins: number[]

before(async () => {
  const born = await bornInMemory()
  vkey = born.vkey
  taken = []
  begins = [0]
  const log = await openIn(born.disk, segmentLimit)
  while (log.size < snapshots * apart) {
    const before = segmentsOf(born.disk.snapshot()).length
    await appendShort(log)
    if (segmentsOf(born.disk.snapshot()).length > before) begins.push(log.size - 1)
    if (log.size % apart === 0) taken.push({ files: born.disk.snapshot(), size: log.size })
  }
  await log.close()
  points = await restartPoints(born.disk.snapshot())
})

const segmentsOf = (files: Files) => [...files.keys()].filter((file) => file.startsWith('/st/log/')).sort()
const public_ = (files: Files) => [...segmentsOf(files), at.newest]

/** How far a segment has come in a snapshot: the size of the log at its end; null where it is not there. */
function reach(index: number, size: number): number | null {
  const [first, next] = [begins[index], begins[index + 1] ?? Number.POSITIVE_INFINITY]
  return first === undefined || first >= size ? null : Math.min(size, next)
}

interface Expected {
  readonly verdict: 'pass' | 'incomplete' | 'fail'
  readonly reason: string | null
  readonly size: number
}

/** The model: sizes alone. The segments make a log as far as the first one that is short of the next; then newest-checkpoint. */
function model(reached: readonly (number | null)[], newest: number): Expected {
  let size = 0
  for (const [index, end] of reached.entries()) {
    if (end === null) {
      const gap = reached.slice(index).some((later) => later !== null)
      if (gap) return { verdict: 'fail', reason: 'broken', size }
      break
    }
    if (begins[index] !== size) return { verdict: 'fail', reason: 'bad-link', size }
    size = end
  }
  if (newest > size) return { verdict: 'fail', reason: 'records-missing', size }
  return newest === size
    ? { verdict: 'pass', reason: null, size }
    : { verdict: 'incomplete', reason: 'second-place', size }
}

interface Judged {
  readonly verdict: string
  readonly reason: string | null
  readonly size: number
}
const judged = new Map<string, Judged>()

/** The same bytes are verified once; what lies before the spliced file is known to be good, and is left out but in the long run. */
async function verdict(key: string, files: Files, good: number): Promise<Judged> {
  const known = judged.get(key)
  if (known !== undefined) return known
  const from = process.env.KCV_LONG === '1' ? undefined : points[good - 1]
  const { door } = new MemoryDisk(files)
  const { problem, tree } = await walk(door, at.dir, { how: 'whole', pinned: vkey, ...(from && { from }) })
  const made = {
    verdict: problem === null ? 'pass' : problem.grade === 'bad' ? 'fail' : 'incomplete',
    reason: reasonCodes(problem === null ? [] : [problem.reason])[0] ?? null,
    size: tree.size,
  }
  judged.set(key, made)
  return made
}

test(`each file of one of ${snapshots} snapshots put into each other one is judged as the model says`, async (t) => {
  const counts = { pass: 0, incomplete: 0, fail: 0 }
  let splices = 0
  for (const into of taken)
    for (const from of taken)
      for (const file of new Set([...public_(into.files), ...public_(from.files)])) {
        if (into === from) continue
        const reached = begins.map((_, index) => reach(index, file === at.segment(index) ? from.size : into.size))
        const newest = file === at.newest ? from.size : into.size
        const files = new Map(into.files)
        const given = from.files.get(file)
        if (given === undefined) files.delete(file)
        else files.set(file, given)
        const changed = begins.findIndex((_, index) => file === at.segment(index))
        const good = Math.min(into.size, begins[changed] ?? into.size)
        const told = await verdict(`${reached} ${newest}`, files, good)
        assert.deepEqual(told, model(reached, newest), `${file} of ${from.size} in ${into.size}`)
        counts[told.verdict as keyof typeof counts] += 1
        splices += 1
      }
  t.diagnostic(
    `${begins.length} segments; ${splices} splices: ${counts.fail} fail, ${counts.incomplete} incomplete, ${counts.pass} pass; ${judged.size} different`,
  )
  assert.ok(counts.fail > 0 && counts.incomplete > 0 && counts.pass > 0)
})

test('the signing keys of a snapshot open its own log, and one that has grown by no more than a group; no other', async (t) => {
  let refused = 0
  for (const into of taken)
    for (const from of taken) {
      const disk = new MemoryDisk([...into.files, [at.keys, from.files.get(at.keys)!]])
      const opening = openIn(disk, segmentLimit)
      // As a group cut short leaves it: sealed, and its keys still there. The keys further on are the same ones.
      if (into.size >= from.size && into.size - from.size < mostInGroup + 1) await (await opening).close()
      else {
        await assert.rejects(
          opening,
          (error: { code?: string }) => error.code === 'audit/suspect',
          `${from.size} in ${into.size}`,
        )
        refused += 1
      }
    }
  t.diagnostic(`${refused} refused`)
})
