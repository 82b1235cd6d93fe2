// Every behaviour of the simulated UIC / IPP pad, seen on a real pseudo-terminal to do what its row says.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSimulator } from '../../electron/devices/simulator.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import {
  ACK,
  admin,
  BLOCK_A,
  behaving,
  checkZero,
  EOT,
  getSerial,
  ikLoaded,
  K1,
  K2,
  loadIk,
  loadZero,
  NAK,
  openPort,
  spoken,
  textOf,
  transaction,
  withPad,
  zero,
} from '../harness/simulated-pad.js'

const present = admin('04FK0|D|T')
const empty = admin('040')
const ik = 'IK 1 AF8C074A692A3666'
const spoiled = (frame: string) =>
  frame.slice(0, -2) + (Number.parseInt(frame.slice(-2), 16) ^ 0x7f).toString(16).padStart(2, '0').toUpperCase()
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

for (const behaviour of ['wrong-kcv', 'echo-kcv']) {
  test(`${behaviour}: there is no check value, so nothing is otherwise`, () =>
    behaving(behaviour, async (pad) => {
      await pad.load(loadZero)
      assert.equal(await pad.exchange(loadIk), ikLoaded)
      assert.equal(await pad.exchange(checkZero), present)
      assert.deepEqual(pad.slots(), [zero, ik])
    }))
}

test('stale: every slot says that it holds a key, and a load that ends well leaves the old one', () =>
  behaving('stale', async (pad) => {
    assert.equal(await pad.exchange(checkZero), present)
    const before = pad.slots()
    await pad.load(loadZero)
    assert.deepEqual(pad.slots(), before)
    assert.equal(await pad.exchange(loadIk), ikLoaded)
    assert.notEqual(pad.slots()[1], ik)
    assert.equal(await pad.exchange(admin(`021${BLOCK_A}`)), admin('02?C'))
  }))

test('nak-once: the first load has NAK and is not looked at, the second is taken', async () => {
  await behaving('nak-once', async (pad) => {
    assert.equal(await pad.exchange(checkZero), empty)
    pad.send(loadZero)
    assert.equal(await pad.hear(1), NAK)
    await pad.load(loadZero)
    assert.equal(await pad.exchange(loadIk), ikLoaded)
  })
  await behaving('nak-once', async (pad) => {
    pad.send(loadIk)
    assert.equal(await pad.hear(1), NAK)
    assert.equal(await pad.exchange(loadIk), ikLoaded)
  })
})

test('refuse: every load has the code asked for and keeps nothing, and other messages are carried out', () =>
  behaving('refuse=7', async (pad) => {
    for (let round = 0; round < 2; round++) {
      assert.equal(await pad.exchange(loadZero), admin('02?7'))
      assert.equal(await pad.exchange(loadIk), transaction('9117'))
    }
    assert.equal(await pad.exchange(checkZero), empty)
    assert.deepEqual(pad.slots(), [])
  }))

test('tampered: it says who it is, holds nothing, and every load has 3', () =>
  behaving('tampered', async (pad) => {
    assert.equal(await pad.exchange(loadZero), admin('02?3'))
    assert.equal(await pad.exchange(loadIk), transaction('9113'))
    assert.equal(await pad.exchange(checkZero), empty)
    assert.match(textOf(await pad.exchange(getSerial)), /^06PP791SIM0001$/)
  }))

test('silent-after-load: the ACK stores the key and no EOT comes, and the next message is answered', () =>
  behaving('silent-after-load', async (pad) => {
    await pad.ask(loadZero)
    pad.send(ACK)
    assert.equal(await pad.exchange(checkZero), present)
    pad.send(loadIk)
    assert.equal(await pad.hear(1), ACK)
    assert.equal(await pad.exchange(checkZero), present)
    assert.deepEqual(pad.slots(), [zero, ik])
  }))

test('bad-checksum-once: the first echo fails the check, comes right on NAK, and stores at its ACK', () =>
  behaving('bad-checksum-once', async (pad) => {
    assert.equal(await pad.exchange(checkZero), empty)
    assert.equal(await pad.ask(loadZero), spoiled(loadZero))
    pad.send(NAK)
    assert.equal(await pad.reply(), loadZero)
    assert.deepEqual(pad.slots(), [])
    await pad.settle()
    assert.deepEqual(pad.slots(), [zero])
    await pad.load(admin(`021${K1}`))
    assert.equal(await pad.exchange(loadIk), ikLoaded)
  }))

test('bad-checksum-once: an initial key is there, its answer fails the check and comes right on NAK', () =>
  behaving('bad-checksum-once', async (pad) => {
    assert.equal(await pad.ask(loadIk), spoiled(ikLoaded))
    assert.deepEqual(pad.slots(), [ik])
    pad.send(NAK)
    assert.equal(await pad.reply(), ikLoaded)
    await pad.settle()
    await pad.load(loadZero)
  }))

