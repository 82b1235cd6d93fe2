// kill -9 of a station at every call to a file that opening a log and one attempt make: before it, in it, and with half of
// its bytes written. Nothing acknowledged is lost, no armed attempt is unrecorded, and the next opening makes the log whole.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { build } from 'vite'
import { verifyDirectory } from '../../electron/audit/verify.js'
import {
  born,
  by,
  copy,
  frameStarts,
  newest,
  open,
  recordsOf,
  scratch,
  segment,
  simulator,
  withLog,
} from '../harness/audit.js'
import { failingDoor } from '../harness/audit-doors.js'
import { attemptId, attemptOn, serial } from '../harness/audit-kill-work.js'

const lanes = 2
const repeats = process.env.KCV_LONG === '1' ? 10 : 1

interface Start {
  readonly what: string
  readonly segmentLimit: number
  readonly prepare: (dir: string) => Promise<void>
}
const large = 64 * 1024 * 1024
const one = (dir: string) =>
  withLog(dir, (log) => log.append('simulator-started', simulator('/dev/pts/3'), by)).then(() => {})
const starts: readonly Start[] = [
  { what: 'a new log', segmentLimit: large, prepare: async () => {} },
  { what: 'a log of several segments', segmentLimit: 1_000, prepare: one },
  {
    what: 'a torn record and no newest-checkpoint',
    segmentLimit: large,
    prepare: async (dir) => {
      await one(dir)
      fs.appendFileSync(segment(dir), Buffer.from('000002a0aabbccdd7b22', 'hex'))
      fs.rmSync(newest(dir))
    },
  },
  {
    what: 'half a last checkpoint, its key still there',
    segmentLimit: large,
    prepare: async (dir) => {
      const keys = path.join(dir, 'keys', 'signing')
      const log = await open(dir)
      const before = fs.readFileSync(keys)
      const second = fs.readFileSync(newest(dir))
      await log.append('simulator-started', simulator('/dev/pts/3'), by)
      await log.close()
      fs.writeFileSync(keys, before)
      fs.writeFileSync(newest(dir), second)
      fs.truncateSync(segment(dir), frameStarts(fs.readFileSync(segment(dir))).at(-1)! - 100)
    },
  },
]

interface Kill {
  readonly at: number
  readonly when: 'before' | 'half' | 'during'
}
/** Calls that are done when they return: killed in one is killed before the next. */
const atOnce = new Set(['write', 'read', 'size'])
const kills = (calls: readonly string[]): Kill[] =>
  calls.flatMap((call, at) => [
    { at, when: 'before' as const },
    ...(call === 'write' ? [{ at, when: 'half' as const }] : []),
    ...(atOnce.has(call) ? [] : [{ at, when: 'during' as const }]),
  ])

/** The child in one file starts in half the time. */
async function bundled(folder: string): Promise<string> {
  const entry = path.join(import.meta.dirname, '../harness/audit-kill-child.js')
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: entry, outDir: folder, emptyOutDir: false, target: 'node20' },
  })
  return path.join(folder, 'audit-kill-child.js')
}

/** @returns what the station had acknowledged when it was killed */
async function killed(
  script: string,
  dir: string,
  { at, when }: Kill,
  segmentLimit: number,
): Promise<[type: string, seq: number][]> {
  const child = spawn(process.execPath, [script, dir, String(at), when, String(segmentLimit)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk
  })
  await once(child, 'close')
  assert.equal(child.signalCode, 'SIGKILL')
  const lines = said.split('\n').slice(0, -1)
  return lines.map((line) => line.split(' ') as [string, string]).map(([type, seq]) => [type, Number(seq)])
}

async function check(
  dir: string,
  vkey: string,
  acknowledged: [type: string, seq: number][],
  seen: Map<string, number>,
) {
  const first = await verifyDirectory(dir, { vkey })
  assert.notEqual(first.verdict, 'fail', first.reasons.join())
  const state = first.reasons.map((reason) => reason.split(':')[0]).join('+') || 'whole'
  seen.set(state, (seen.get(state) ?? 0) + 1)
  await withLog(dir, async (log) => {
    const records = await recordsOf(dir)
    for (const [type, seq] of acknowledged) assert.equal(records[seq]?.type, type)
    const has = (type: string) => records.some((record) => record.type === type)
    // What was armed has a result, or is told as interrupted and blocks its device.
    const loose = has('attempt-armed') && !has('attempt-result')
    assert.equal(log.attempts().blockedBy(serial)?.attempt, loose ? attemptId : undefined)
    assert.equal(has('attempt-interrupted'), loose)
  })
  const last = await verifyDirectory(dir, { vkey })
  assert.deepEqual([last.verdict, last.reasons], ['pass', []])
}

async function campaign(start: Start, folder: string, seen: Map<string, number>): Promise<number> {
  const script = await bundled(folder)
  const { dir, vkey } = await born(folder)
  await start.prepare(dir)
  const { door, seen: counted } = failingDoor(null)
  const trial = copy(dir, folder)
  await attemptOn(trial, door, start.segmentLimit, () => {})
  const all = Array.from({ length: repeats }, () => kills(counted.calls)).flat()
  const todo = all.entries()
  const lane = async () => {
    for (const [, kill] of todo) {
      const cut = copy(dir, folder)
      try {
        await check(cut, vkey, await killed(script, cut, kill, start.segmentLimit), seen)
      } catch (error) {
        throw new Error(`killed ${kill.when} call ${kill.at} of ${counted.calls.length}, ${counted.calls[kill.at]}`, {
          cause: error,
        })
      }
      fs.rmSync(cut, { recursive: true })
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return all.length
}

let total = 0
for (const start of starts)
  test(`killed at every call to a file, beginning with ${start.what}: nothing acknowledged is lost`, async (t) => {
    const seen = new Map<string, number>()
    const count = await campaign(start, scratch(t, 'memory'), seen)
    total += count
    t.diagnostic(`${count} kills; left: ${[...seen].map(([what, times]) => `${times} ${what}`).join(', ')}`)
  })

test('the campaign is as large as it says', (t) => {
  t.diagnostic(`${total} kills`)
  assert.ok(total >= 500 * repeats)
})
