// What the page leaves open of the simulated Futurex-style receiver's messages, each setting seen to do what its row says.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  BLOCK_B,
  BLOCK_D,
  behaving,
  framed,
  IK,
  K2,
  KBPK_D,
  KLK,
  k1Loaded,
  kcvs,
  klk,
  load,
  loadFx,
  loadK1,
  loadKlk,
  readSerial,
  underKlk,
  withReceiver,
} from '../harness/simulated-futurex.js'

const serialRead = framed('0300FXSIM00000000001')
const ofPin = { ...underKlk, type: '05', kcv: '6AEB', key: BLOCK_B }

test('block-length: in dialect fx a block counts its characters in pairs, or one by one', async () => {
  const klkFx = loadFx({ slot: '04', type: '06', key: KLK, kcv: 'C0D5' })
  for (const [setting, right, wrong] of [
    ['pairs', '028', '050'],
    ['characters', '050', '028'],
  ] as const) {
    await behaving(`dialect=fx block-length=${setting}`, async (receiver) => {
      await receiver.say(klkFx)
      assert.match(await receiver.say(loadFx({ ...ofPin, length: wrong })), /^020[34]0000$/)
      assert.equal(await receiver.say(loadFx({ ...ofPin, length: right })), '02006AEB')
      assert.deepEqual(receiver.slots(), [klk, 'TPK 1 6AEB1DC46E097FC5'])
    })
  }
})

test('blocks: by their form under a KTK, with encryption 03 alone, or not at all', async () => {
  for (const [setting, underType01, underType03] of [
    ['by-form', '02006AEB', '02040000'],
    ['type-03', '02040000', '02006AEB'],
    ['none', '02040000', '02040000'],
  ] as const) {
    await behaving(`blocks=${setting}`, async (receiver) => {
      await receiver.say(loadKlk)
      assert.equal(await receiver.say(load(ofPin)), underType01, setting)
      await receiver.say('060105')
      assert.equal(await receiver.say(load({ ...ofPin, encryption: '03' })), underType03, setting)
    })
  }
})

test('blocks=type-03: encryption 03 with something else than a block has 11', () =>
  behaving('blocks=type-03', async (receiver) => {
    await receiver.say(loadKlk)
    assert.equal(await receiver.say(load({ ...underKlk, encryption: '03' })), '02110000')
  }))

test('block-versions: those that are not in it have 17', async () => {
  await behaving('block-versions=D', async (receiver) => {
    await receiver.say(loadKlk)
    assert.equal(await receiver.say(load(ofPin)), '02170000')
    const aes = { type: '05', kcv: '596F', encryption: '02', ktkKcv: '2E55', key: BLOCK_D, ktk: KBPK_D }
    assert.equal(await receiver.say(load(aes)), '0200596F')
  })
  // Vector tr31-E-00.
  const BLOCK_E =
    'E0116P0AE00N00003BC96BC9A602F979086E40D57741CC6C9F3114A690D8BDC967AA086F4CD7774DE48BE575587A2C658CFA4DC66ADC18C99CC0'
  const ofE = { type: '05', kcv: 'F3EB', encryption: '02', ktkKcv: '71E7', key: BLOCK_E }
  await behaving('block-versions=ABCDE', async (receiver) =>
    assert.equal(await receiver.say(load({ ...ofE, ktk: '23F1AC00755A4243AA3EA8FC54176675' })), '0200F3EB'),
  )
})

test('usage-check=any: a PIN key in a block is taken as a master key', () =>
  behaving('usage-check=any', async (receiver) => {
    await receiver.say(loadKlk)
    assert.equal(await receiver.say(load({ ...ofPin, type: '01' })), '02006AEB')
  }))

test('delete-one=slot: the slot alone is said, and every kind of key in it goes', () =>
  behaving('delete-one=slot', async (receiver) => {
    await receiver.ask(loadK1)
    await receiver.say(load({ type: '05', key: K2, kcv: 'D2B9' }))
    await receiver.say(load({ slot: '02', key: IK, kcv: 'AF8C' }))
    assert.equal(await receiver.say('060101'), '0603')
    assert.equal(await receiver.say('0601'), '0600')
    assert.deepEqual(receiver.slots(), [`TMK 2 ${kcvs.IK}`])
  }))

test('delete-empty=done: deleting what is not there is done', () =>
  behaving('delete-empty=done', async (receiver) => assert.equal(await receiver.say('060101'), '0600')))

test('failure-kcv=absent: a refused load has its code and no more', () =>
  behaving('failure-kcv=absent', async (receiver) => {
    assert.equal(await receiver.say(load({ kcv: '08D6' })), '0212')
    assert.equal(await receiver.ask(loadK1), k1Loaded)
  }))

test('identity=on: serial number and model follow in the answer to a load', () =>
  behaving('identity=on', async (receiver) => {
    assert.equal(await receiver.say(load()), '020008D7FXSIM00000000001KCVSIM FX1')
    assert.equal(await receiver.say(load()), '02090000FXSIM00000000001KCVSIM FX1')
  }))

test('padding=zeros: a short serial number has zeros before it', () =>
  withReceiver({ serial: 'SN1', behave: ['padding=zeros'] }, async (receiver) =>
    assert.equal(await receiver.say('03'), '03000000000000000SN1'),
  ))

const polled = framed('0100|POLL')
const pollAnswered = framed('0110|ACK')
test('poll=off: the poll is an unknown command, and so is its answer', () =>
  behaving('poll=off', async (receiver) => {
    assert.equal(await receiver.ask(polled), framed('0101'))
    assert.equal(await receiver.ask(pollAnswered), framed('0101'))
  }))

test('bad-check: a frame with a wrong check has 08, or no answer, and is not carried out', async () => {
  const bad = `${loadK1.slice(0, -2)}78`
  await behaving('bad-check=answered', async (receiver) => {
    assert.equal(await receiver.ask(bad), framed('02080000'))
    assert.equal(await receiver.ask('02 30 33 03 01'), framed('0308'))
    assert.equal(await receiver.ask('02 58 58 03 01'), framed('02080000'))
    assert.deepEqual(receiver.slots(), [])
  })
  await behaving('bad-check=silent', async (receiver) => {
    receiver.send(bad)
    assert.equal(await receiver.ask(readSerial), serialRead)
    assert.deepEqual(receiver.slots(), [])
  })
})
