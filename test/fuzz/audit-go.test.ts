// Random logs judged by Go's own packages for transparency logs (golang.org/x/mod/sumdb), as Debian ships them: signed
// notes, roots, inclusion and consistency proofs. Needs the packages golang-go and golang-golang-x-mod-dev.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { consistencyProof, inclusionProof } from '../../electron/audit/proofs.js'
import { leafHash, rootOf } from '../../electron/audit/tree.js'
import { appendsIn, by } from '../harness/audit.js'
import { appendSome, at, bornInMemory, flipped, openIn, seeded } from '../harness/audit-in-memory.js'
import { projectRoot } from '../harness/tree.js'

const seed = Number(process.env.KCV_FUZZ_SEED ?? 20261122)
const logs = process.env.KCV_LONG === '1' ? 10_000 : 1_000
const library = '/usr/share/gocode'
const missing = [`${library}/src/golang.org/x/mod/sumdb/tlog`, '/usr/bin/go'].find((file) => !fs.existsSync(file))

interface Question {
  readonly segment: string
  readonly vkey: string
  readonly inclusion: readonly (readonly [index: number, size: number])[]
  readonly consistency: readonly (readonly [first: number, size: number])[]
}
interface Answer {
  readonly problem?: string
  readonly size: number
  readonly root: string
  readonly notes: number
  readonly inclusion: string[][] | null
  readonly consistency: string[][] | null
}

/** Builds the program and asks it all. */
function askGo(questions: readonly Question[], folder: string): Answer[] {
  const program = path.join(folder, 'verify')
  const source = path.join(projectRoot, 'test/harness/go/verify.go')
  const env = { ...process.env, GOPATH: library, GO111MODULE: 'off', GOFLAGS: '', GOCACHE: path.join(folder, 'cache') }
  const built = spawnSync('/usr/bin/go', ['build', '-o', program, source], { env, encoding: 'utf8' })
  assert.equal(built.status, 0, built.stderr)
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('')
  const told = spawnSync(program, { input, encoding: 'utf8', maxBuffer: 2 ** 30 })
  assert.equal(told.status, 0, told.stderr)
  return told.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer)
}

/** A log of 1 to 32 records whose texts hold anything. */
async function randomLog(random: () => number): Promise<{ segment: Buffer; vkey: string }> {
  const { disk, vkey } = await bornInMemory()
  const size = 1 + (random() % 32)
  if (size > 1) {
    const log = await openIn(disk)
    while (log.size < size) {
      if (random() % 3 > 0 && log.size % 5 < 3) await log.append('device-refused', refusal(random), by)
      else if (log.size % 5 === 0 && size - log.size > 5) for (let step = 0; step < 5; step += 1) await appendSome(log)
      else await log.append('log-verified', { verdict: 'pass', size: random() }, by)
    }
    await log.close()
  }
  return { segment: disk.bytes(at.segment()), vkey }
}

const letters = [
  'a',
  ' ',
  '"',
  '\\',
  '\n',
  '\u0000',
  'é',
  'e\u0301',
  '终',
  '\u{1F511}',
  '\ud800',
  '\u2028',
  '</',
  '\u007f',
]
const refusal = (random: () => number) => ({
  port: `/dev/pts/${random() % 9}`,
  device: null,
  because: `x${Array.from({ length: random() % 30 }, () => letters[random() % letters.length]).join('')}`,
})

/** Not in the letter before padding: Go takes other spellings of the same signature, which this station refuses. */
function bitThatCounts(segment: Buffer, random: () => number): number {
  for (;;) {
    const bit = random() % (segment.length * 8)
    if (segment[(bit >> 3) + 1] !== 0x3d) return bit
  }
}

function asked(log: { segment: Buffer; vkey: string }, size: number, random: () => number): Question {
  const pairs = (smallest: number) =>
    Array.from({ length: 4 }, (): [number, number] => {
      const of = 1 + (random() % size)
      return [smallest + (random() % of), of]
    })
  return { segment: log.segment.toString('base64'), vkey: log.vkey, inclusion: pairs(0), consistency: pairs(1) }
}

test(`Go agrees on roots, notes and proofs of ${logs} random logs, and refuses each with one bit flipped (seed ${seed})`, {
  skip: missing !== undefined && `no ${missing}: install golang-go and golang-golang-x-mod-dev`,
}, async (t) => {
  const random = seeded(seed)
  const questions: Question[] = []
  const leaves: Buffer[][] = []
  for (let count = 0; count < logs; count += 1) {
    const log = await randomLog(random)
    const own = appendsIn(log.segment).map(({ frame }) => leafHash(frame.subarray(8)))
    leaves.push(own)
    questions.push(asked(log, own.length, random))
    const damaged = flipped(log.segment, bitThatCounts(log.segment, random))
    questions.push({ ...questions.at(-1)!, segment: damaged.toString('base64') })
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kcv-go-'))
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }))
  const answers = askGo(questions, folder)
  assert.equal(answers.length, 2 * logs)
  let proofs = 0
  for (const [index, own] of leaves.entries()) {
    const { inclusion, consistency } = questions[2 * index]!
    const coded = (path: Buffer[]) => path.map((hash) => hash.toString('base64'))
    assert.deepEqual(answers[2 * index], {
      size: own.length,
      root: rootOf(own).toString('base64'),
      notes: own.length,
      inclusion: inclusion.map(([leaf, size]) => coded(inclusionProof(own, leaf, size))),
      consistency: consistency.map(([first, size]) => coded(consistencyProof(own, first, size))),
    })
    assert.ok(answers[2 * index + 1]!.problem, `log ${index} with a bit flipped`)
    proofs += inclusion.length + consistency.length
  }
  t.diagnostic(`${leaves.flat().length} records and notes, ${proofs} proofs; ${logs} damaged logs refused`)
})
