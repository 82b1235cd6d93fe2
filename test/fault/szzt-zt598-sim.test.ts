// Every behaviour of the simulated ZT598, seen on a real pseudo-terminal to do what its row says.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSimulator } from '../../electron/devices/simulator.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import {
  answered,
  authenticate,
  behaving,
  framed,
  K1,
  K2_UNDER_K1,
  kcvK1,
  loadedK1,
  loadK1,
  loadK1Frame,
  loadK2,
  open,
  openPort,
  pinned,
  spoken,
  tmk1,
} from '../harness/simulated-epp.js'

const readK1 = '90110000000000000000'
const kcvWrong = `F7${kcvK1.slice(2)}`

test('wrong-kcv: the right key is stored, and load and read-back report another value', () =>
  open('wrong-kcv', async (epp) => {
    assert.equal(await epp.say(loadK1), `60 ${kcvWrong}`)
    assert.equal(await epp.say(readK1), `60 ${kcvWrong}`)
    assert.equal(await epp.say('901111111111111111112222222222222222'), `60 ${K2_UNDER_K1}`)
    assert.deepEqual(epp.slots(), [tmk1])
  }))

test('echo-kcv: with no value sent there is none in the answer, and the read-back tells the truth', () =>
  open('echo-kcv', async (epp) => {
    assert.equal(await epp.say(loadK1), '60')
    assert.equal(await epp.say(readK1), `60 ${kcvK1}`)
  }))

test('stale: the load is answered with success and the old key stays', () =>
  open('stale', async (epp) => {
    const before = await epp.say(readK1)
    assert.match(before, /^60 [0-9A-F]{16}$/)
    assert.notEqual(before, `60 ${kcvK1}`)
    assert.equal(await epp.say(loadK1), before)
    assert.equal(await epp.say(readK1), before)
  }))

test('nak-once: the first load has EF and keeps nothing, the second is taken', () =>
  open('nak-once', async (epp) => {
    assert.equal(await epp.say(loadK1), 'EF')
    assert.deepEqual(epp.slots(), [])
    assert.equal(await epp.say(loadK1), `60 ${kcvK1}`)
  }))

test('nak-once: a load that wants authentication is not the one', () =>
  behaving(`nak-once ${pinned}`, async (epp) => {
    assert.equal(await epp.say(loadK1), 'EC')
    await authenticate(epp)
    assert.equal(await epp.say(loadK1), 'EF')
    assert.equal(await epp.say(loadK1), `60 ${kcvK1}`)
  }))

test('refuse: every load has the code asked for, and other commands are carried out', () =>
  open('refuse=E6', async (epp) => {
    assert.equal(await epp.say(loadK1), 'E6')
    assert.equal(await epp.say(loadK1), 'E6')
    assert.equal(await epp.say(`b01${K1}`), 'E6')
    assert.equal(await epp.say(readK1), 'E4')
    assert.equal(await epp.say('2000100'), 'E4')
  }))

test('tampered: it says who it is, and everything about keys has DD until its flag is cleared', () =>
  open('tampered', async (epp) => {
    for (const text of [loadK1, loadK2, readK1, `b01${K1}`, ':A0', '7']) assert.equal(await epp.say(text), 'DD')
    assert.equal((await epp.say('3')).length, 3 + 146)
    assert.equal(await epp.say('N0'), '60 01')
    assert.equal(await epp.say('S'), '60')
    assert.equal(await epp.say('N0'), '60 00')
    assert.equal(await epp.say(loadK1), `60 ${kcvK1}`)
  }))

test('silent-after-load: the key is stored, that load has no answer, and the next command has', () =>
  open('silent-after-load', async (epp) => {
    epp.send(framed(loadK1))
    assert.equal(await epp.say(readK1), `60 ${kcvK1}`)
    assert.deepEqual(epp.slots(), [tmk1])
  }))

test('silent-after-load: a load without authentication is answered, for it stored nothing', () =>
  behaving(`silent-after-load ${pinned}`, async (epp) => {
    assert.equal(await epp.say(loadK1), 'EC')
    await authenticate(epp)
    epp.send(framed(loadK1))
    assert.equal(await epp.say(readK1), `60 ${kcvK1}`)
  }))

