// The log's figures: an append against a bare write and fdatasync, verifying and opening against the bare work on the same
// records. Each in one run with its measure; KCV_BENCH_RECORDS sets how many records (1,000,000 with --long).
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { realFiles } from '../../electron/audit/files.js'
import { born, by, open, scratch } from '../harness/audit.js'
import { grown } from '../harness/audit-grown.js'
import type { Measured } from '../harness/audit-measured.js'

const appends = 2_000
const records = Number(process.env.KCV_BENCH_RECORDS ?? (process.env.KCV_LONG === '1' ? 1_000_000 : 100_000))
/** Above this load others' work is measured: a thread that waited for the medium waits for a processor too. */
const calm = 1.5
const limits = { append: 2.5, verify: 3, megabytes: 200 }

/** What this process has worked: the same whatever else the machine does. */
const worked = () => {
  const { user, system } = process.cpuUsage()
  return user + system
}
const microseconds = () => Number(process.hrtime.bigint()) / 1e3
const at = (sorted: readonly number[], share: number) => sorted[Math.floor(sorted.length * share)]!
const sorted = (times: readonly number[]) => times.toSorted((a, b) => a - b)
const whole = (value: number) => Math.round(value).toLocaleString('en')

/** Bare writes of 512 bytes through the same door, each made durable: what a log without any proof would cost. */
async function bare(fd: number, offset: number): Promise<number> {
  const began = microseconds()
  await realFiles.write(fd, Buffer.alloc(512, 0x41), offset)
  await realFiles.datasync(fd)
  return microseconds() - began
}

test(`${appends} appends against bare writes of 512 bytes between them`, async (t) => {
  const folder = scratch(t)
  const { dir } = await born(folder)
  const log = await open(dir)
  const fd = await realFiles.open(path.join(folder, 'bare'), 'create')
  const times = { bare: [] as number[], append: [] as number[] }
  // The first thousand warm the compiler.
  for (let count = -1_000; count < appends; count += 1) {
    const raw = await bare(fd, (count + 1_000) * 512)
    const began = microseconds()
    await log.append('log-verified', { verdict: 'pass', size: log.size }, by)
    if (count < 0) continue
    times.bare.push(raw)
    times.append.push(microseconds() - began)
  }
  await realFiles.close(fd)
  await log.close()
  const [raw, append] = [sorted(times.bare), sorted(times.append)]
  const load = os.loadavg()[0]!
  const ratio = at(append, 0.5) / at(raw, 0.5)
  t.diagnostic(
    `append p50 ${whole(at(append, 0.5))} µs, p99 ${whole(at(append, 0.99))} µs; bare p50 ${whole(at(raw, 0.5))} µs, ` +
      `p99 ${whole(at(raw, 0.99))} µs; p50 ratio ${ratio.toFixed(2)} (limit ${limits.append}); load ${load.toFixed(1)}`,
  )
  if (load > calm) return t.skip(`a load of ${load.toFixed(1)} is no measure of a ratio`)
  assert.ok(ratio <= limits.append, `${ratio.toFixed(2)} times a bare write`)
})

let log: Awaited<ReturnType<typeof grown>>
let folder: string
before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kcv-bench-'))
  log = await grown(folder, records)
})
after(() => fs.rmSync(folder, { recursive: true, force: true }))

const rawKey = (vkey: string): KeyObject => {
  const x = Buffer.from(vkey.slice(-44), 'base64').subarray(1)
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: x.toString('base64url') }, format: 'jwk' })
}

/** Microseconds of processor time a record: the frame's hash, the leaf, one node of the tree, one signature. */
function bareWork(): number {
  const sample = log.sample.map(({ record, text, signature, vkey }) => ({ record, text, signature, key: rawKey(vkey) }))
  const node = Buffer.alloc(65)
  const began = worked()
  for (const { record, text, signature, key } of sample) {
    hash('sha256', record, 'buffer')
    hash('sha256', record, 'buffer')
    hash('sha256', node, 'buffer')
    assert.ok(verify(null, text, key, signature))
  }
  return (worked() - began) / sample.length
}

function measured(what: 'verify' | 'open'): Measured {
  const script = path.join(import.meta.dirname, '../harness/audit-measured.js')
  const { stdout, stderr } = spawnSync(process.execPath, [script, log.dir, log.vkey, what], { encoding: 'utf8' })
  assert.equal(stderr, '')
  return JSON.parse(stdout) as Measured
}

test(`verifying ${whole(records)} records against their bare SHA-256 and ed25519 work`, (t) => {
  const first = bareWork()
  const { verdict, size, each, seconds, megabytes } = measured('verify')
  const bareEach = (first + bareWork()) / 2
  t.diagnostic(
    `${seconds.toFixed(1)} s: ${each.toFixed(0)} µs of work a record, bare ${bareEach.toFixed(0)} µs, ratio ` +
      `${(each / bareEach).toFixed(2)} (limit ${limits.verify}); ${whole(megabytes)} MiB at most (limit ${limits.megabytes})`,
  )
  assert.deepEqual([verdict, size], ['pass', records])
  assert.ok(each / bareEach <= limits.verify)
  assert.ok(megabytes <= limits.megabytes)
})

test(`opening ${whole(records)} records for work`, (t) => {
  const { size, each, seconds, megabytes } = measured('open')
  t.diagnostic(`${seconds.toFixed(1)} s, ${each.toFixed(0)} µs of work a record; ${whole(megabytes)} MiB at most`)
  assert.equal(size, records + 1)
})
