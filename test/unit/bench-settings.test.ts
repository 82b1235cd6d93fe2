// What a person settles for a port: its rate, the family's settings, the serial number on a label, and what may be erased there.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../electron/contract/fault.js'
import type { DeviceIdentity, SlotState } from '../../electron/contract/values.js'
import type { DeviceDriver } from '../../electron/devices/driver.js'
import type { BenchDoors } from '../../electron/injection/bench-doors.js'
import { eraseRefusal } from '../../electron/injection/erase-gate.js'
import { blocking } from '../../electron/injection/rules.js'
import { driver, forAll, setUp, turn } from '../harness/paper-bench.js'

const bad = (code: string) => (error: unknown) => error instanceof Fault && error.code === code
const family: DeviceDriver = {
  ...driver,
  settings: [
    { name: 'kcv-send', values: ['as-known', 'none'], default: 'as-known', about: { zh: '', en: '' } },
    { name: 'read-back', values: ['on', 'off'], default: 'on', about: { zh: '', en: '' } },
  ],
  loads: (settings) => driver.loads(settings).map((row) => ({ ...row, readBack: settings['read-back'] !== 'off' })),
}

/** A bench that notes how ports are opened. */
function bench() {
  const opened: unknown[][] = []
  const paper = setUp({ driverOf: () => family })
  const { openPort } = paper.doors
  const noting: BenchDoors['openPort'] = async (path, id, settled, scanned) => {
    opened.push([path, settled.baud, settled.settings, scanned])
    return { ...(await openPort(path, id, settled, scanned)), scanned }
  }
  paper.doors.openPort = noting
  return { ...paper, opened }
}

test('what is settled for a port is opened with, shown, and kept for its socket', async () => {
  const { bench: one, at, plugged, card, opened, memory } = bench()
  at.set('/dev/ttyUSB0', 'SN-A')
  one.look([plugged('/dev/ttyUSB0', '1-1:1.0')])
  await one.ports.family('/dev/ttyUSB0', 'paper')
  await one.ports.configure('/dev/ttyUSB0', { baud: 19_200, settings: { 'kcv-send': 'none', 'read-back': 'on' } })
  assert.deepEqual(opened.at(-1), ['/dev/ttyUSB0', 19_200, { 'kcv-send': 'none' }, null])
  assert.deepEqual([card('/dev/ttyUSB0')!.baud, card('/dev/ttyUSB0')!.settings], [19_200, { 'kcv-send': 'none' }])
  assert.deepEqual(memory.get('1-1:1.0'), { driver: 'paper', baud: 19_200, settings: { 'kcv-send': 'none' } })
  // Pulled, and in again under another name: the socket has it.
  at.clear()
  one.look([])
  at.set('/dev/ttyUSB7', 'SN-B')
  one.look([plugged('/dev/ttyUSB7', '1-1:1.0')])
  await turn()
  assert.deepEqual(opened.at(-1), ['/dev/ttyUSB7', 19_200, { 'kcv-send': 'none' }, null])
  const { line, settings } = one.ports.settings('/dev/ttyUSB7')
  assert.deepEqual([line!.baud, line!.usual], [19_200, 9600])
  assert.deepEqual(
    settings.map(({ name, value, usual }) => [name, value, usual]),
    [
      ['kcv-send', 'none', 'as-known'],
      ['read-back', 'on', 'on'],
    ],
  )
})

test('a port put on the bench by its path keeps what was settled for it', async () => {
  const { bench: one, at, opened } = bench()
  at.set('/dev/ttyS0', 'SN-A')
  await one.add('/dev/ttyS0', 'paper', false)
  await one.ports.configure('/dev/ttyS0', { baud: 1200, settings: {} })
  one.remove('/dev/ttyS0')
  await one.add('/dev/ttyS0', 'paper', false)
  assert.deepEqual(opened.at(-1), ['/dev/ttyS0', 1200, {}, null])
})

