// Changes of a device that load no key, over real serial lines (ptys): recorded before and after, and blocked like a load.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { behave, job, Lab, last, tpk } from '../harness/lab.js'
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
const order = (port: string, ...words: string[]) => lab.run(['order', '--port', port, ...words])
const told = ({ code, json }: Awaited<ReturnType<typeof order>>) => [
  code,
  json[0]!.order,
  json[0]!.result,
  json[0]!.code,
]

test('an erasure names the key, wants consent, and the slot is empty afterwards', async () => {
  await terminal('newland-k21', [], async (port) => {
    const tdk = tpk({ label: 'TDK', usage: 'TDK', slot: 6 })
    assert.equal((await lab.inject(job([tdk]), port)).code, 0)
    const held = await order(port, '--erase', 'TDK:6')
    assert.deepEqual([held.code, held.json[0]!.code], [77, 'injection/would-erase'])
    assert.match(String(held.json[0]!.message), /TDK 6/)
    assert.deepEqual(told(await order(port, '--erase', 'TDK:6', '--allow-erase')), [0, 'erase', 'done', '00'])
    // Empty again, so that the same key is injected and not already present.
    assert.equal(last(await lab.inject(job([tdk]), port)).outcome, 'injected')
    const { json } = await lab.records('order-armed')
    assert.deepEqual((json[0]!.body as { slots: object[] }).slots, [
      { kcv: '08D7B4', slot: 6, state: 'filled', usage: 'TDK' },
    ])
    const cannot = await order(port, '--set-rate', '9600')
    assert.deepEqual([cannot.code, cannot.json[0]!.code], [64, 'injection/cannot-order'])
  })
})
test('a pad gets its serial number, its rate and the key it works with', async () => {
  await terminal('uic-ipp', ['--baud', '9600', ...behave('strict-rate')], async (port) => {
    assert.deepEqual(told(await order(port, '--set-serial', 'PP7910009')), [0, 'set-serial', 'done', '0'])
    assert.deepEqual(told(await order(port, '--set-rate', '115200')), [0, 'set-rate', 'done', '0'])
    const selected = await order(`${port},baud=115200`, '--select', 'TMK:3')
    assert.deepEqual([...told(selected), selected.json[0]!.serial], [0, 'select', 'done', '0', 'PP7910009'])
  })
})

test('an order that the family cannot carry out, or a slot that it does not have, is refused with what it expects', async () => {
  await terminal('pax-d', [], async (port) => {
    const one = await order(port, '--erase', 'TMK:7', '--allow-erase')
    assert.deepEqual([one.code, one.json[0]!.code], [64, 'injection/order-unfit'])
    const beyond = await order(port, '--erase', 'TMK:101', '--allow-erase')
    assert.deepEqual(
      [beyond.code, beyond.json[0]!.code, beyond.json[0]!.expected],
      [64, 'injection/order-unfit', 'TMK:1–100'],
    )
    const { json } = await lab.records('order-result')
    assert.deepEqual(
      json.slice(-1).map(({ body }) => [(body as { result: string }).result, (body as { fault: string }).fault]),
      [['refused', 'devices/cannot-load']],
    )
  })
})
