// A terminal that tells no serial number, over a real serial line (pty): the one on its label stands for it, in a job's list too.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { C2, faultOf, job, K, Lab, last } from '../harness/lab.js'
import { startSimulatorProcess } from '../harness/simulator.js'

let lab: Lab
before(async () => {
  lab = await Lab.create()
})
after(() => lab.close())

const tmk = {
  label: 'TMK',
  slot: 2,
  usage: 'TMK',
  algorithm: 'tdes',
  kcv: { method: 'tdes-zeros', expected: 'AF8C07' },
  material: { form: 'components', values: [K, C2] },
  under: { label: 'KEK', slot: 1, usage: 'TLK', material: { form: 'components', values: [K] } },
}

test('a list of terminals takes the number on the label, and refuses a terminal without one', async () => {
  const pad = await startSimulatorProcess('newland-p180', [])
  try {
    const listed = job([tmk], { inventory: ['P180-0042'] })
    const nameless = await lab.inject(listed, `${pad.path}=newland-p180`)
    assert.deepEqual([last(nameless).outcome, faultOf(last(nameless))], ['refused', 'injection/no-serial'])
    const scanned = await lab.inject(listed, `${pad.path}=newland-p180,scanned=P180-0042`)
    assert.equal(scanned.code, 0, scanned.out)
    const device = scanned.json.find(({ event }) => event === 'device')!
    assert.deepEqual([device.serial, device.serialSource], ['P180-0042', 'scanned'])
    const other = await lab.inject(listed, `${pad.path}=newland-p180,scanned=P180-0043`)
    assert.equal(faultOf(last(other)), 'injection/not-listed')
    const key = await lab.inject(listed, `${pad.path}=newland-p180,scanned=${'0123456789ABCDEF'.repeat(2)}`)
    assert.equal(key.code, 64)
  } finally {
    await pad.stop()
  }
})
