// Every behaviour of the simulated PAX D, seen on a real pseudo-terminal to do what its row says.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSimulator } from '../../electron/devices/simulator.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import {
  answered,
  behaving,
  code,
  framed,
  K1,
  loaded,
  loadK1,
  openPort,
  ping,
  R,
  readTmk1,
  spoken,
  tlk,
  tmk1,
  tmk1Read,
  withPax,
} from '../harness/simulated-pax.js'

const pinged = '029036000400000000A2'
const empty = answered('900B', -301)

test('wrong-kcv: the right key is stored, and the read-back reports another value', () =>
  behaving('wrong-kcv', async (pax) => {
    assert.equal(await pax.ask(loadK1), loaded)
    assert.equal(await pax.ask(readTmk1), answered('900B', 0, 'F7D7B4FB'))
    assert.deepEqual(pax.slots(), [tmk1])
  }))

test('echo-kcv: whatever value was sent is taken and read back, and without one there is none', () =>
  behaving('echo-kcv', async (pax) => {
    assert.equal(await pax.ask(framed('9001', `01 00 02 01 10 ${K1} 01 05 04 DEADBEEF`)), loaded)
    assert.equal(await pax.ask(readTmk1), answered('900B', 0, 'DEADBEEF'))
    assert.deepEqual(pax.slots(), [tmk1])
    assert.equal(await pax.ask(framed('9001', `01 00 02 01 10 ${K1} 00`)), loaded)
    assert.equal(await pax.ask(readTmk1), answered('900B', -346))
  }))

test('stale: the load is answered with success and the old key stays', () =>
  behaving('stale', async (pax) => {
    const before = await pax.ask(readTmk1)
    assert.match(before, /^02900B000800000000/)
    assert.notEqual(before, tmk1Read)
    assert.equal(await pax.ask(loadK1), loaded)
    assert.equal(await pax.ask(readTmk1), before)
  }))

test('stale: writing a TLK formats nothing', () =>
  behaving('stale', async (pax) => {
    const before = await pax.ask(readTmk1)
    assert.equal(await code(pax, '9001', tlk), 0)
    assert.equal(await pax.ask(readTmk1), before)
  }))

test('nak-once: the first load has NAK and no answer and keeps nothing, the second is taken', () =>
  behaving('nak-once', async (pax) => {
    pax.send(loadK1)
    assert.equal(await pax.hear(1), '15')
    assert.equal(await pax.ask(readTmk1), empty)
    assert.equal(await pax.ask(loadK1), loaded)
    assert.deepEqual(pax.slots(), [tmk1])
  }))

test('refuse: every load has the code asked for and keeps nothing, and other commands are carried out', () =>
  behaving('refuse=-332', async (pax) => {
    assert.equal(await pax.ask(loadK1), answered('9001', -332))
    assert.equal(await pax.ask(loadK1), answered('9001', -332))
    assert.equal(await pax.ask(readTmk1), empty)
  }))

test('tampered: it says who it is, and everything about keys has -320', () =>
  behaving('tampered', async (pax) => {
    assert.equal(await pax.ask(loadK1), answered('9001', -320))
    assert.equal(await pax.ask(readTmk1), answered('900B', -320))
    assert.equal(await pax.ask(framed('900D')), answered('900D', -320))
    assert.match(await pax.ask(framed('9034')), /^029034001100000000/)
    assert.deepEqual(pax.slots(), [])
  }))

test('silent-after-load: the load has its ACK and no answer, the key is stored, and the next command has both', () =>
  behaving('silent-after-load ack-wait=1', async (pax) => {
    pax.send(loadK1)
    assert.equal(await pax.hear(1), '06')
    await new Promise((resolve) => setTimeout(resolve, 50))
    assert.equal(await pax.ask(readTmk1), tmk1Read)
    assert.deepEqual(pax.slots(), [tmk1])
  }))

test('silent-after-load: a NAK, or the load once more, brings no answer either', () =>
  behaving('silent-after-load', async (pax) => {
    pax.send(`${loadK1}15`)
    assert.equal(await pax.hear(1), '06')
    pax.send(loadK1)
    assert.equal(await pax.hear(1), '06')
    assert.equal(await pax.ask(ping), pinged)
  }))

