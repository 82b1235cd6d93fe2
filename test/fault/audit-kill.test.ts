// kill -9 of a station that appends without pause: whatever it said is durable is there, and the next one takes over.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { test } from 'node:test'
import { verifyDirectory } from '../../electron/audit/verify.js'
import { born, recordsOf, scratch, withLog } from '../harness/audit.js'

const rounds = process.env.KCV_LONG === '1' ? 1_000 : 30

/** Runs the child and kills it once it has said `lines` lines. @returns all that it said before it died */
async function killedAfter(dir: string, lines: number, pause: number): Promise<string[]> {
  const script = path.join(import.meta.dirname, '../harness/audit-child.js')
  const child = spawn(process.execPath, [script, dir, 'attempts'], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  let armed = false
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk
    if (armed || said.split('\n').length <= lines) return
    armed = true
    setTimeout(() => child.kill('SIGKILL'), pause)
  })
  await once(child, 'close')
  assert.equal(child.signalCode, 'SIGKILL')
  return said.split('\n').slice(0, -1)
}

test(`${rounds} times killed while it appends: nothing acknowledged is lost and no attempt is unrecorded`, async (t) => {
  const { dir, vkey } = await born(scratch(t))
  let acknowledged = 0
  for (let round = 0; round < rounds; round += 1) {
    // Pauses of 0 to 4 ms let the kill fall anywhere in an append.
    const lines = await killedAfter(dir, 1 + (round % 7), round % 5)
    const said = lines.map((line) => line.split(' ') as [what: string, seq: string])
    acknowledged += said.length
    await withLog(dir, async (log) => {
      const types = (await recordsOf(dir)).map(({ type }) => type)
      for (const [what, seq] of said.slice(1))
        assert.equal(
          types[Number(seq)],
          what.startsWith('armed') ? 'attempt-armed' : 'attempt-result',
          `round ${round}`,
        )
      for (const attempt of said.flatMap(([what]) => (what.startsWith('armed:') ? [what.slice(6)] : []))) {
        const { outcome, open } = log.attempts().find(attempt)!
        if (said.some(([what]) => what === `result:${attempt}`)) assert.equal(outcome, 'injected')
        // Killed between the two: a result that reached the disk counts, none blocks the device.
        else assert.ok(outcome === 'injected' || (outcome === 'interrupted' && open), `${attempt} is ${outcome}`)
        assert.equal(log.attempts().blockedBy(attempt.toUpperCase())?.attempt, open ? attempt : undefined)
      }
    })
  }
  const { verdict, reasons } = await verifyDirectory(dir, { vkey })
  assert.deepEqual([verdict, reasons], ['pass', []])
  const recovered = (await recordsOf(dir, { type: 'recovered' })).flatMap(({ body }) =>
    'steps' in body ? body.steps : [],
  )
  t.diagnostic(
    `${acknowledged} lines said; recovered: ${
      recovered
        .map(({ what }) => what)
        .sort()
        .join(' ') || 'nothing'
    }`,
  )
})
