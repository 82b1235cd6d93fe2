// A mismatch on the command line and its diagnosis from the log: the real loads, over ptys.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { at, behave, C2, job, K, Lab, last, tpk } from '../harness/lab.js'

let lab: Lab
before(async () => {
  lab = await Lab.create()
})
after(() => lab.close())

interface Named {
  readonly cause: string
  readonly confidence: number
}
const causesOf = (report: Record<string, unknown>) => (report.causes as Named[]).map(({ cause }) => cause)

test('a load that did not take is found in the log as the key that was there before', async () => {
  await at(behave('stale'), async (port) => {
    const loaded = await lab.inject(job([tpk({ slot: 5 })]), port)
    assert.equal(last(loaded).outcome, 'mismatched', loaded.out)
    const made = await lab.run(['diagnose', '--attempt', String(loaded.json[0]!.attempt)])
    assert.equal(made.code, 0, made.out + made.err)
    const report = made.json[0]!
    assert.deepEqual(Object.keys(report), ['party', 'causes', 'levels', 'plan'])
    assert.deepEqual([causesOf(report)[0], report.party], ['stale-key', 'device'])
  })
})

test('a wrong value from the device is recorded as a diagnosis, whatever comes of it', async () => {
  await at(behave('wrong-kcv'), async (port) => {
    const loaded = await lab.inject(job([tpk({ slot: 6 })]), port)
    const attempt = String(loaded.json[0]!.attempt)
    const made = await lab.run(['diagnose', '--attempt', attempt, '--stdin'], { lab: { components: [K, C2] } })
    assert.equal(made.code, 0, made.out + made.err)
    const body = last(await lab.records('diagnosis-made')).body as {
      attempt: string
      searched: boolean
      causes: unknown[]
    }
    assert.deepEqual([body.attempt, body.searched, body.causes.length > 0], [attempt, true, true])
  })
})

test('keys are searched five times in ten minutes and no more; without keys it goes on', async () => {
  const text = { method: 'tdes-zeros', expected: '08D7B4', reported: '123456' }
  let code: number | null = 0
  for (let i = 0; i < 5 && code === 0; i++) ({ code } = await lab.run(['diagnose'], { ...text, lab: { key: K } }))
  assert.equal(code, 75)
  assert.equal((await lab.run(['diagnose'], text)).code, 0)
})

test('an attempt that the log does not have is bad input', async () => {
  const made = await lab.run(['diagnose', '--attempt', 'at-none'])
  assert.deepEqual([made.code, made.json[0]!.code], [65, 'diagnosis/no-attempt'])
})