for (const [behaviour, afterwards] of [
  ['cut-after-load', [zero]],
  ['cut-before-load', []],
] as const) {
  test(`${behaviour}: the line hangs up at the ACK of the echo, and the pad comes back with its keys`, () =>
    behaving(`${behaviour} replug=20`, async (pad) => {
      const back = new Promise<string>((resolve) => pad.simulator.onPath((path) => path && resolve(path)))
      assert.equal(await pad.ask(loadZero), loadZero)
      pad.send(ACK)
      await pad.gone
      const again = spoken(pad.simulator, openPort(await back))
      again.send(ACK)
      assert.equal(await again.exchange(checkZero), afterwards.length > 0 ? present : empty)
      await again.close()
      assert.deepEqual(pad.slots(), afterwards)
    }))
}

test('cut-after-load: an initial key is stored without an answer', () =>
  behaving('cut-after-load replug=never', async (pad) => {
    pad.send(loadIk)
    await pad.gone
    assert.deepEqual(pad.slots(), [ik])
  }))

test('garbage: noise without control bytes stands before every ACK, every answer and every EOT', () =>
  behaving('garbage clear-wipe=none duplicates=taken', async (pad) => {
    const after = async (wanted: string) => {
      let noise = ''
      for (let byte = await pad.hear(1); byte !== wanted; byte = await pad.hear(1)) noise += byte
      assert.match(noise, /^([2-9A-F].){1,16}$/)
    }
    for (let round = 0; round < 5; round++) {
      pad.send(loadZero)
      await after(ACK)
      await after('0F')
      assert.equal(`0F${await pad.hear(37)}`, loadZero)
      pad.send(ACK)
      await after(EOT)
    }
    assert.deepEqual(pad.slots(), [zero])
  }))

test('split: ACK, echo and EOT are the same byte by byte', () =>
  behaving('split', async (pad) => {
    await pad.load(loadZero)
    assert.deepEqual(pad.slots(), [zero])
  }))

test('slow: the ACK comes at once, echo and EOT later, each by its own', () =>
  behaving('slow=150', async (pad) => {
    const start = performance.now()
    await pad.load(loadZero)
    assert.ok(performance.now() - start >= 300)
  }))

test('silent: nothing is said and nothing is done', () =>
  behaving('silent', async (pad) => {
    pad.send(loadZero + ACK + loadIk)
    const silence = await Promise.race([pad.hear(1).catch(() => 'closed'), pause(100).then(() => 'silence')])
    assert.equal(silence, 'silence')
    assert.deepEqual(pad.slots(), [])
  }))

test('stale-bytes: an answer to nobody and its EOT come first, and the first message is answered after it', () =>
  behaving('stale-bytes', async (pad) => {
    pad.send(getSerial)
    assert.equal(await pad.hear(10), '460E4C0F3034460E4C04')
    assert.equal(await pad.hear(1), ACK)
    assert.equal(textOf(await pad.reply()), '06PP791SIM0001')
  }))

test('boot-chatter: text comes first, and the first message is answered after it', () =>
  behaving('boot-chatter', async (pad) => {
    const chatter = Buffer.from('\r\nPP791 boot 1.0\r\nself test ok\r\n')
    pad.send(checkZero)
    assert.equal(await pad.hear(chatter.length), chatter.toString('hex').toUpperCase())
    assert.equal(await pad.hear(1), ACK)
    assert.equal(await pad.reply(), empty)
  }))

test('eight pads in one process answer at the same time, each with its own keys', async () => {
  const scene = (index: number) =>
    withPad({ serial: `SN${index}` }, async (pad) => {
      await pad.load(admin(`02${index}${K2}`))
      assert.equal(textOf(await pad.exchange(getSerial)), `06SN${index}`)
      assert.deepEqual(pad.slots(), [`TMK ${index} D2B91CC5A758BB08`])
    })
  await Promise.all(Array.from({ length: 8 }, (_, index) => scene(index + 1)))
})

test('what the device cannot have is refused', async () => {
  const start = (options: object) => startSimulator(simulatorOf('uic-ipp'), options)
  for (const behave of [
    'refuse',
    'refuse=00',
    'operator=soon',
    'dialect=giske',
    'load-limit=-1',
    'ack-wait',
    'cv=echo',
  ]) {
    await assert.rejects(start({ behave: [behave] }), { code: 'devices/bad-setting' }, behave)
  }
  for (const serial of ['', 'a b', 'x'.repeat(13), 'SN-1']) {
    await assert.rejects(start({ serial }), { code: 'devices/bad-setting' }, serial)
  }
})
