// Which device gets which keys: terminals that change places, that do not answer, that say no name.
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import type { InjectionEvent } from '../../electron/contract/events.js'
import { Fault } from '../../electron/contract/fault.js'
import type { Ticket } from '../../electron/contract/ticket.js'
import type { DeviceDriver, DeviceSession } from '../../electron/devices/driver.js'
import type { AttemptContext, PortAtWork } from '../../electron/injection/context.js'
import { readJob } from '../../electron/injection/job-file.js'
import { runPort } from '../../electron/injection/port.js'
import { prepare } from '../../electron/injection/prepare.js'
import { liveSecrets } from '../../electron/keys/vault.js'

afterEach(() => assert.equal(liveSecrets(), 0))

const driver: DeviceDriver = {
  id: 'paper',
  title: { zh: '', en: '' },
  line: { baud: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  settings: [],
  loads: () => [
    {
      usage: 'TPK',
      forms: ['components'],
      algorithms: ['tdes'],
      provenance: 'computed',
      kcvBytes: [3],
      slots: [1, 99],
      travels: 'clear',
      under: [],
      readBack: false,
    },
  ],
  matches: () => false,
  open: () => {
    throw new Error('not opened here')
  },
}
type Says = string | null | 'silence'

/** A terminal that names itself as told, one name after the other, and takes every key. */
function terminal(names: Says[], loaded: string[]): PortAtWork {
  const identify = async () => {
    const serial = names.length > 1 ? names.shift()! : names[0]!
    if (serial === 'silence') throw new Fault('wire/silent', { port: 'p', command: 'identify', ms: 1 })
    loaded.push(`at ${serial}`)
    return { family: 'paper', serial, serialSource: 'read', model: null, firmware: null, tampered: null } as const
  }
  const session: DeviceSession = {
    identify,
    slots: async (wanted) => wanted.map((slot) => ({ ...slot, state: 'unknown', kcv: null })),
    erases: () => null,
    load: async ({ slot, expected }) => {
      loaded.push(`key ${slot}`)
      return { kind: 'accepted', code: '00', reported: expected, provenance: 'computed' }
    },
    readKcv: async () => null,
    close: async () => {},
  }
  return { path: 'p', real: false, driver, settings: {}, session, quality: () => null }
}

async function run(job: object, names: Says[], blocked: string[] = []) {
  const [events, loaded, records]: [InjectionEvent[], string[], string[]] = [[], [], []]
  let ids = 0
  const context: AttemptContext = {
    log: {
      append: async (type) => {
        records.push(type)
        return { seq: records.length } as never
      },
      arm: async () => ({ record: { seq: records.push('attempt-armed') }, ticket: {} as Ticket }),
      blockedBy: (serial, port) => (blocked.includes(serial ?? port) ? 'at-before' : null),
      order: async () => {
        throw new Error('no orders here')
      },
      qualified: () => false,
      loaded: () => null,
      issued: () => false,
      named: () => [],
      reserve: () => {},
    },
    clock: { now: () => 0, after: () => () => {} },
    newId: () => `at-${++ids}`,
    allowErase: false,
    elsewhere: () => null,
    stopping: () => false,
    emit: (event) => void events.push(event),
  }
  using read = readJob(new TextEncoder().encode(JSON.stringify({ run: 'r', lab: true, ...job })))
  using prepared = prepare(read)
  const ends = await runPort(context, terminal(names, loaded), prepared)
  return { events, loaded, records, ends: ends.map(({ outcome, fault }) => [outcome, fault?.code ?? null]) }
}
const key = (slot: number) => ({
  label: `K${slot}`,
  slot,
  usage: 'TPK',
  algorithm: 'tdes',
  kcv: { method: 'tdes-zeros', expected: '08D7B4' },
  material: { form: 'components', values: ['0123456789ABCDEFFEDCBA9876543210'] },
})

test('terminals that change places between two keys: the second gets nothing meant for the first', async () => {
  const { ends, loaded } = await run({ keys: [key(1), key(2)] }, ['A', 'B'])
  assert.deepEqual(ends, [
    ['injected', null],
    ['refused', 'injection/swapped'],
  ])
  assert.deepEqual(loaded, ['at A', 'key 1', 'at B'])
})
test('a device with keys of its own is the one that was asked, or gets none', async () => {
  const { ends, loaded } = await run(
    {
      devices: [
        { serial: 'A', keys: [key(1)] },
        { serial: 'B', keys: [key(2)] },
      ],
    },
    ['A', 'B'],
  )
  assert.deepEqual(ends, [['refused', 'injection/swapped']])
  assert.deepEqual(loaded, ['at A', 'at B'])
})
test('a terminal that does not say who it is never gets the keys meant for all others', async () => {
  const job = { keys: [key(1)], devices: [{ serial: 'A', keys: [key(2)] }] }
  for (const [names, because] of [
    [['silence'], 'wire/silent'],
    [[null], 'injection/not-listed'],
  ] as [Says[], string][]) {
    const { ends, events, records, loaded } = await run(job, names)
    assert.deepEqual(ends, [])
    assert.deepEqual(records, ['device-refused'])
    assert.equal(events.length, 1)
    const { event, because: why, label } = events[0] as { event: string; because: string; label: string }
    assert.deepEqual([event, why, label], ['skipped', because, ''])
    assert.ok(!loaded.some((line) => line.startsWith('key')))
  }
})
test('a terminal without a serial number is blocked by the port it is at', async () => {
  const { ends } = await run({ keys: [key(1)] }, [null], ['p'])
  assert.deepEqual(ends, [['refused', 'injection/blocked']])
})
test('a hostile name that looks like a key is repeated nowhere', async () => {
  const hostile = '0123456789ABCDEFFEDCBA9876543210'
  const { events } = await run({ keys: [key(1)] }, [hostile])
  assert.ok(!JSON.stringify(events).includes(hostile))
  assert.ok(JSON.stringify(events).includes('[32 hex digits]'))
})
