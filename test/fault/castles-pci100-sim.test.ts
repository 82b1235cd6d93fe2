// Every behaviour of the simulated PCI100, seen on a real pseudo-terminal to do what its row says.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSimulator } from '../../electron/devices/simulator.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import {
  badKcv,
  behaving,
  info,
  K1,
  loadK1,
  loadK1Body,
  loadR,
  ok,
  open,
  openPort,
  R_UNDER_K1,
  spoken,
  tmk100,
  withCastles,
  withSession,
} from '../harness/simulated-castles.js'

const known = /^100200312E3030/

test('wrong-kcv: the key is stored, and the load is answered as if its check value were another', () =>
  open('wrong-kcv', async (pad) => {
    assert.equal(await pad.ask(loadK1), badKcv)
    assert.deepEqual(pad.slots(), [tmk100])
  }))

test('echo-kcv: a key is taken with any check value', () =>
  open('echo-kcv', async (pad) => {
    assert.equal(await pad.say(`2D6410${K1}DEADBE`), '00')
    assert.equal(await pad.say(`2E646510${R_UNDER_K1}DEADBE`), '00')
    assert.deepEqual(pad.slots(), [tmk100, 'TPK 101 AF8C074A692A3666'])
  }))

test('stale: the load is answered with success and the old key stays', () =>
  open('stale', async (pad) => {
    assert.equal(await pad.ask(loadK1), ok)
    const [old, ...others] = pad.slots()
    assert.match(old!, /^TMK 100 /)
    assert.notEqual(old, tmk100)
    assert.equal(await pad.say(loadR('64')), '00')
    assert.deepEqual(pad.slots(), [old, ...others])
  }))

test('stale: a wrong check value is refused all the same', () =>
  open('stale', async (pad) => assert.equal(await pad.say(`2D6410${K1}08D7B5`), '04')))

test('nak-once: the first load has 03 and keeps nothing, the second is taken', () =>
  open('nak-once', async (pad) => {
    assert.match(await pad.ask(info), known)
    assert.equal(await pad.ask(loadK1), '100203031003')
    assert.deepEqual(pad.slots(), [])
    assert.equal(await pad.ask(loadK1), ok)
    assert.deepEqual(pad.slots(), [tmk100])
  }))

test('nak-once: a load that wants authentication is not the first', () =>
  behaving('nak-once', async (pad) => {
    assert.equal(await pad.ask(loadK1), '100220201003')
    assert.equal(await pad.ask(loadK1), '100220201003')
  }))

test('refuse: every load has the status asked for, and other commands are carried out', () =>
  withSession('refuse=13', async (pad) => {
    assert.equal(await pad.ask(loadK1), '100213131003')
    assert.equal(await pad.ask(loadK1), '100213131003')
    assert.match(await pad.ask(info), known)
    assert.deepEqual(pad.slots(), [])
  }))

test('refuse: a load that wants authentication is answered 20', () =>
  behaving('refuse=13', async (pad) => assert.equal(await pad.ask(loadK1), '100220201003')))

test('tampered: it says who it is, and everything else has FF', () =>
  open('tampered', async (pad) => {
    assert.match(await pad.ask(info), known)
    for (const body of [loadK1Body, '310001020304050607', '320001020304050607', '43', '44']) {
      assert.equal(await pad.say(body), 'FF', body)
    }
    assert.deepEqual(pad.slots(), [])
  }))

test('silent-after-load: the load has no answer, the key is stored, and the next command is answered', () =>
  open('silent-after-load', async (pad) => {
    pad.send(loadK1)
    assert.match(await pad.ask(info), known)
    assert.deepEqual(pad.slots(), [tmk100])
  }))

test('silent-after-load: a load that is refused for want of authentication is answered', () =>
  behaving('silent-after-load', async (pad) => assert.equal(await pad.ask(loadK1), '100220201003')))

test('bad-checksum-once: the first load is carried out and its answer fails the check, the second is right', () =>
  open('bad-checksum-once', async (pad) => {
    assert.match(await pad.ask(info), known)
    assert.equal(await pad.ask(loadK1), '100200011003')
    assert.deepEqual(pad.slots(), [tmk100])
    assert.equal(await pad.ask(loadK1), ok)
  }))

