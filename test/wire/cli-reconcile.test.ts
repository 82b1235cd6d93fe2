// A run with a list over a simulated terminal, and the reconciliation of it: the list is in the log, once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, job, Lab, tmk } from '../harness/lab.js'

test('a run with a list is reconciled from the log alone, and told again the list is not', async () => {
  const lab = await Lab.create()
  try {
    await at(['--serial', 'SN0001'], async (port) => {
      const listed = job([tmk()], { inventory: ['SN0001', 'SN0002'] })
      assert.equal((await lab.inject(listed, port)).code, 0)
      const first = await lab.run(['audit', 'reconcile', '--run', 'test'])
      assert.equal(first.code, 1)
      const [answer] = first.json
      assert.deepEqual(answer, {
        run: 'test',
        listed: ['SN0001', 'SN0002'],
        listedCount: 2,
        injected: ['SN0001'],
        failed: [],
        missing: ['SN0002'],
        unlisted: [],
        unnamed: 0,
      })
      await lab.inject(job([tmk()], { inventory: ['SN0009'], run: 'other' }), port)
      const other = await lab.run(['audit', 'reconcile', '--run', 'other'])
      assert.deepEqual([other.code, other.json[0]!.unlisted, other.json[0]!.missing], [1, ['SN0001'], ['SN0009']])
      await lab.inject(listed, port)
    })
    assert.equal((await lab.records('job-drafted')).json.length, 3)
    assert.equal((await lab.records('inventory-listed')).json.length, 2)
  } finally {
    await lab.close()
  }
})
