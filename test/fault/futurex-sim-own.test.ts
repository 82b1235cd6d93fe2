// What the simulated Futurex-style receiver keeps and refuses, by its own behaviours and settings.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  A128,
  behaving,
  framed,
  IK,
  K1,
  K2,
  KSN,
  k1Loaded,
  kcvs,
  load,
  loadFx,
  loadK1,
  loadKtk,
  NO_KSN,
  readSerial,
  tmk1,
} from '../harness/simulated-futurex.js'

const serialRead = framed('0300FXSIM00000000001')

test('no-erase: deletions have 0B and the keys stay', () =>
  behaving('no-erase', async (receiver) => {
    await receiver.ask(loadK1)
    assert.equal(await receiver.say('05'), '050B')
    assert.equal(await receiver.say('060101'), '060B')
    assert.deepEqual(receiver.slots(), [tmk1])
  }))

test('busy=2: the first two commands have 05 and do nothing', () =>
  behaving('busy=2', async (receiver) => {
    assert.equal(await receiver.ask(loadK1), framed('02050000'))
    assert.equal(await receiver.say('03'), '0305')
    assert.deepEqual(receiver.slots(), [])
    assert.equal(await receiver.ask(loadK1), k1Loaded)
  }))

test('operator=absent: whatever changes something has 06, and the serial number is told', () =>
  behaving('operator=absent', async (receiver) => {
    assert.equal(await receiver.ask(loadK1), framed('02060000'))
    assert.equal(await receiver.say('04ABCDEFGH12345678'), '0406')
    assert.equal(await receiver.say('05'), '0506')
    assert.equal(await receiver.say('060101'), '0606')
    assert.equal(await receiver.ask(readSerial), serialRead)
    assert.deepEqual(receiver.slots(), [])
  }))

// With `stale` the key in the slot is another than the one that was sent, so that only an echo answers with its value.
for (const [setting, echoes] of [
  ['kcv=computed', false],
  ['kcv=echoed', true],
  ['dialect=fxpy', false],
] as const) {
  test(`${setting}: the answer ${echoes ? 'repeats' : 'does not repeat'} the value sent, which is checked all the same`, () =>
    behaving(`stale ${setting}`, async (receiver) => {
      assert.equal((await receiver.ask(loadK1)) === k1Loaded, echoes)
      assert.equal(await receiver.say(load({ kcv: '08D6' })), '02120000')
    }))
}
test('dialect=fx: the answer repeats the value sent, unless kcv=computed', async () => {
  await behaving('stale dialect=fx', async (receiver) => assert.equal(await receiver.say(loadFx()), '020008D7'))
  await behaving('stale dialect=fx kcv=computed', async (receiver) =>
    assert.notEqual(await receiver.say(loadFx()), '020008D7'),
  )
})

test('aes-kcv: a zero block enciphered, or its CMAC, and never the one for the other', async () => {
  for (const [setting, right, wrong, shown] of [
    ['zeros', '7DF7', '7AD3', '7DF76B0C1AB899B3'],
    ['cmac', '7AD3', '7DF7', '7AD386C3760FB349'],
  ] as const) {
    await behaving(`aes-kcv=${setting}`, async (receiver) => {
      assert.equal(await receiver.say(load({ type: '10', key: A128, kcv: wrong })), '02120000')
      assert.equal(await receiver.say(load({ type: '10', key: A128, kcv: right })), `0200${right}`)
      assert.deepEqual(receiver.slots(), [`KEK 1 ${shown} aes`])
      assert.equal(await receiver.ask(loadK1), k1Loaded)
    })
  }
})

for (const [setting, same, other] of [
  ['any', '09', '09'],
  ['slot', '09', '00'],
  ['taken', '00', '00'],
] as const) {
  test(`duplicates=${setting}: the same key has ${same} in its own slot and ${other} in another`, () =>
    behaving(`occupied=replaced duplicates=${setting}`, async (receiver) => {
      await receiver.ask(loadK1)
      assert.equal((await receiver.say(load())).slice(2, 4), same)
      assert.equal((await receiver.say(load({ slot: '02' }))).slice(2, 4), other)
      assert.equal((await receiver.say(load({ type: '05' }))).slice(2, 4), other)
    }))
}

