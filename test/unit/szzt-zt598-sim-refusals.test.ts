// The simulated ZT598 by what it refuses: every return byte of the protocol page, and that nothing changes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  behaving,
  K1,
  K2_UNDER_K1,
  kcvK1,
  loadK1,
  loadK2,
  open,
  R_UNDER_K1,
  tmk1,
  tpk30,
} from '../harness/simulated-epp.js'

const refusals: readonly [because: string, text: string, code: string][] = [
  ['a load under a key that is not there', `2023032${K2_UNDER_K1}`, 'E2'],
  ['a load under an IMK that is not there', `2803032${K2_UNDER_K1}`, 'E1'],
  ['a load under a working key', `2303132${K2_UNDER_K1}`, 'E5'],
  ['a key of length 4', `10124${K1}`, 'E3'],
  ['a wrapped key of length 0 with a type', `2013030${K2_UNDER_K1}`, 'E3'],
  ['half a key', `10122${K1.slice(0, 16)}`, 'E8'],
  ['a key with a character too many', `10122${K1}0`, 'E8'],
  ['a load without a body', '1', 'E8'],
  ['a wrapped load without a body', '2', 'E8'],
  ['a key that is no hex', `10122${K1.slice(0, 31)}G`, 'E9'],
  ['a key number that is no hex', `1G122${K1}`, 'E9'],
  ['a master in the working zone', `13022${K1}`, 'EB'],
  ['a PIN key in the zone of KEKs', `2011032${K2_UNDER_K1}`, 'EB'],
  ['a KEK in the working zone', `2013022${K2_UNDER_K1}`, 'EB'],
  ['a key of an unknown type', `2013042${K2_UNDER_K1}`, 'EB'],
  ['a key above the last number', `2018032${K2_UNDER_K1}`, 'EB'],
  ['an erasure under a key', '2013000', 'EB'],
  ['an erasure with more behind it', '200300000', 'E8'],
  ['an SM4 key of 8 bytes', 'b010123456789ABCDEF', 'E8'],
  ['an SM4 key that is no hex', `b01${'X'.repeat(32)}`, 'E9'],
  ['an SM4 key in the working zone', `b30${K1}`, 'EB'],
  ['enciphering under no key', '94010000000000000000', 'E4'],
  ['enciphering half a block', '930100000000', 'E8'],
  ['enciphering nothing', '9301', 'E8'],
  ['enciphering what is no hex', `9301${'Z'.repeat(16)}`, 'E9'],
  ['enciphering in an unknown mode', `930X${'0'.repeat(16)}`, 'EB'],
  ['deciphering, which the simulator cannot', `930A${'0'.repeat(16)}`, 'EB'],
  ['SM4 under no key', `d011${'0'.repeat(32)}`, 'E4'],
  ['SM4 of half a block', `d011${'0'.repeat(16)}`, 'E8'],
  ['a control parameter that there is not', '5937', 'EB'],
  ['a misc value that there is not', '5039', 'EB'],
  ['a rate that there is not', '5650', 'EB'],
  ['a control value that is no hex', '50XX', 'E9'],
  ['a control value too long', '50311', 'E8'],
  ['a user information too long', `3${'u'.repeat(51)}`, 'E8'],
  ['scan codes too short', `4${'01'.repeat(23)}`, 'E8'],
  ['scan codes that are no hex', `4${'0G'.repeat(24)}`, 'E9'],
  ['a PIN entry under no key', '640 0040', 'E4'],
  ['a PIN entry in an unknown format', '630?0040', 'F8'],
  ['a PIN entry under a master', '601 0040', 'E5'],
  ['a PIN that nobody has entered', '7', 'EF'],
  ['a command that there is not', 'z', 'EF'],
  ['a command without a shape', '8', 'EF'],
]
test('what is refused has its return byte and changes nothing', () =>
  open('', async (epp) => {
    await epp.say(loadK1)
    await epp.say(loadK2)
    for (const [because, text, expected] of refusals) assert.equal(await epp.say(text), expected, because)
    assert.deepEqual(epp.slots(), [tmk1, tpk30])
  }))

const hex = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => (from + index).toString(16).toUpperCase())
test('every error code of the page can be had for a load, which then keeps nothing', async () => {
  for (const refused of [...hex(0xd0, 0xde), ...hex(0xe0, 0xef), ...hex(0xf1, 0xff)]) {
    await open(`refuse=${refused}`, async (epp) => {
      assert.equal(await epp.say(loadK1), refused)
      assert.deepEqual(epp.slots(), [])
    })
  }
})

test('a PIN entry is started under a PIN key, or without one as the other source does', () =>
  open('', async (epp) => {
    await epp.say(loadK1)
    await epp.say(loadK2)
    assert.equal(await epp.say('630 0041234567890123456'), '60')
    assert.equal(await epp.say('600011'), '60')
    assert.equal(await epp.say('730 123456789012'), 'EF')
  }))

test('parity=checked: a key with an even byte is refused E6, one with odd parity is taken', () =>
  open('parity=checked', async (epp) => {
    assert.equal(await epp.say(loadK1), `60 ${kcvK1}`)
    assert.equal(await epp.say(`10222${'11'.repeat(8)}${'22'.repeat(8)}`), 'E6')
    // R under K1: 6AC292FA… has no odd parity either.
    assert.equal(await epp.say(`2013032${R_UNDER_K1}`), 'E6')
    assert.deepEqual(epp.slots(), [tmk1])
  }))

test('crypt=working: a master enciphers nothing', () =>
  open('crypt=working', async (epp) => {
    await epp.say(loadK1)
    await epp.say(loadK2)
    assert.equal(await epp.say('90110000000000000000'), 'E5')
    assert.equal(await epp.say('93010000000000000000'), '60 D2B91CC5A758BB08')
  }))

test('no-kek: another code for a key that is not there', () =>
  open('no-kek=E4', async (epp) => assert.equal(await epp.say(loadK2), 'E4')))

test('clear-length=012: the length digits of one source, for command 1 alone', () =>
  open('clear-length=012', async (epp) => {
    assert.equal(await epp.say(`10121${K1}`), `60 ${kcvK1}`)
    assert.equal(await epp.say(loadK1), 'E8')
    assert.equal(await epp.say(loadK2), '60 D2B91CC5A758BB08')
  }))

test('zones=zt588: IMKs from 80, TMKs from 20, working keys from 30', () =>
  open('zones=zt588', async (epp) => {
    assert.equal(await epp.say(`18012${K1}`), `60 ${kcvK1}`)
    assert.equal(await epp.say(`2802022${K2_UNDER_K1}`), '60 D2B91CC5A758BB08')
    assert.equal(await epp.say(`2803032${K2_UNDER_K1}`), '60 D2B91CC5A758BB08')
    assert.equal(await epp.say(`12012${K1}`), 'EB')
    assert.deepEqual(epp.slots(), [`TLK 128 ${kcvK1}`, 'TMK 32 D2B91CC5A758BB08', tpk30])
  }))

test('numbers=coded: numbers follow the coding, and a hex number is refused in broken hex', () =>
  behaving('auth=off numbers=coded coding=broken-hex', async (epp) => {
    assert.equal(await epp.say('11?220123456789:;<=>??>=<;:9876543210'), '60 08=7;4?;629=0885')
    assert.equal(await epp.say('91F10000000000000000'), 'E9')
    assert.equal(await epp.say('91?10000000000000000'), '60 08=7;4?;629=0885')
  }))
