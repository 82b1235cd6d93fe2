// Who may load keys into the simulated ZT598: both variants of its authentication step by step, and its lock.
import assert from 'node:assert/strict'
import { createCipheriv } from 'node:crypto'
import { test } from 'node:test'
import {
  askRandom,
  authenticate,
  behaving,
  challenged,
  K1,
  kcvK1,
  kcvK2,
  loadK1,
  loadK2,
  openPort,
  PROOF,
  PROOF_BACK,
  pinned,
  type SimulatedEpp,
  spoken,
  tmk1,
} from '../harness/simulated-epp.js'

test('variant Z: random, challenge, proof as the protocol page computes them, and loads are taken from then on', () =>
  behaving(pinned, async (epp) => {
    assert.equal(await epp.say(loadK1), 'EC')
    assert.equal(await epp.say(loadK2), 'EC')
    assert.equal(await epp.say(`b01${K1}`), 'EC')
    await challenged(epp)
    const proof = '02 303139 3A 3930 38413541453146383141423846324444 03 3731'
    assert.equal(await epp.ask(proof, 24), `023031376042363335334637383335443444433545033543`)
    assert.equal(await epp.say(loadK1), `60 ${kcvK1}`)
    assert.equal(await epp.say(loadK2), `60 ${kcvK2}`)
  }))

test('step 91 is as good as step 90, unless each is for its own kind of key', async () => {
  const prove = async (epp: SimulatedEpp, step: string) => {
    await challenged(epp)
    assert.equal(await epp.say(`:${step}${PROOF}`), `60 ${PROOF_BACK}`)
  }
  await behaving(pinned, async (epp) => {
    await prove(epp, '91')
    assert.equal(await epp.say(loadK1), `60 ${kcvK1}`)
  })
  await behaving(`${pinned} zones=zt588 scope=kind`, async (epp) => {
    await prove(epp, '91')
    assert.equal(await epp.say(loadK1), 'EC')
    assert.equal(await epp.say(`18012${K1}`), `60 ${kcvK1}`)
    await prove(epp, '90')
    assert.equal(await epp.say(loadK1), `60 ${kcvK1}`)
    assert.deepEqual(epp.slots(), [`TLK 128 ${kcvK1}`, tmk1])
  })
})

test('challenges are new every time, and a proof of the last one is computed with single DES under 11×8', () =>
  behaving('', async (epp) => {
    const round = async () => {
      const random = (await epp.say(askRandom)).slice(3)
      const challenge = (await epp.say(`:20${random}`)).slice(3)
      return { random, challenge }
    }
    const first = await round()
    const second = await round()
    assert.notEqual(first.random, second.random)
    assert.notEqual(first.challenge, second.challenge)
    const proof = encipher('11'.repeat(8), second.challenge)
    assert.equal(await epp.say(`:90${proof}`), `60 ${encipher('11'.repeat(8), proof)}`)
    assert.equal(await epp.say(loadK1), `60 ${kcvK1}`)
  }))

test('a step out of order is refused EC and does not count as a failure', () =>
  behaving(`${pinned} lock-after=1`, async (epp) => {
    assert.equal(await epp.say(`:90${PROOF}`), 'EC')
    assert.equal(await epp.say(':0100112233445566'), 'EC')
    assert.equal(await epp.say(':010011223344556677'), 'EC')
    await authenticate(epp)
    assert.equal(await epp.say(`:90${PROOF}`), 'EC')
    assert.equal(await epp.say(loadK1), `60 ${kcvK1}`)
  }))

test('a random number and a challenge serve once', () =>
  behaving(pinned, async (epp) => {
    const random = (await epp.say(askRandom)).slice(3)
    assert.equal(await epp.say(`:01${random}`), '60 0123456789ABCDEF')
    assert.equal(await epp.say(`:01${random}`), 'EC')
    assert.equal(await epp.say(`:90${PROOF}`), `60 ${PROOF_BACK}`)
    assert.equal(await epp.say(`:90${PROOF}`), 'EC')
  }))

const wrongProof = async (epp: SimulatedEpp): Promise<string> => {
  await challenged(epp)
  return epp.say(`:90${'0'.repeat(16)}`)
}
test('three wrong proofs lock it: ED to every step and load, until everything is wiped', () =>
  behaving(pinned, async (epp) => {
    assert.equal(await wrongProof(epp), 'EC')
    assert.equal(await wrongProof(epp), 'EC')
    assert.equal(await wrongProof(epp), 'ED')
    assert.equal(await epp.say(askRandom), 'ED')
    assert.equal(await epp.say(loadK1), 'ED')
    assert.equal(await epp.say('2000100'), 'ED')
    assert.equal(await epp.say('5031'), '60')
    await authenticate(epp)
    assert.equal(await epp.say(loadK1), `60 ${kcvK1}`)
  }))

test('a right proof forgives the wrong ones before it', () =>
  behaving(pinned, async (epp) => {
    for (let round = 0; round < 3; round++) {
      assert.equal(await wrongProof(epp), 'EC')
      assert.equal(await wrongProof(epp), 'EC')
      await authenticate(epp)
    }
    assert.equal(await epp.say(loadK1), `60 ${kcvK1}`)
  }))

test('a wrong proof takes an authentication back', () =>
  behaving(pinned, async (epp) => {
    await authenticate(epp)
    assert.equal(await wrongProof(epp), 'EC')
    assert.equal(await epp.say(loadK1), 'EC')
  }))