test('ksns=any: a KSN that another initial key has is taken', () =>
  behaving('ksns=any', async (receiver) => {
    assert.equal(await receiver.say(load({ type: '03', ksn: KSN, key: IK, kcv: 'AF8C' })), '0200AF8C')
    assert.equal(await receiver.say(load({ type: '03', ksn: KSN, slot: '02', key: K2, kcv: 'D2B9' })), '0200D2B9')
  }))

test('zero-ksn=taken: an initial key with a KSN of zeros is taken', () =>
  behaving('zero-ksn=taken', async (receiver) => {
    assert.equal(await receiver.say(load({ type: '03', ksn: NO_KSN, key: IK, kcv: 'AF8C' })), '0200AF8C')
    assert.deepEqual(receiver.slots(), [`IK 1 ${kcvs.IK}`])
  }))

test('occupied: another key into a filled slot has 0F, or takes the place', async () => {
  for (const [setting, code, left] of [
    ['refused', '020F0000', tmk1],
    ['replaced', '0200D2B9', `TMK 1 ${kcvs.K2}`],
  ] as const) {
    await behaving(`occupied=${setting}`, async (receiver) => {
      await receiver.ask(loadK1)
      assert.equal(await receiver.say(load({ key: K2, kcv: 'D2B9' })), code)
      assert.deepEqual(receiver.slots(), [left])
    })
  }
})

test('occupied=replaced: a refused load leaves the key that was there', () =>
  behaving('occupied=replaced', async (receiver) => {
    await receiver.ask(loadK1)
    assert.equal(await receiver.say(load({ key: K2, kcv: 'D2B8' })), '02120000')
    assert.deepEqual(receiver.slots(), [tmk1])
  }))

test('slot-space: a slot number holds a key of each kind, or one in all, which a replacement then removes', async () => {
  const second = load({ type: '05', key: K2, kcv: 'D2B9' })
  await behaving('slot-space=per-kind', async (receiver) => {
    await receiver.ask(loadK1)
    assert.equal(await receiver.say(second), '0200D2B9')
    assert.deepEqual(receiver.slots(), [tmk1, `TPK 1 ${kcvs.K2}`])
  })
  await behaving('slot-space=shared', async (receiver) => {
    await receiver.ask(loadK1)
    assert.equal(await receiver.say(second), '020F0000')
    assert.deepEqual(receiver.slots(), [tmk1])
  })
  await behaving('slot-space=shared occupied=replaced', async (receiver) => {
    await receiver.ask(loadK1)
    assert.equal(await receiver.say(second), '0200D2B9')
    assert.deepEqual(receiver.slots(), [`TPK 1 ${kcvs.K2}`])
  })
})

test('slots=256: slot FF is one; slots=10: slot 0A is none', async () => {
  await behaving('slots=256', async (receiver) => {
    assert.equal(await receiver.say(load({ slot: 'FF' })), '020008D7')
    assert.deepEqual(receiver.slots(), [`TMK 255 ${kcvs.K1}`])
  })
  await behaving('slots=10', async (receiver) => assert.equal(await receiver.say(load({ slot: '0A' })), '020C0000'))
})

test('a KTK loaded after another may replace it, and what came under the old one stays', () =>
  behaving('occupied=replaced', async (receiver) => {
    await receiver.say(loadKtk)
    await receiver.say(load({ type: '05', key: K2, kcv: 'D2B9' }))
    assert.equal(await receiver.say(load({ slot: '03', type: '06', key: IK, kcv: 'AF8C' })), '0200AF8C')
    assert.deepEqual(receiver.slots(), [`TPK 1 ${kcvs.K2}`, `TLK 3 ${kcvs.IK}`])
    assert.equal(await receiver.say(load({ key: K1 })), '020008D7')
  }))
