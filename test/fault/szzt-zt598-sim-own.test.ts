// What the simulated ZT598 does of its own: key presses, and the points of its page that are left open.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  answered,
  behaving,
  framed,
  kcvK1,
  kcvK2,
  loadedK1,
  loadK1,
  loadK1Frame,
  loadK2,
  open,
  tmk1,
  tpk30,
} from '../harness/simulated-epp.js'

const readK1 = '90110000000000000000'

/** Bytes that are keys of a keypad. */
const KEY = /^(3[0-9]|1B|08|0D)$/
test('key-presses: single bytes stand before every answer and come by themselves between them, never in a frame', () =>
  open('key-presses=5', async (epp) => {
    const afterPresses = async () => {
      const pressed: string[] = []
      for (let byte = await epp.hear(1); byte !== '02'; byte = await epp.hear(1)) pressed.push(byte)
      for (const byte of pressed) assert.match(byte, KEY)
      assert.ok(pressed.length >= 1)
      return `02${await epp.hear(23)}`
    }
    for (let round = 0; round < 5; round++) {
      epp.send(loadK1Frame)
      assert.equal(await afterPresses(), loadedK1)
    }
    for (let press = 0; press < 20; press++) assert.match(await epp.hear(1), KEY)
  }))

test('key-presses: input off ends them, plain input on brings them back', () =>
  open('key-presses=1', async (epp) => {
    const skip = async (until: string) => {
      let heard = ''
      while (!heard.endsWith(until)) heard += await epp.hear(1)
    }
    epp.send(framed('5032'))
    await skip(answered())
    assert.equal(await epp.ask(loadK1Frame, 24), loadedK1)
    assert.equal(await epp.ask(loadK1Frame, 24), loadedK1)
    epp.send(framed('5033'))
    await skip(answered())
    assert.match(await epp.hear(1), KEY)
  }))

for (const [bytes, data] of [
  [0, ''],
  [4, kcvK1.slice(0, 8)],
  [6, kcvK1.slice(0, 12)],
  [16, kcvK1 + kcvK1],
  [24, kcvK1 + kcvK1],
] as const) {
  test(`kcv-bytes=${bytes}: a load answers as many, the key's own length at most, and a read-back all`, () =>
    open(`kcv-bytes=${bytes}`, async (epp) => {
      assert.equal(await epp.say(loadK1), `60 ${data}`.trim())
      assert.equal(await epp.say(readK1), `60 ${kcvK1}`)
    }))
}

test('success: another return byte of success', async () => {
  for (const rtn of ['9F', 'A3']) {
    await open(`success=${rtn}`, async (epp) => assert.equal(await epp.say(loadK1), `${rtn} ${kcvK1}`))
  }
})

test('coding=broken-hex: data is broken hex until it is told otherwise', () =>
  open('coding=broken-hex', async (epp) => {
    assert.equal(await epp.say(loadK1), 'E9')
    assert.equal(await epp.say('5637'), '60')
    assert.equal(await epp.say(loadK1), `60 ${kcvK1}`)
  }))

test('random=16: the random number of variant Z has 16 bytes; challenge=16: so has the challenge', () =>
  behaving('random=16 challenge=16', async (epp) => {
    const random = await epp.say(`:A0${'30'.repeat(16)}`)
    assert.match(random, /^60 [0-9A-F]{32}$/)
    assert.match(await epp.say(`:01${random.slice(3)}`), /^60 [0-9A-F]{32}$/)
  }))

test('length-000=all: every answer says 000 and its length in four digits; long-length=bare: 000 alone', async () => {
  await open('length-000=all', async (epp) => {
    assert.equal(await epp.ask(loadK1Frame, 28), framed(`0017\x60${kcvK1}`, '000'))
    assert.equal(await epp.say(loadK2), `60 ${kcvK2}`)
    assert.deepEqual(epp.slots(), [tmk1, tpk30])
  })
  await open('length-000=all long-length=bare', async (epp) => {
    assert.equal(await epp.ask(loadK1Frame, 24), framed(`\x60${kcvK1}`, '000'))
  })
})
