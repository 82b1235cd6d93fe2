// Single-bit flips of a 200-record log with its checkpoints: 2,000 seeded ones by the whole verification, and in the long
// run every one of them by a verification that restarts at the last good checkpoint before the flip.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { RestartPoint } from '../../electron/audit/found.js'
import { walk } from '../../electron/audit/walk.js'
import { frameStarts } from '../harness/audit.js'
import { at, type Files, filled, flipped, restartPoints, seeded, verdictOf } from '../harness/audit-in-memory.js'
import { MemoryDisk } from '../harness/audit-memory.js'

const seed = Number(process.env.KCV_FUZZ_SEED ?? 20261122)
const chosen = 2_000
const segment = at.segment()

let log: { readonly files: Files; readonly vkey: string }
let points: RestartPoint[]
let starts: number[]
before(async () => {
  log = await filled(200)
  points = await restartPoints(log.files)
  starts = frameStarts(log.files.get(segment)!)
})

interface Flip {
  readonly file: string
  readonly bit: number
}
const damaged = ({ file, bit }: Flip): [string, Buffer] => [file, flipped(log.files.get(file)!, bit)]

/** Verdict, first bad record and reasons, as the whole verification answers them. */
async function whole(flip: Flip) {
  const { verdict, firstBad, reasons } = await verdictOf(log.files, log.vkey, [damaged(flip)])
  return { verdict, firstBad, reasons }
}

async function restarted(flip: Flip) {
  const { door } = new MemoryDisk([...log.files, damaged(flip)])
  const sealed = flip.file === segment ? starts.findLastIndex((start) => start <= flip.bit >> 3) : points.length
  const from = points[sealed - 1]
  const { problem } = await walk(door, at.dir, { how: 'whole', pinned: log.vkey, ...(from && { from }) })
  return {
    verdict: problem === null ? 'pass' : problem.grade === 'bad' ? 'fail' : 'incomplete',
    firstBad: problem?.seq ?? null,
    reasons: problem === null ? [] : [problem.reason],
  }
}

const bitsOf = (file: string) => log.files.get(file)!.length * 8

test(`${chosen} flips of a 200-record log (seed ${seed}) are found, and a restart answers as the whole does`, async (t) => {
  const random = seeded(seed)
  const bits = bitsOf(segment) + bitsOf(at.newest)
  const verdicts = { fail: 0, incomplete: 0 }
  for (let count = 0; count < chosen; count += 1) {
    const bit = random() % bits
    const flip = bit < bitsOf(segment) ? { file: segment, bit } : { file: at.newest, bit: bit - bitsOf(segment) }
    const found = await whole(flip)
    const where = `bit ${flip.bit} of ${flip.file}`
    assert.ok(found.verdict !== 'pass', where)
    assert.deepEqual(await restarted(flip), found, where)
    verdicts[found.verdict] += 1
  }
  t.diagnostic(`${chosen} of ${bits} flips: ${verdicts.fail} fail, ${verdicts.incomplete} incomplete`)
})

test('every flip of a 200-record log is found', { skip: process.env.KCV_LONG !== '1' && 'with --long' }, async (t) => {
  let flips = 0
  for (const file of [segment, at.newest])
    for (let bit = 0; bit < bitsOf(file); bit += 1) {
      const { verdict } = await restarted({ file, bit })
      assert.notEqual(verdict, 'pass', `bit ${bit} of ${file}`)
      flips += 1
    }
  t.diagnostic(`${flips} flips`)
})