test('bad-checksum-once: a checksum that is doubled on the wire is spoilt too, and the frame stays one', () =>
  open('bad-checksum-once refuse=10', async (pad) => {
    assert.equal(await pad.ask(loadK1), '10021010111003')
    assert.equal(await pad.ask(loadK1), '1002101010101003')
  }))

test('garbage: noise without control bytes stands before every answer', () =>
  open('garbage', async (pad) => {
    for (let round = 0; round < 5; round++) {
      pad.send(loadK1)
      let noise = ''
      for (let byte = await pad.hear(1); byte !== '10'; byte = await pad.hear(1)) noise += byte
      assert.match(noise, /^([2-9A-F].){1,16}$/)
      assert.equal(`10${await pad.hear(5)}`, ok)
    }
  }))

test('split: the answer is the same byte by byte', () =>
  open('split', async (pad) => assert.equal(await pad.ask(loadK1), ok)))

test('slow: the answer comes later', () =>
  open('slow=150', async (pad) => {
    const start = performance.now()
    assert.equal(await pad.ask(loadK1), ok)
    assert.ok(performance.now() - start >= 150)
  }))

test('silent: nothing is answered and nothing is carried out', () =>
  open('silent', async (pad) => {
    pad.send(loadK1)
    await new Promise((resolve) => setTimeout(resolve, 50))
    assert.deepEqual(pad.slots(), [])
  }))

test('stale-bytes: the end of an answer and a whole one to nobody come first, and then the answer', () =>
  open('stale-bytes', async (pad) => {
    pad.send(info)
    assert.equal(await pad.hear(10), `04041003${ok}`)
    assert.match(await pad.reply(), known)
  }))

test('boot-chatter: text comes first, and the first command is answered after it', () =>
  open('boot-chatter', async (pad) => {
    const chatter = Buffer.from('\r\nPCI100 boot 1.0\r\nself test ok\r\n')
    pad.send(loadK1)
    assert.equal(await pad.hear(chatter.length), chatter.toString('hex').toUpperCase())
    assert.equal(await pad.reply(), ok)
  }))

for (const [behaviour, afterwards] of [
  ['cut-after-load', [tmk100]],
  ['cut-before-load', []],
] as const) {
  test(`${behaviour}: the line hangs up without an answer, and the pad comes back with its keys and no session`, () =>
    withSession(`${behaviour} replug=20`, async (pad) => {
      const back = new Promise<string>((resolve) => pad.simulator.onPath((path) => path && resolve(path)))
      pad.send(loadK1)
      await pad.gone
      const again = spoken(pad.simulator, openPort(await back))
      assert.match(await again.ask(info), known)
      assert.equal(await again.ask(loadK1), '100220201003')
      await again.close()
      assert.deepEqual(pad.slots(), afterwards)
    }))
}

test('eight pads in one process answer at the same time, each with its own keys', async () => {
  const scene = (index: number) =>
    withCastles({ serial: `SN${index}`, behave: ['auth=off'] }, async (pad) => {
      assert.equal(await pad.say(loadR(`7${index}`)), '00')
      assert.deepEqual(pad.slots(), [`TMK ${0x70 + index} AF8C074A692A3666`])
    })
  await Promise.all(Array.from({ length: 8 }, (_, index) => scene(index + 1)))
})

test('what the device cannot have is refused', async () => {
  const start = (options: object) => startSimulator(simulatorOf('castles-pci100'), options)
  const behaviours = [
    'refuse=00',
    'refuse=4',
    'refuse=xx',
    'auth=maybe',
    'admin=0102',
    'random=00',
    'block=soon',
    'pin=',
  ]
  for (const behave of [...behaviours, 'wrap', 'mac=none', 'kcv-bytes=4']) {
    await assert.rejects(start({ behave: [behave] }), { code: 'devices/bad-setting' }, behave)
  }
  for (const serial of ['', 'a b', 'x'.repeat(17)]) {
    await assert.rejects(start({ serial }), { code: 'devices/bad-setting' }, serial)
  }
})
