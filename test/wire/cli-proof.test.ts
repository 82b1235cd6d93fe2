// Functional tests over real serial lines (ptys), from the job to the record, with a terminal that tells no check value.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { behave, C2, job, K, kcvOf, Lab, last } from '../harness/lab.js'
import { startSimulatorProcess } from '../harness/simulator.js'

let lab: Lab
before(async () => {
  lab = await Lab.create()
})
after(() => lab.close())

const tmk = {
  label: 'TMK',
  slot: 3,
  usage: 'TMK',
  algorithm: 'tdes',
  kcv: { method: 'tdes-zeros', expected: 'AF8C07' },
  material: { form: 'components', values: [K, C2] },
}
async function loaded(settings: string, ...behaviours: string[]) {
  const running = await startSimulatorProcess('uic-ipp', ['--baud', '9600', ...behave(...behaviours)])
  try {
    return await lab.inject(job([tmk]), `${running.path}=uic-ipp${settings}`)
  } finally {
    await running.stop()
  }
}

test('a key that only a PIN block can prove is proven by one, and by nothing less', async () => {
  const wish = ',functional-test=pin-entry'
  const good = await loaded(wish)
  assert.equal(good.code, 0, good.out)
  assert.deepEqual([kcvOf(good)!.provenance, kcvOf(good)!.verdict, kcvOf(good)!.reported], ['computed', 'match', null])
  assert.equal(last(good).outcome, 'injected')
  assert.ok((last(good).warnings as string[]).includes('proven-by-pin-block'))
  const asked = good.json.find(({ event }) => event === 'functional-test')!
  assert.match((asked.ask as { en: string }).en, /1234/)
  assert.equal(last(await loaded(wish, 'pin=12345')).outcome, 'unverified')
  assert.equal(last(await loaded(wish, 'pin=4321')).outcome, 'mismatched')
  assert.equal(last(await loaded('')).outcome, 'unverified')
  const { json } = await lab.records('functional-test')
  const bodies = json.map(({ body }) => body as Record<string, unknown>)
  assert.deepEqual(
    bodies.map(({ method, agrees, code }) => [method, agrees, code]),
    [
      ['pin-block', true, null],
      ['pin-block', null, '5 digits'],
      ['pin-block', false, null],
    ],
  )
})