test('lock-after: another count, or never', async () => {
  await behaving(`${pinned} lock-after=1`, async (epp) => assert.equal(await wrongProof(epp), 'ED'))
  await behaving(`${pinned} lock-after=never`, async (epp) => {
    for (let round = 0; round < 5; round++) assert.equal(await wrongProof(epp), 'EC')
    await authenticate(epp)
  })
})

test('a pulled cable ends the authentication, and not the lock', () =>
  behaving(`${pinned} lock-after=1`, async (epp) => {
    const replugged = async (scene: (again: SimulatedEpp) => Promise<void>) => {
      epp.simulator.unplug()
      epp.simulator.replug()
      const port = openPort(epp.simulator.path)
      await scene(spoken(epp.simulator, port))
      await port.close()
    }
    await authenticate(epp)
    assert.equal(await epp.say(loadK1), `60 ${kcvK1}`)
    await replugged(async (again) => {
      assert.equal(await again.say(loadK1), 'EC')
      assert.equal(await wrongProof(again), 'ED')
    })
    await replugged(async (again) => assert.equal(await again.say(loadK1), 'ED'))
    assert.deepEqual(epp.slots(), [tmk1])
  }))

test('a reset ends the authentication', () =>
  behaving(pinned, async (epp) => {
    await authenticate(epp)
    assert.equal(await epp.say('5030'), '60')
    assert.equal(await epp.say(loadK1), 'EC')
  }))

test('auth-holds=once: every load needs its own authentication', () =>
  behaving(`${pinned} auth-holds=once`, async (epp) => {
    await authenticate(epp)
    assert.equal(await epp.say(loadK1), `60 ${kcvK1}`)
    assert.equal(await epp.say(loadK1), 'EC')
    await authenticate(epp)
    assert.equal(await epp.say(loadK1), `60 ${kcvK1}`)
  }))

test('auth=off: loads are taken at once, and there is nothing to authenticate', () =>
  behaving('auth=off', async (epp) => {
    assert.equal(await epp.say(loadK1), `60 ${kcvK1}`)
    assert.equal(await epp.say(askRandom), 'EB')
  }))

const UID = '88'.repeat(16)
const setUp = async (epp: SimulatedEpp) => {
  assert.equal(await epp.say(':80'.concat(UID)), '60')
  const random = await epp.say(`:A0${UID}`)
  assert.match(random, /^60 [0-9A-F]{32}$/)
  return random.slice(3)
}
const PROOF_C = '284095E3E3537A65'
test('variant C: first-time setup with key 00 and a UID, then loads are taken', () =>
  behaving(`auth=c ${pinned}`, async (epp) => {
    assert.equal(await epp.say('5031'), '60')
    assert.equal(await epp.say(`:A0${UID}`), 'FA')
    assert.equal(await epp.say(`b00${'0'.repeat(32)}`), '60 9F1F7BFF6F551138')
    assert.equal(await epp.say(`10002${'0'.repeat(32)}`), '60 8CA64DE9C1B123A7')
    assert.equal(await epp.say(loadK1), 'EC')
    const random = await setUp(epp)
    assert.equal(await epp.say(`10002${'0'.repeat(32)}`), 'EC')
    assert.equal(await epp.say(`:81${random}`), '60 0123456789ABCDEF')
    assert.equal(await epp.say(`:90${PROOF_C}`), '60 BC2281C00036B1D7')
    assert.equal(await epp.say(loadK1), `60 ${kcvK1}`)
  }))

test("variant C: a key's number is authenticated where there is a key, and E4 where there is none", () =>
  behaving(`auth=c uid=${UID} auth-holds=once ${pinned}`, async (epp) => {
    const random = async () => (await epp.say(`:A0${UID}`)).slice(3)
    assert.equal(await epp.say(`:01${await random()}`), 'E4')
    assert.equal(await epp.say(`:81${await random()}`), '60 0123456789ABCDEF')
    assert.equal(await epp.say(`:91${PROOF_C}`), '60 BC2281C00036B1D7')
    assert.equal(await epp.say(loadK1), `60 ${kcvK1}`)
    assert.equal(await epp.say(`:01${await random()}`), '60 0123456789ABCDEF')
    assert.equal(await epp.say(`:91${PROOF_C}`), '60 BC2281C00036B1D7')
    assert.equal(await epp.say(loadK2), `60 ${kcvK2}`)
  }))

test('variant C: a wrong UID counts as a failure, and another one is set only by who has authenticated', () =>
  behaving(`auth=c uid=${UID} lock-after=2 ${pinned}`, async (epp) => {
    assert.equal(await epp.say(`:80${'77'.repeat(16)}`), 'EC')
    assert.equal(await epp.say(`:A0${'77'.repeat(16)}`), 'EC')
    assert.equal(await epp.say(`:A0${'77'.repeat(16)}`), 'ED')
    assert.equal(await epp.say(`:A0${UID}`), 'ED')
    assert.equal(await epp.say('5031'), '60')
    const random = await setUp(epp)
    await epp.say(`:81${random}`)
    await epp.say(`:90${PROOF_C}`)
    assert.equal(await epp.say(`:80${'77'.repeat(16)}`), '60')
  }))

test('uid: variant Z takes another one', () =>
  behaving(`uid=${UID} ${pinned}`, async (epp) => {
    await challenged(epp)
    assert.equal(await epp.say(`:90${PROOF_C}`), '60 BC2281C00036B1D7')
  }))

/** ECB under a key of one or two DES keys, by another library than the simulator's. */
function encipher(key: string, data: string): string {
  const whole = Buffer.from(key.repeat(3).slice(0, 48), 'hex')
  const cipher = createCipheriv('des-ede3', whole, null).setAutoPadding(false)
  return cipher.update(data, 'hex', 'hex').toUpperCase()
}
