// Every behaviour of the simulated P180, seen on a real pseudo-terminal to do what its row says.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSimulator } from '../../electron/devices/simulator.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import { openPort } from '../harness/simulated.js'
import {
  behaving,
  coded,
  framed,
  kek1,
  loaded,
  loadTmk1,
  loadTpk2,
  R_UNDER_K1,
  readTmk1,
  refused,
  type SimulatedP180,
  spoken,
  tmk1,
  tmk1Read,
  withP180,
  wrongValue,
} from '../harness/simulated-p180.js'

const empty = coded('53', '01')

test('wrong-kcv: the right key is stored, and the read-back reports another value', () =>
  behaving('wrong-kcv', async (pad) => {
    assert.equal(await pad.ask(loadTmk1), loaded)
    assert.equal(await pad.ask(readTmk1), framed('53', '03 508C07'))
    assert.deepEqual(pad.slots(), [kek1, tmk1])
  }))

test('echo-kcv: whatever value was sent is taken and read back, and without one there is none', () =>
  behaving('echo-kcv', async (pad) => {
    assert.equal(await pad.ask(wrongValue), loaded)
    assert.equal(await pad.ask(readTmk1), framed('53', '03 DEADBE'))
    assert.deepEqual(pad.slots(), [kek1, tmk1])
    assert.equal(await pad.ask(framed('50', `01 02 03 01 0010 ${R_UNDER_K1}`)), loaded)
    assert.equal(await pad.ask(readTmk1), empty)
  }))

test('stale: the load is answered with success and the old key stays', () =>
  behaving('stale', async (pad) => {
    const before = await pad.ask(readTmk1)
    assert.match(before, /^02000735332F03.{6}03..$/)
    assert.equal(await pad.ask(loadTmk1), loaded)
    assert.equal(await pad.ask(readTmk1), before)
    assert.notEqual(before, tmk1Read)
  }))

test('nak-once: the first load has NAK alone and keeps nothing, the second is taken', () =>
  behaving('nak-once', async (pad) => {
    pad.send(loadTmk1)
    assert.equal(await pad.hear(1), '15')
    assert.equal(await pad.ask(readTmk1), empty)
    assert.equal(await pad.ask(loadTmk1), loaded)
  }))

test('refuse: every load has the code asked for and keeps nothing', () =>
  behaving('refuse=4F', async (pad) => {
    for (const load of [loadTmk1, loadTpk2]) assert.equal(await pad.ask(load), coded('51', '4F'))
    assert.deepEqual(pad.slots(), [kek1])
  }))

test('tampered: it says who it is, holds no key and takes none', () =>
  behaving('tampered', async (pad) => {
    assert.deepEqual(pad.slots(), [])
    assert.equal(await pad.ask(loadTmk1), refused)
    assert.equal(await pad.ask(readTmk1), empty)
    assert.equal(await pad.ask(framed('60')), coded('61', '01'))
    assert.match(await pad.ask(framed('90')), /^02....39312F3030/)
  }))

test('no-erase: clear all is refused and clears nothing', () =>
  behaving('no-erase', async (pad) => {
    await pad.ask(loadTmk1)
    assert.equal(await pad.ask(framed('60')), coded('61', '01'))
    assert.deepEqual(pad.slots(), [kek1, tmk1])
  }))

test('no-ack-once: the first load is answered without ACK, the second with it', () =>
  behaving('no-ack-once', async (pad) => {
    pad.send(loadTmk1)
    assert.equal(await pad.reply(), loaded)
    pad.send('06')
    assert.equal(await pad.ask(loadTmk1), loaded)
  }))

test('an answer comes again for every NAK until it is acknowledged, and then no longer', () =>
  behaving('', async (pad) => {
    pad.send(loadTmk1)
    assert.equal(await pad.hear(11), `06${loaded}`)
    for (let round = 0; round < 3; round++) {
      pad.send('15')
      assert.equal(await pad.reply(), loaded)
    }
    pad.send('06 15')
    assert.equal(await pad.ask(readTmk1), tmk1Read)
  }))

test('ack-wait: an answer without ACK comes three times more and then no longer, not even on NAK', () =>
  behaving('ack-wait=20', async (pad) => {
    pad.send(loadTmk1)
    assert.equal(await pad.hear(1), '06')
    for (let round = 0; round < 4; round++) assert.equal(await pad.reply(), loaded)
    await new Promise((resolve) => setTimeout(resolve, 100))
    pad.send('15')
    assert.equal(await pad.ask(readTmk1), tmk1Read)
  }))

