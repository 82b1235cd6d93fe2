// What negative probes are worth: for the very model, firmware and way of loading that they tried.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Body } from '../../electron/audit/bodies.js'
import { born, by, device, scratch, withLog } from '../harness/audit.js'

const probe = (change: Partial<Body<'device-qualified'>> = {}): Body<'device-qualified'> => ({
  attempt: 'at-1',
  device: device('SN0001'),
  slot: 150,
  usage: 'TMK',
  algorithm: 'tdes',
  mode: 'load-clear',
  method: 'tdes-zeros',
  bytes: 3,
  checked: true,
  code: '04',
  erased: null,
  ...change,
})
const asked = { device: device('SN0002'), usage: 'TMK', mode: 'load-clear', method: 'tdes-zeros' } as const

test('a probe counts for every device of that model and firmware, and after the log was opened again', async (t) => {
  const { dir } = await born(scratch(t))
  await withLog(dir, async (log) => {
    assert.equal(log.qualifications().holds(asked), false)
    await log.append('device-qualified', probe(), by)
    assert.equal(log.qualifications().holds(asked), true)
  })
  await withLog(dir, async (log) => assert.equal(log.qualifications().holds(asked), true))
})
test('another firmware, model, usage, mode or method has to be tried for itself', async (t) => {
  const { dir } = await born(scratch(t))
  await withLog(dir, async (log) => {
    await log.append('device-qualified', probe(), by)
    for (const other of [
      { ...asked, device: { ...asked.device, firmware: '1.0.4' } },
      { ...asked, device: { ...asked.device, model: 'K22' } },
      { ...asked, device: { ...asked.device, firmware: null } },
      { ...asked, usage: 'TPK' as const },
      { ...asked, mode: 'load-master' },
      { ...asked, method: 'pax-parity' },
    ])
      assert.equal(log.qualifications().holds(other), false, JSON.stringify(other))
  })
})
test('the latest answer counts; one of two bytes, and one that says nothing, do not', async (t) => {
  const { dir } = await born(scratch(t))
  await withLog(dir, async (log) => {
    await log.append('device-qualified', probe({ bytes: 2 }), by)
    assert.equal(log.qualifications().holds(asked), false)
    await log.append('device-qualified', probe(), by)
    await log.append('device-qualified', probe({ checked: null }), by)
    assert.equal(log.qualifications().holds(asked), true)
    await log.append('device-qualified', probe({ checked: false }), by)
    assert.equal(log.qualifications().holds(asked), false)
  })
})