test('bad-checksum-once: the first load is carried out and its answer fails the check', () =>
  open('bad-checksum-once', async (epp) => {
    const answer = await epp.ask(loadK1Frame, 24)
    assert.equal(answer.slice(0, -2), loadedK1.slice(0, -2))
    assert.notEqual(answer, loadedK1)
    assert.deepEqual(epp.slots(), [tmk1])
    assert.equal(await epp.ask(loadK1Frame, 24), loadedK1)
  }))

test('garbage: noise without control bytes stands before every answer', () =>
  open('garbage', async (epp) => {
    for (let round = 0; round < 5; round++) {
      epp.send(loadK1Frame)
      let noise = ''
      for (let byte = await epp.hear(1); byte !== '02'; byte = await epp.hear(1)) noise += byte
      assert.match(noise, /^([2-9A-F].){1,16}$/)
      assert.equal(`02${await epp.hear(23)}`, loadedK1)
    }
  }))

test('split: the answer is the same byte by byte', () =>
  open('split', async (epp) => assert.equal(await epp.ask(loadK1Frame, 24), loadedK1)))

test('slow: the answer comes that much later', () =>
  open('slow=120', async (epp) => {
    const start = performance.now()
    assert.equal(await epp.ask(loadK1Frame, 24), loadedK1)
    assert.ok(performance.now() - start >= 120)
  }))

test('stale-bytes: an answer to nobody comes first, and the first command is answered after it', () =>
  open('stale-bytes', async (epp) => {
    const toNobody = answered('0'.repeat(16))
    const heard = await epp.ask(loadK1Frame, 6 + 24 + 24)
    assert.equal(heard, toNobody.slice(-12) + toNobody + loadedK1)
  }))

test('boot-chatter: text comes first, and the first command is answered after it', () =>
  open('boot-chatter', async (epp) => {
    const chatter = Buffer.from('\r\nZT598 boot 1.0\r\nself test ok\r\n')
    const heard = await epp.ask(loadK1Frame, chatter.length + 24)
    assert.equal(heard, chatter.toString('hex').toUpperCase() + loadedK1)
  }))

for (const [behaviour, afterwards] of [
  ['cut-after-load', [tmk1]],
  ['cut-before-load', []],
] as const) {
  test(`${behaviour}: the line hangs up without an answer, and the terminal comes back with its keys`, () =>
    open(`${behaviour} replug=20`, async (epp) => {
      const back = new Promise<string>((resolve) => {
        epp.simulator.onPath((path) => {
          if (path) resolve(path)
        })
      })
      await assert.rejects(epp.ask(loadK1Frame, 1), /hung up after 0 of 1 bytes/)
      await epp.gone
      const port = openPort(await back)
      assert.equal(await spoken(epp.simulator, port).say('N0'), '60 00')
      await port.close()
      assert.deepEqual(epp.slots(), afterwards)
    }))
}

const badAsks: readonly [asked: string, expected: RegExp][] = [
  ['wrongkcv', /"wrongkcv".*silent-after-load.*wrong-kcv.*key-presses/],
  ['auth=maybe', /auth=z or auth=c or auth=off/],
  ['refuse=60', /refuse=E0/],
  ['refuse=A3', /refuse=E0/],
  ['success=EC', /success=60/],
  ['kcv-bytes=25', /0 to 24/],
  ['key-presses=0', /key-presses=MS/],
  ['uid=11', /16 or 32 hex digits/],
  ['lock-after=0', /lock-after=never/],
]
test('a behaviour that there is not is refused, with the names or values there are', async () => {
  for (const [asked, message] of badAsks) {
    const start = startSimulator(simulatorOf('szzt-zt598'), { behave: [asked] })
    await assert.rejects(start, { name: 'Fault', code: 'devices/bad-setting', message })
  }
})

test('a serial number that the device cannot have is refused', async () => {
  for (const serial of ['', 'a b', 'x'.repeat(33)]) {
    await assert.rejects(startSimulator(simulatorOf('szzt-zt598'), { serial }), { code: 'devices/bad-setting' })
  }
})
