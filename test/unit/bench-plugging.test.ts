// The bench and its ports: who gets a card, who is asked, what is remembered of a socket, and terminals that change places.
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import fc from 'fast-check'
import { Fault } from '../../electron/contract/fault.js'
import { liveSecrets } from '../../electron/keys/vault.js'
import { figures, forAll, forEach, setUp, turn } from '../harness/paper-bench.js'

afterEach(() => assert.equal(liveSecrets(), 0))

test('a newcomer gets a card and is asked nothing until a person has said what it is', async () => {
  const { bench, at, asked, plugged, card } = setUp()
  at.set('/dev/ttyACM0', 'SN-A')
  bench.look([plugged('/dev/ttyACM0', '1-1:1.0', ['paper'])])
  await turn()
  assert.deepEqual([card('/dev/ttyACM0')?.driver, card('/dev/ttyACM0')?.suggested], [null, ['paper']])
  assert.deepEqual(card('/dev/ttyACM0')?.actions, ['family', 'probe', 'rename', 'remove'])
  assert.deepEqual(asked, [])
  await bench.ports.family('/dev/ttyACM0', 'paper')
  assert.equal(card('/dev/ttyACM0')?.device?.serial, 'SN-A')
})
test('in production nothing is offered that tries what it does not know', () => {
  const { bench, at, plugged, card } = setUp({ mode: 'production' })
  at.set('/dev/ttyACM0', 'SN-A')
  bench.look([plugged('/dev/ttyACM0', '1-1:1.0')])
  assert.deepEqual(card('/dev/ttyACM0')?.actions, ['family', 'rename', 'remove'])
})
test('the family and the name that a socket was given hold for whatever is plugged in there next', async () => {
  const { bench, at, memory, plugged, card } = setUp()
  memory.set('1-1:1.0', { label: 'left, top', driver: 'paper' })
  at.set('/dev/ttyACM3', 'SN-B')
  bench.look([plugged('/dev/ttyACM3', '1-1:1.0')])
  await turn()
  assert.deepEqual([card('/dev/ttyACM3')?.label, card('/dev/ttyACM3')?.device?.serial], ['left, top', 'SN-B'])
})
test('a family remembered by a build that knew more is chosen anew', () => {
  const { bench, at, memory, plugged, card } = setUp()
  memory.set('1-1:1.0', { driver: 'of-long-ago' })
  at.set('/dev/ttyACM3', 'SN-B')
  bench.look([plugged('/dev/ttyACM3', '1-1:1.0')])
  assert.equal(card('/dev/ttyACM3')?.driver, null)
})
test('a name is kept for the socket', () => {
  const { bench, at, memory, plugged, card } = setUp()
  at.set('/dev/ttyACM0', 'SN-A')
  bench.look([plugged('/dev/ttyACM0', '1-1:1.0')])
  bench.ports.rename('/dev/ttyACM0', '窗边')
  assert.equal(card('/dev/ttyACM0')?.label, '窗边')
  assert.deepEqual(memory.get('1-1:1.0'), { label: '窗边' })
})
test('a terminal that comes back under another name takes its old place and name on the bench', async () => {
  const { bench, at, plugged, card } = setUp()
  for (const [path, place] of [
    ['/dev/ttyUSB0', '1-1:1.0'],
    ['/dev/ttyUSB1', '1-2:1.0'],
  ] as const) {
    at.set(path, path)
    bench.look([
      plugged('/dev/ttyUSB0', '1-1:1.0', ['paper'], true),
      ...(path.endsWith('1') ? [plugged(path, place)] : []),
    ])
  }
  await turn()
  at.delete('/dev/ttyUSB0')
  bench.look([plugged('/dev/ttyUSB1', '1-2:1.0')])
  assert.equal(card('/dev/ttyUSB0')?.presence, 'gone')
  at.set('/dev/ttyUSB2', 'SN-A')
  bench.look([plugged('/dev/ttyUSB1', '1-2:1.0'), plugged('/dev/ttyUSB2', '1-1:1.0')])
  assert.deepEqual(
    bench.views().map(({ port, label }) => [port, label]),
    [
      ['/dev/ttyUSB2', 'A1'],
      ['/dev/ttyUSB1', 'A2'],
    ],
  )
})
test('a port that a person took off the bench stays off until it is plugged in anew', () => {
  const { bench, at, plugged, card } = setUp()
  at.set('/dev/ttyACM0', 'SN-A')
  const port = plugged('/dev/ttyACM0', '1-1:1.0')
  bench.look([port])
  bench.remove('/dev/ttyACM0')
  bench.look([port])
  assert.equal(card('/dev/ttyACM0'), undefined)
  bench.look([])
  bench.look([port])
  assert.ok(card('/dev/ttyACM0'))
})
test('what is behind a path is asked for its name after every return', async () => {
  const { bench, at, asked, card } = setUp()
  at.set('p', 'SN-A')
  await bench.add('p', 'paper', true)
  at.delete('p')
  bench.look()
  at.set('p', 'SN-B')
  bench.look()
  await turn()
  assert.deepEqual(asked, ['p', 'p'])
  assert.equal(card('p')?.device?.serial, 'SN-B')
})
test('a probe takes the family that answered; where none did, its card says so and stays as it was', async () => {
  const unanswered = new Fault('devices/unanswered', { port: 'p', families: ['paper'] })
  for (const probe of [async () => 'paper', () => Promise.reject(unanswered)]) {
    const { bench, at, plugged, card } = setUp({ probe })
    at.set('p', 'SN-A')
    bench.look([plugged('p', '1-1:1.0')])
    await bench.ports.probe('p')
    const { driver: family, presence, fault } = card('p')!
    if (family === 'paper') assert.deepEqual([presence, fault], ['ready', null])
    else assert.deepEqual([family, presence, fault?.code], [null, 'empty', 'devices/unanswered'])
  }
})
test('the line figures of the last session stand on the card, and go when the cable does', async () => {
  const { bench, at, card } = setUp()
  at.set('p', 'SN-A')
  await bench.add('p', 'paper', true)
  assert.deepEqual(card('p')?.line, figures)
  at.delete('p')
  bench.look()
  assert.equal(card('p')?.line, null)
})
test('a bench of 32 takes no more, and the 33rd comes when there is room', () => {
  const { bench, at, plugged } = setUp()
  const ports = Array.from({ length: 33 }, (_, place) => plugged(`/dev/ttyACM${place}`, `1-${place}:1.0`))
  for (const { path } of ports) at.set(path, path)
  bench.look(ports)
  assert.equal(bench.views().length, 32)
  bench.remove('/dev/ttyACM0')
  bench.look(ports)
  assert.ok(bench.views().some(({ port }) => port === '/dev/ttyACM32'))
})

