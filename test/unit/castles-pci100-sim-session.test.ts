// The simulated PCI100's mutual authentication by the protocol page's vector: its states, its block, and the commands that need it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPort } from '../harness/simulated.js'
import {
  authenticate,
  behaving,
  framed,
  initial,
  loadK1,
  mutual,
  ok,
  padAnswer,
  pinned,
  resetBody,
  type SimulatedCastles,
  spoken,
  T,
  to115200,
  withCastles,
  withSession,
} from '../harness/simulated-castles.js'

const wrong = '32E3DC44BCF2053B20'
const notAuthenticated = '100220201003'
const challenged = (behave: string, scene: (pad: SimulatedCastles) => Promise<void>) =>
  withCastles({ serial: pinned.serial, behave: `${pinned.random} ${behave}`.trim().split(' ') }, scene)

test('the pad answers the vector of the page and takes the cryptogram of the page', () =>
  challenged('', async (pad) => {
    assert.equal(await pad.ask(framed(initial)), framed(padAnswer))
    assert.equal(await pad.ask(framed(mutual)), ok)
    assert.equal(await pad.ask(loadK1), ok)
  }))

test('another admin key gives another cryptogram, and another serial number does', async () => {
  await challenged('admin=01020304050607081112131415161718212223242526272A', async (pad) => {
    assert.match(await pad.say(initial), /^00F0F1F2F3F4F5F6F7(?!A591817DA4971AEB)/)
    assert.equal(await pad.say(mutual), '22')
  })
  await withCastles({ serial: '0000000000000001', behave: [pinned.random] }, async (pad) => {
    assert.match(await pad.say(initial), /^00F0F1F2F3F4F5F6F7(?!A591817DA4971AEB)/)
    assert.equal(await pad.say(mutual), '22')
  })
})

test('its random number is another one every time', () =>
  behaving('', async (pad) => {
    const first = await pad.say(initial)
    assert.match(first, /^00[0-9A-F]{32}$/)
    assert.notEqual((await pad.say(initial)).slice(2, 18), first.slice(2, 18))
  }))

test('the initial authentication alone opens nothing', () =>
  challenged('', async (pad) => {
    await pad.say(initial)
    assert.equal(await pad.ask(loadK1), notAuthenticated)
    assert.equal(await pad.say(to115200), '20')
    assert.equal(await pad.say(resetBody), '20')
    assert.deepEqual(pad.slots(), [])
  }))

for (const [setting, status] of [
  ['', '1F'],
  ['init-missing=20', '20'],
] as const) {
  test(`a mutual authentication that no initial one came before is answered ${status}, a second one too`, () =>
    challenged(setting, async (pad) => {
      assert.equal(await pad.say(mutual), status)
      await authenticate(pad)
      assert.equal(await pad.say(mutual), status)
      assert.equal(await pad.ask(loadK1), ok)
    }))
}

test('a new initial authentication ends the session', () =>
  withSession('', async (pad) => {
    assert.equal(await pad.say(initial), padAnswer)
    assert.equal(await pad.ask(loadK1), notAuthenticated)
  }))

test('a wrong cryptogram is answered 22 and ends what was begun', () =>
  challenged('', async (pad) => {
    await pad.say(initial)
    assert.equal(await pad.say(wrong), '22')
    assert.equal(await pad.say(mutual), '1F')
    assert.equal(await pad.ask(loadK1), notAuthenticated)
  }))

test('blocks of another length are refused with 01 and count as no failure', () =>
  challenged('', async (pad) => {
    for (const body of ['31', `31${T.slice(2)}`, `31${T}08`, '32', mutual.slice(0, -2), `${mutual}00`]) {
      assert.equal(await pad.say(body), '01', body)
    }
    await authenticate(pad)
  }))

const fail = async (pad: SimulatedCastles) => {
  await pad.say(initial)
  return pad.say(wrong)
}

test('the third wrong cryptogram is answered 23, and what follows 12', () =>
  challenged('', async (pad) => {
    assert.deepEqual([await fail(pad), await fail(pad), await fail(pad)], ['22', '22', '23'])
    assert.equal(await pad.say(initial), '12')
    assert.equal(await pad.say(mutual), '12')
    assert.match(await pad.say('30'), /^00/)
  }))

test('a right cryptogram forgives the wrong ones before it', () =>
  challenged('', async (pad) => {
    assert.deepEqual([await fail(pad), await fail(pad)], ['22', '22'])
    await authenticate(pad)
    assert.deepEqual([await fail(pad), await fail(pad), await fail(pad)], ['22', '22', '23'])
  }))

test('block: after so long it authenticates again, and counts from nothing', () =>
  challenged('block=150', async (pad) => {
    for (const status of ['22', '22', '23']) assert.equal(await fail(pad), status)
    await new Promise((resolve) => setTimeout(resolve, 200))
    for (const status of ['22', '22']) assert.equal(await fail(pad), status)
    await authenticate(pad)
    assert.equal(await pad.ask(loadK1), ok)
  }))

test('block=forever: everything about authentication is answered 23', () =>
  challenged('block=forever', async (pad) => {
    for (const status of ['22', '22', '23', '23', '23']) assert.equal(await fail(pad), status)
    assert.equal(await pad.say(initial), '23')
  }))

test('pulling the plug ends the session and not the block, and keys stay', () =>
  withSession('', async (pad) => {
    await pad.ask(loadK1)
    const again = await replugged(pad)
    assert.equal(await again.ask(loadK1), notAuthenticated)
    for (const status of ['22', '22', '23']) assert.equal(await fail(again), status)
    const third = await replugged(again)
    assert.equal(await third.say(initial), '12')
    assert.equal(pad.slots().length, 1)
    await third.close()
  }))
async function replugged(pad: SimulatedCastles): Promise<SimulatedCastles> {
  pad.simulator.unplug()
  await pad.gone
  pad.simulator.replug()
  return spoken(pad.simulator, openPort(pad.simulator.path))
}

test('an encrypted command with a wrong MAC is answered 21 and not carried out', () =>
  withSession('', async (pad) => {
    assert.equal(await pad.say(`${to115200.slice(0, -2)}B5`), '21')
    assert.equal(await pad.say(`37F0${to115200.slice(4)}`), '21')
    assert.equal(await pad.say(`${resetBody.slice(0, -2)}02`), '21')
    assert.equal(await pad.ask(loadK1), ok)
  }))

test('mac=cipher: the MAC is over the cryptogram', () =>
  withSession('mac=cipher', async (pad) => {
    assert.equal(await pad.say(to115200), '21')
    assert.equal(await pad.say('376081B508178BDA3828D9F647271FCA7D'), '00')
  }))

test('a rate that the pad does not have, and a body of another length, are refused with 01', () =>
  withSession('', async (pad) => {
    assert.equal(await pad.say('3780FEAD4AB525A631D9157FB963DB710B'), '01')
    assert.equal(await pad.say('370001C200'), '01')
    assert.equal(await pad.say(`${resetBody}00`), '01')
  }))

test('a reset ends the session and leaves the keys, or wipes them where that is set', async () => {
  await withSession('', async (pad) => {
    await pad.ask(loadK1)
    assert.equal(await pad.say(resetBody), '00')
    assert.equal(await pad.ask(loadK1), notAuthenticated)
    assert.equal(pad.slots().length, 1)
  })
  await withSession('reset=keys', async (pad) => {
    await pad.ask(loadK1)
    assert.equal(await pad.say(resetBody), '00')
    assert.deepEqual(pad.slots(), [])
  })
})