test('silent-after-load: the load has its ACK and no answer; the key is there, and the next command is answered', () =>
  behaving('silent-after-load', async (pad) => {
    pad.send(loadTmk1)
    assert.equal(await pad.hear(1), '06')
    assert.equal(await pad.ask(readTmk1), tmk1Read)
  }))

test('bad-checksum-once: the first load is carried out, its answer fails the check, and on NAK it comes right', () =>
  behaving('bad-checksum-once', async (pad) => {
    pad.send(loadTmk1)
    assert.equal(await pad.hear(11), `06${loaded.slice(0, -2)}D2`)
    pad.send('15')
    assert.equal(await pad.reply(), loaded)
    pad.send('06')
    assert.equal(await pad.ask(loadTmk1), loaded)
  }))

test('garbage: noise without control bytes stands before every ACK and every answer', () =>
  behaving('garbage', async (pad) => {
    const after = async (wanted: string) => {
      let noise = ''
      for (let byte = await pad.hear(1); byte !== wanted; byte = await pad.hear(1)) noise += byte
      assert.match(noise, /^([2-9A-F].){1,16}$/)
    }
    for (let round = 0; round < 5; round++) {
      pad.send(loadTmk1)
      await after('06')
      await after('02')
      assert.equal(`02${await pad.hear(9)}`, loaded)
      pad.send('06')
    }
  }))

test('split: ACK and answer are the same byte by byte', () =>
  behaving('split', async (pad) => assert.equal(await pad.ask(loadTmk1), loaded)))

test('slow: the ACK comes at once, the answer later', () =>
  behaving('slow=150', async (pad) => {
    const start = performance.now()
    assert.equal(await pad.ask(loadTmk1), loaded)
    assert.ok(performance.now() - start >= 150)
  }))

test('stale-bytes: an answer to nobody comes first, and the first command is answered after it', () =>
  behaving('stale-bytes', async (pad) => {
    pad.send(readTmk1)
    assert.equal(await pad.hear(16), `03000000032E${loaded}`)
    assert.equal(await pad.hear(11), `06${empty}`)
  }))

test('boot-chatter: text comes first, and the first command is answered after it', () =>
  behaving('boot-chatter', async (pad) => {
    const chatter = Buffer.from('\r\nP180 boot 1.0\r\nself test ok\r\n')
    pad.send(readTmk1)
    assert.equal(await pad.hear(chatter.length), chatter.toString('hex').toUpperCase())
    assert.equal(await pad.hear(11), `06${empty}`)
  }))

for (const [behaviour, afterwards] of [
  ['cut-after-load', [kek1, tmk1]],
  ['cut-before-load', [kek1]],
] as const) {
  test(`${behaviour}: the line hangs up without an answer, and the pad comes back with its keys`, () =>
    behaving(`${behaviour} replug=20`, async (pad) => {
      const back = new Promise<string>((resolve) => pad.simulator.onPath((path) => path && resolve(path)))
      pad.send(loadTmk1)
      await pad.gone
      const again = spoken(pad.simulator, openPort(await back))
      assert.equal(await again.ask(framed('52', '05 00')), empty)
      await again.close()
      assert.deepEqual(pad.slots(), afterwards)
    }))
}

test('eight pads in one process answer at the same time, each with its own keys', async () => {
  const scene = (index: number) => async (pad: SimulatedP180) => {
    assert.equal(await pad.ask(framed('50', `01 02 03 0${index} 0010 ${R_UNDER_K1} AF8C07`)), loaded)
    assert.deepEqual(pad.slots(), [kek1, `TMK ${index} AF8C074A692A3666`])
  }
  await Promise.all(Array.from({ length: 8 }, (_, at) => withP180({ serial: `SN${at}` }, scene(at + 1))))
})

test('what the pad cannot have is refused', async () => {
  const start = (options: object) => startSimulator(simulatorOf('newland-p180'), options)
  for (const behave of ['refuse=00', 'refuse=1', 'error-code', 'kek=mine', 'ksn=12', 'ack-wait=soon', 'kcv-bytes=4']) {
    await assert.rejects(start({ behave: [behave] }), { code: 'devices/bad-setting' }, behave)
  }
  for (const serial of ['', 'a b', 'x'.repeat(33)]) {
    await assert.rejects(start({ serial }), { code: 'devices/bad-setting' }, serial)
  }
})
