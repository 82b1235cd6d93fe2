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
  const running = await startSimulatorProcess('uic-ipp', ['--baud', '115200', ...behave(...behaviours)])
  try {
    return await lab.inject(job([tmk]), `${running.path}=uic-ipp,baud=115200${settings}`)
  } finally {
    await running.stop()
  }
}

test('PAX mode 3: the device checks a MAC over the key on its way in, made with the transport key', async () => {
  const running = await startSimulatorProcess('pax-d', [])
  const parent = {
    ...tmk,
    material: { form: 'components', values: ['31'.repeat(16)] },
    kcv: { method: 'tdes-zeros', expected: '40826A58' },
  }
  const child = { ...tmk, label: 'TPK', slot: 4, usage: 'TPK', under: { label: 'TMK', slot: 3 } }
  try {
    const loaded = await lab.inject(job([parent, child]), `${running.path}=pax-d,kcv-send=mac`)
    assert.equal(loaded.code, 0, loaded.out)
    const wrong = await lab.run([
      'qualify',
      '--port',
      `${running.path}=pax-d,kcv-send=mac`,
      '--usage',
      'TDK',
      '--slot',
      '9',
      '--under',
      '3',
    ])
    assert.equal(wrong.code, 0, wrong.out)
  } finally {
    await running.stop()
  }
})
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
