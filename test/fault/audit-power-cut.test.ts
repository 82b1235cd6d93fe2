// The power cut after every single change to a file, with what was not synced lost, kept or torn: what was acknowledged
// is there, verifying never calls it tampered, and opening makes it whole and tells what it did.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import { test } from 'node:test'
import { openLog } from '../../electron/audit/log.js'
import type { AuditRecord } from '../../electron/audit/record.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import {
  app,
  armed,
  born,
  by,
  copy,
  intent,
  newest,
  recordsOf,
  result,
  scratch,
  segment,
  simulator,
  withLog,
} from '../harness/audit.js'
import { afterCut, Recorder, type Unsynced } from '../harness/audit-doors.js'

/** The two files that one step writes side by side meet different fates too. */
const fates: [name: string, fate: (path: string) => Unsynced][] = [
  ['lost', () => 'lost'],
  ['kept', () => 'kept'],
  ['torn', () => 'torn'],
  ['holed', () => 'holed'],
  ['keys alone holed', (path) => (path.startsWith('keys') ? 'holed' : 'lost')],
  ['keys alone kept', (path) => (path.startsWith('keys') ? 'kept' : 'lost')],
  ['newest-checkpoint alone kept', (path) => (path === 'newest-checkpoint' ? 'kept' : 'lost')],
  ['keys alone torn', (path) => (path.startsWith('keys') ? 'torn' : 'lost')],
]

/** Opens, appends over the border of a segment, alone and in a group, arms, and leaves an attempt without result. */
async function work(dir: string, recorder: Recorder): Promise<void> {
  const log = await openLog(dir, { app, files: recorder.door, segmentLimit: 1_800 })
  const said = (record: AuditRecord) => recorder.said(JSON.stringify(record))
  said(await log.append('simulator-started', simulator('/dev/pts/3'), by))
  said(await log.append('attempt-intent', intent('at-1'), by))
  said((await log.arm(armed('at-1', 'SN0001'), by)).record)
  said(await log.append('attempt-result', result('at-1', 'injected', 'SN0001'), by))
  const group = ['at-3', 'at-4', 'at-5'].map((id) => log.append('attempt-intent', intent(id), by))
  for (const record of await Promise.all(group)) said(record)
  said(await log.append('attempt-intent', intent('at-2'), by))
  said((await log.arm(armed('at-2', 'SN0002'), by)).record)
  await log.close()
}

interface Cut {
  readonly before: string
  readonly dir: string
  readonly recorder: Recorder
  readonly vkey: string
  readonly folder: string
}

/** Every state that a cut can leave; states that are the same as the one before are left out. */
async function eachCut(
  cut: Cut,
  check: (dir: string, said: AuditRecord[], where: string) => Promise<void>,
): Promise<number> {
  const seen = new Set<string>()
  const { events } = cut.recorder
  for (let at = 0; at <= events.length; at += 1)
    for (const [name, fate] of fates) {
      const past = events.slice(0, at)
      const said = past.flatMap((event) => (event.kind === 'said' ? [JSON.parse(event.what) as AuditRecord] : []))
      const to = fs.mkdtempSync(`${cut.folder}/cut-`)
      afterCut(cut.before, cut.dir, past, fate, to)
      const state = JSON.stringify([said.length, content(to)])
      const where = `after change ${at} of ${events.length} (${JSON.stringify(events[at - 1])?.slice(0, 120)}), unsynced ${name}`
      if (!seen.has(state))
        await check(to, said, where).catch((error: unknown) => {
          throw new Error(where, { cause: error })
        })
      seen.add(state)
      fs.rmSync(to, { recursive: true })
    }
  return seen.size
}

const content = (dir: string) =>
  fs
    .readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [entry.name, fs.readFileSync(`${entry.parentPath}/${entry.name}`, 'latin1')])

test('a power cut after any change loses nothing acknowledged, and opening makes the log whole', async (t) => {
  const folder = scratch(t, 'memory')
  const { dir, vkey } = await born(folder)
  const before = copy(dir, folder)
  const recorder = new Recorder()
  await work(dir, recorder)
  const verdicts = new Map<string, number>()
  const states = await eachCut({ before, dir, recorder, vkey, folder }, async (cut, said) => {
    const first = await verifyDirectory(cut, { vkey })
    assert.notEqual(first.verdict, 'fail', first.reasons.join())
    assert.ok(first.size > (said.at(-1)?.seq ?? 0))
    const what = `${first.verdict} ${first.reasons.map((reason) => reason.split(':')[0]).join('+')}`
    verdicts.set(what, (verdicts.get(what) ?? 0) + 1)
    await withLog(cut, async (log) => {
      const is = (type: string, attempt: string) =>
        said.some((record) => record.type === type && (record.body as { attempt: string }).attempt === attempt)
      for (const [attempt, serial] of [
        ['at-1', 'SN0001'],
        ['at-2', 'SN0002'],
      ] as const)
        if (
          is('attempt-armed', attempt) &&
          !is('attempt-result', attempt) &&
          log.attempts().find(attempt)?.outcome === 'interrupted'
        )
          assert.equal(log.attempts().blockedBy(serial)?.open, true)
      if (is('attempt-armed', 'at-2')) assert.ok(log.attempts().blockedBy('SN0002'))
    })
    const records = await recordsOf(cut)
    for (const record of said) assert.deepEqual(records[record.seq], record)
    const last = await verifyDirectory(cut, { vkey })
    assert.deepEqual([last.verdict, last.reasons], ['pass', []])
    // Nothing is repaired silently.
    if (first.verdict === 'incomplete') assert.equal(records.filter(({ type }) => type === 'recovered').length, 1)
  })
  t.diagnostic(`${states} different states: ${[...verdicts].map(([what, count]) => `${count} ${what}`).join(', ')}`)
  for (const reason of ['no-checkpoint', 'torn-record', 'second-place'])
    assert.ok(
      [...verdicts.keys()].some((what) => what.includes(reason)),
      `some cut leaves ${reason}`,
    )
})

test('a power cut during a recovery leaves a log that is recovered, and the whole recovery is told', async (t) => {
  const folder = scratch(t, 'memory')
  const { dir, vkey } = await born(folder)
  await withLog(dir, (log) => log.append('simulator-started', simulator('/dev/pts/3'), by))
  fs.appendFileSync(segment(dir), Buffer.from('000002a0aabbccdd7b22', 'hex'))
  fs.rmSync(newest(dir))
  const before = copy(dir, folder)
  const recorder = new Recorder()
  await (await openLog(dir, { app, files: recorder.door })).close()
  const states = await eachCut({ before, dir, recorder, vkey, folder }, async (cut) => {
    assert.notEqual((await verifyDirectory(cut, { vkey })).verdict, 'fail')
    await withLog(cut, async () => {})
    const told = (await recordsOf(cut, { type: 'recovered' })).flatMap(({ body }) =>
      'steps' in body ? body.steps : [],
    )
    for (const what of ['torn-record', 'second-place'])
      assert.ok(
        told.some((step) => step.what === what),
        what,
      )
    const { file } = told.find((step) => step.what === 'torn-record')!
    assert.equal(fs.readFileSync(`${cut}/quarantine/${file}`).toString('hex'), '000002a0aabbccdd7b22')
    assert.equal((await verifyDirectory(cut, { vkey })).verdict, 'pass')
  })
  t.diagnostic(`${states} different states`)
})
