// `ports --probe`: who is there is asked politely, found by its answer, and changed in nothing.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { cli, scratch } from '../harness/cli.js'
import { startTerminals } from '../harness/terminals.js'

for (const driver of ['newland-k21', 'pax-d'])
  test(`a ${driver} is found by its answer`, async (t) => {
    const place = scratch()
    t.after(() => place.remove())
    await using terminals = await startTerminals(driver, 1)
    const { code, json } = await cli(place, ['ports', '--probe', '--port', terminals.ports[0]!])
    assert.equal(code, 0)
    const [found] = json as { path: string; driver: string; device: { serial: string } }[]
    assert.deepEqual([found?.path, found?.driver], [terminals.ports[0], driver])
    assert.match(found!.device.serial, /^SIM/)
  })

test('a port that cannot be opened is told as such, and nobody was found', async (t) => {
  const place = scratch()
  t.after(() => place.remove())
  const { code, json } = await cli(place, ['ports', '--probe', '--port', '/dev/ttyUSB250'])
  assert.equal(code, 69)
  assert.deepEqual(json, [{ path: '/dev/ttyUSB250', driver: null, code: 'wire/no-port' }])
})

test('a simulated terminal that shows itself lies where a bench looks, and is gone with its process', async (t) => {
  const place = scratch()
  t.after(() => place.remove())
  const shown = join(place.folder, 'state', 'kcv-station', 'terminals', 'pax-d.SIM0001')
  let seen = false
  await cli(place, ['simulate', '--driver', 'pax-d', '--serial', 'SIM0001', '--show'], '', (text, child) => {
    if (seen || !text.includes('"ready":true')) return
    seen = existsSync(shown)
    child.kill('SIGTERM')
  })
  assert.equal(seen, true)
  assert.equal(existsSync(shown), false)
})