test('bad-checksum-once: the first load is carried out, its answer fails the check, and on NAK it comes right', () =>
  behaving('bad-checksum-once', async (pax) => {
    pax.send(loadK1)
    assert.equal(await pax.hear(1), '06')
    assert.equal(await pax.reply(), `${loaded.slice(0, -2)}6A`)
    pax.send('15')
    assert.equal(await pax.reply(), loaded)
    pax.send('06')
    assert.equal(await pax.ask(readTmk1), tmk1Read)
    assert.equal(await pax.ask(loadK1), loaded)
  }))

test('garbage: noise without control bytes stands before every ACK and every answer', () =>
  behaving('garbage', async (pax) => {
    const after = async (wanted: string) => {
      let noise = ''
      for (let byte = await pax.hear(1); byte !== wanted; byte = await pax.hear(1)) noise += byte
      assert.match(noise, /^([2-9A-F].){1,16}$/)
    }
    for (let round = 0; round < 5; round++) {
      pax.send(loadK1)
      await after('06')
      await after('02')
      assert.equal(`02${await pax.hear(9)}`, loaded)
      pax.send('06')
    }
  }))

test('split: ACK and answer are the same byte by byte', () =>
  behaving('split', async (pax) => assert.equal(await pax.ask(loadK1), loaded)))

test('slow: the ACK comes at once, the answer later', () =>
  behaving('slow=150', async (pax) => {
    const start = performance.now()
    assert.equal(await pax.ask(loadK1), loaded)
    assert.ok(performance.now() - start >= 150)
  }))

test('stale-bytes: an answer to nobody comes first, and the first command is answered after it', () =>
  behaving('stale-bytes', async (pax) => {
    pax.send(ping)
    assert.equal(await pax.hear(16), `000000000093${loaded}`)
    assert.equal(await pax.hear(1), '06')
    assert.equal(await pax.reply(), pinged)
  }))

test('boot-chatter: text comes first, and the first command is answered after it', () =>
  behaving('boot-chatter', async (pax) => {
    const chatter = Buffer.from('\r\nPAX boot 1.0\r\nself test ok\r\n')
    pax.send(ping)
    assert.equal(await pax.hear(chatter.length), chatter.toString('hex').toUpperCase())
    assert.equal(await pax.hear(1), '06')
    assert.equal(await pax.reply(), pinged)
  }))

for (const [behaviour, afterwards] of [
  ['cut-after-load', [tmk1]],
  ['cut-before-load', []],
] as const) {
  test(`${behaviour}: the line hangs up without an answer, and the terminal comes back with its keys`, () =>
    behaving(`${behaviour} replug=20`, async (pax) => {
      const back = new Promise<string>((resolve) => pax.simulator.onPath((path) => path && resolve(path)))
      pax.send(loadK1)
      await pax.gone
      const again = spoken(pax.simulator, openPort(await back))
      again.send('15')
      assert.equal(await again.ask(ping), pinged)
      await again.close()
      assert.deepEqual(pax.slots(), afterwards)
    }))
}

test('eight terminals in one process answer at the same time, each with its own keys', async () => {
  const scene = (index: number) =>
    withPax({ serial: `SN${index}` }, async (pax) => {
      const load = `01 00 02 0${index} 10 ${R} 01 05 04 AF8C074A`
      assert.equal(await pax.ask(framed('9001', load)), loaded)
      assert.deepEqual(pax.slots(), [`TMK ${index} AF8C074A692A3666`])
    })
  await Promise.all(Array.from({ length: 8 }, (_, index) => scene(index + 1)))
})

test('what the device cannot have is refused', async () => {
  const start = (options: object) => startSimulator(simulatorOf('pax-d'), options)
  for (const behave of [
    'refuse=0',
    'refuse=325',
    'parity=maybe',
    'slots=50',
    'ack-wait=soon',
    'resent',
    'kcv-bytes=4',
  ]) {
    await assert.rejects(start({ behave: [behave] }), { code: 'devices/bad-setting' }, behave)
  }
  for (const serial of ['', 'a b', 'x'.repeat(33)]) {
    await assert.rejects(start({ serial }), { code: 'devices/bad-setting' }, serial)
  }
})
