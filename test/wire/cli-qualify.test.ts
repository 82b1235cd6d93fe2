// Negative probes over real serial lines (ptys): what a device that only says pass or fail is believed.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { behave, C2, job, K, kcvOf, Lab, last, names, R, tpk } from '../harness/lab.js'
import { startSimulatorProcess } from '../harness/simulator.js'

let lab: Lab
before(async () => {
  lab = await Lab.create()
})
after(() => lab.close())

async function terminal<T>(driver: string, words: readonly string[], use: (port: string) => Promise<T>): Promise<T> {
  const running = await startSimulatorProcess(driver, words)
  try {
    return await use(`${running.path}=${driver}`)
  } finally {
    await running.stop()
  }
}
const clearTmk = (slot: number, values: readonly string[], expected: string) => ({
  label: 'TMK',
  slot,
  usage: 'TMK',
  algorithm: 'tdes',
  kcv: { method: 'tdes-zeros', bytes: 3, expected },
  material: { form: 'components', values },
})
const qualify = (port: string, usage: string, slot: number, ...more: string[]) =>
  lab.run(['qualify', '--port', port, '--usage', usage, '--slot', String(slot), ...more])

test('a pass is believed only after a wrong value was refused, and then for that way of loading alone', async () => {
  await terminal('castles-pci100', ['--serial', 'PCI100SIM0000001'], async (port) => {
    const before = await lab.inject(job([clearTmk(100, [K, C2], 'AF8C07')]), port)
    assert.equal(before.code, 1)
    assert.equal(last(before).outcome, 'unverified')
    assert.deepEqual((last(before).warnings as string[]).includes('not-qualified'), true)
    const probed = await qualify(port, 'TMK', 150)
    assert.equal(probed.code, 0, probed.out + probed.err)
    assert.deepEqual(probed.json, [{ model: null, firmware: '1.00', checked: true }])
    const after = await lab.inject(job([clearTmk(101, [R, C2], '08D7B4')]), port)
    assert.equal(after.code, 0, after.out)
    assert.deepEqual(
      [kcvOf(after)!.provenance, kcvOf(after)!.verdict, kcvOf(after)!.reported, last(after).outcome],
      ['checked', 'match', null, 'injected'],
    )
    const working = tpk({
      slot: 102,
      kcv: { method: 'tdes-zeros', expected: 'D2B91C' },
      material: { form: 'components', values: ['11111111111111112222222222222222'] },
      under: { label: 'TMK', slot: 101, material: { form: 'components', values: [K] } },
    })
    const other = await lab.inject(job([working]), port)
    assert.equal(last(other).outcome, 'unverified', 'working keys go by another command')
    // The key that they travel under is the one that the log knows in this device.
    assert.deepEqual((await qualify(port, 'TPK', 151)).json, [{ model: null, firmware: '1.00', checked: true }])
    const { json } = await lab.records('device-qualified')
    const body = json[0]!.body as Record<string, unknown>
    assert.deepEqual([body.mode, body.bytes, body.checked, body.code, body.erased], ['load-clear', 3, true, '04', null])
  })
})
test('a device that takes a wrong value is not believed, and the probe’s key is deleted where that can be done', async () => {
  await terminal('newland-k21', behave('echo-kcv'), async (port) => {
    const probed = await qualify(port, 'TDK', 9)
    assert.equal(probed.code, 1)
    assert.deepEqual(probed.json, [{ model: null, firmware: 'ME3X-SIM-1.0', checked: false, erased: true }])
    const { json } = await lab.records('attempt-result')
    assert.equal((json.at(-1)!.body as { outcome: string }).outcome, 'mismatched')
  })
})
test('a slot that holds a key is not spare', async () => {
  await terminal('newland-k21', [], async (port) => {
    assert.equal((await lab.inject(job([tpk()]), port)).code, 0)
    const probed = await qualify(port, 'TPK', 2)
    assert.equal(probed.code, 77)
    assert.equal(probed.json[0]!.code, 'injection/not-spare')
    assert.equal((await qualify(port, 'TPK', 2, '--allow-erase')).code, 0)
  })
})
test('a refusal for another reason says nothing, and a value of two bytes is too short to be a check', async () => {
  await terminal('castles-pci100', behave('refuse=03'), async (port) => {
    const probed = await qualify(port, 'TMK', 150)
    assert.deepEqual([probed.code, probed.json[0]!.code], [1, 'injection/probe-refused'])
  })
  await terminal('futurex', [], async (port) => {
    const probed = await qualify(port, 'TMK', 3)
    assert.deepEqual([probed.code, probed.json[0]!.code], [64, 'devices/no-check'])
  })
})
test('a load that formats the store reads it all first, and goes no further while there are keys', async () => {
  await terminal('pax-d', [], async (port) => {
    const own = { ...clearTmk(7, [K, C2], 'AF8C07'), kcv: { method: 'tdes-zeros', expected: 'AF8C074A' } }
    const first = await lab.inject(job([own]), `${port},highest-slot=20`)
    assert.equal(first.code, 0, first.out)
    const tlk = { ...clearTmk(1, [R, C2], '08D7B4FB'), label: 'TLK', usage: 'TLK' }
    const refused = await lab.inject(job([tlk]), `${port},highest-slot=20`)
    assert.equal(refused.code, 77, refused.out)
    assert.ok(!names(refused).includes('attempt-armed'))
    assert.match((last(refused).fault as { message: string }).message, /TMK 7/)
    const allowed = await lab.run(['inject', '--allow-erase', '--port', `${port},highest-slot=20`], job([tlk]))
    assert.equal(allowed.code, 0, allowed.out)
    assert.ok((last(allowed).warnings as string[]).includes('erases'))
    const slots = allowed.json.filter(({ event }) => event === 'slots').map(({ slots }) => slots)
    assert.deepEqual(slots[0], [
      { slot: 1, usage: 'TLK', state: 'empty', kcv: null },
      { slot: 7, usage: 'TMK', state: 'filled', kcv: 'AF8C07' },
    ])
    assert.deepEqual(
      (slots[1] as { state: string }[]).map(({ state }) => state),
      ['filled', 'empty'],
    )
  })
})
test('where only presence can be read, the slot says so after the load', async () => {
  await terminal('uic-ipp', [], async (port) => {
    const loaded = await lab.inject(job([clearTmk(0, [K, C2], 'AF8C07')]), port)
    assert.equal(last(loaded).outcome, 'unverified', loaded.out)
    const after = loaded.json.find((event) => event.event === 'slots' && event.when === 'after')!.slots as {
      state: string
    }[]
    assert.deepEqual(after[0], { slot: 0, usage: 'TMK', state: 'filled', kcv: null })
  })
})