for (const chosen of [forAll, forEach])
  test(`two terminals that changed places before the start are both caught, job ${chosen.id}`, async () => {
    const { bench, at, loaded, records, card } = setUp()
    at.set('p', 'SN-A').set('q', 'SN-B')
    for (const port of ['p', 'q']) {
      await bench.add(port, 'paper', true)
      bench.choose(port, chosen.id)
    }
    at.set('p', 'SN-B').set('q', 'SN-A')
    await bench.start(['p', 'q'])
    assert.deepEqual(loaded, [])
    for (const port of ['p', 'q']) {
      const { fault, keys, actions, device } = card(port)!
      assert.ok([fault, ...keys.map((row) => row.fault)].some((one) => one?.code === 'injection/swapped'))
      assert.ok(!actions.includes('start') && actions.includes('identify'))
      assert.equal(device, null)
    }
    // Refused on the record, each of them.
    const told = records.filter((type) => type === (chosen === forAll ? 'attempt-result' : 'device-refused'))
    assert.equal(told.length, 2)
    await Promise.all(['p', 'q'].map((port) => bench.identify(port)))
    await bench.start(['p', 'q'])
    assert.deepEqual(loaded.toSorted(), ['SN-A', 'SN-B'])
  })

test('however terminals change places, each port whose terminal is another than the one on its card gets nothing', async () => {
  const serials = ['SN-1', 'SN-2', 'SN-3', 'SN-4', 'SN-5', 'SN-6']
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(serials, { minLength: serials.length }), async (moved) => {
      const { bench, at, loaded } = setUp()
      for (const serial of serials) {
        at.set(`at ${serial}`, serial)
        await bench.add(`at ${serial}`, 'paper', true)
        bench.choose(`at ${serial}`, forAll.id)
      }
      for (const [place, serial] of serials.entries()) at.set(`at ${serial}`, moved[place]!)
      await bench.start(serials.map((serial) => `at ${serial}`))
      const stayed = serials.filter((serial, place) => serial === moved[place])
      assert.deepEqual(loaded.toSorted(), stayed)
    }),
    { numRuns: 100 },
  )
})
