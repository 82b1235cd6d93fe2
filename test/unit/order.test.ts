// What an erasure is worth: the slots are read again, whatever the device says of it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeviceSession } from '../../electron/devices/driver.js'
import { newlandK21 } from '../../electron/devices/newland-k21/index.js'
import type { AttemptContext, PortAtWork } from '../../electron/injection/context.js'
import { carryOut } from '../../electron/injection/order.js'

const device = {
  family: 'newland-k21',
  serial: 'K1',
  serialSource: 'read',
  model: null,
  firmware: null,
  tampered: null,
}

async function erased(after: 'filled' | 'empty' | 'unknown') {
  const records: object[] = []
  let reads = 0
  const session = {
    identify: async () => device,
    slots: async () => [
      reads++ === 0
        ? { usage: 'TDK', slot: 6, state: 'filled', kcv: '08D7B44BB16FA05A' }
        : { usage: 'TDK', slot: 6, state: after, kcv: after === 'filled' ? '08D7B44BB16FA05A' : null },
    ],
    erase: async () => ({ kind: 'accepted', code: '00', reported: null, provenance: 'none' }),
  } as unknown as DeviceSession
  const context = {
    allowErase: true,
    newId: () => 'or-1',
    log: {
      order: async () => ({ record: { seq: 1 }, ticket: {} }),
      append: async (_type: string, body: object) => ({ seq: records.push(body) }),
    },
  } as unknown as AttemptContext
  const port = { path: '/dev/pts/9', driver: newlandK21, settings: {}, session } as unknown as PortAtWork
  const end = await carryOut(context, port, { what: 'erase', slot: { usage: 'TDK', slot: 6 } })
  return { end, records }
}

test('an erasure that the device calls done while the slot still holds a key is not done', async () => {
  const { end, records } = await erased('filled')
  assert.equal(end.result, 'unknown')
  const slotsAfter = [{ usage: 'TDK', slot: 6, state: 'filled', kcv: '08D7B4' }]
  assert.deepEqual(end.slotsAfter, slotsAfter)
  assert.deepEqual(records, [
    { order: 'or-1', serial: 'K1', result: 'unknown', code: '00', codeMeaning: null, fault: null, slotsAfter },
  ])
})
test('an erasure is done where the slot reads as empty, or cannot be read', async () => {
  for (const after of ['empty', 'unknown'] as const) assert.equal((await erased(after)).end.result, 'done')
})