test('a setting that the family does not have, a value that it cannot have and a rate that is none are refused, and nothing changes', async () => {
  const { bench: one, at, card } = bench()
  at.set('p', 'SN-A')
  await one.add('p', 'paper', true)
  for (const wish of [
    { baud: null, settings: { colour: 'red' } },
    { baud: null, settings: { 'kcv-send': 'maybe' } },
    { baud: 12_345, settings: {} },
  ])
    await assert.rejects(one.ports.configure('p', wish), bad('devices/bad-setting'))
  assert.deepEqual([card('p')!.baud, card('p')!.settings], [null, {}])
})

test('what was remembered by a build that knew other settings is left aside', async () => {
  const { bench: one, at, opened, memory } = bench()
  memory.set('/dev/ttyS0', { driver: 'paper', baud: 9600, settings: { colour: 'red' } })
  at.set('/dev/ttyS0', 'SN-A')
  await one.add('/dev/ttyS0', 'paper', false)
  assert.deepEqual(opened.at(-1), ['/dev/ttyS0', null, {}, null])
})

test('a terminal without a serial number has the one that was read off its label, until it is unplugged', async () => {
  const { bench: one, at, card, opened } = bench()
  at.set('p', null)
  await one.add('p', 'paper', true)
  assert.ok(card('p')!.actions.includes('scan'))
  await one.ports.scan('p', 'LABEL-7')
  const { serial, serialSource } = card('p')!.device!
  assert.deepEqual([serial, serialSource, opened.at(-1)![3]], ['LABEL-7', 'scanned', 'LABEL-7'])
  one.choose('p', forAll.id)
  await one.start(['p'])
  assert.equal(card('p')!.outcome, 'injected')
  at.clear()
  one.look([])
  at.set('p', null)
  one.look([])
  await turn()
  assert.deepEqual([card('p')!.device!.serial, opened.at(-1)![3]], [null, null])
})

test('a terminal that tells its serial number is not given another', async () => {
  const { bench: one, at, card } = bench()
  at.set('p', 'SN-A')
  await one.add('p', 'paper', true)
  assert.ok(!card('p')!.actions.includes('scan'))
  await assert.rejects(one.ports.scan('p', 'LABEL-7'), bad('injection/busy'))
})

const nameless: DeviceIdentity = {
  family: 'paper',
  serial: null,
  serialSource: null,
  model: null,
  firmware: null,
  tampered: null,
}

test('a number given now does not free a terminal from what was begun while it had none', () => {
  const blockedBy = (serial: string | null, _: string, scanned?: boolean) =>
    serial === null || scanned ? 'at-1' : null
  const log = { blockedBy } as never
  assert.equal(blocking({ log }, { ...nameless, serial: 'LABEL-7', serialSource: 'scanned' }, 'p'), 'at-1')
  assert.equal(blocking({ log }, { ...nameless, serial: 'SN-A', serialSource: 'read' }, 'p'), null)
})

test('a terminal without a serial number loses only keys whose check values are those that were shown', () => {
  const slot = (kcv: string | null): SlotState => ({ usage: 'TPK', slot: 3, state: 'filled', kcv })
  const own: SlotState = { usage: 'TPK', slot: 1, state: 'empty', kcv: null }
  const refused = (held: SlotState, shown: SlotState, device = nameless) =>
    eraseRefusal('K', [own, held], device, { serial: device.serial, slots: [shown] })?.code ?? null
  assert.equal(refused(slot('AF8C074A'), slot('AF8C07')), null)
  assert.equal(refused(slot('08D7B4FB'), slot('AF8C07')), 'injection/would-erase')
  assert.equal(refused(slot(null), slot(null)), 'injection/would-erase')
  // By its serial number a terminal is known, whatever its slots tell.
  assert.equal(refused(slot(null), slot(null), { ...nameless, serial: 'SN-A', serialSource: 'read' }), null)
})
