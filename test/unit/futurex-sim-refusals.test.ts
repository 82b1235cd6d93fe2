// The simulated Futurex-style receiver's result codes: what has which, and that nothing refused changes the store.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  A128,
  behaving,
  framed,
  IK,
  IK_UNDER_K1,
  K1,
  K2,
  K2_UNDER_K1,
  KSN,
  kcvs,
  ktk,
  type LoadFields,
  load,
  loadFx,
  loadK1,
  loadKtk,
  NO_KSN,
  tmk1,
  underK1,
} from '../harness/simulated-futurex.js'

/** What is wrong with each load, where K1 is KTK 03. */
const loads: readonly (readonly [because: string, fields: LoadFields, code: string])[] = [
  ['version 02', { version: '02' }, '02'],
  ['a length that is too short', { length: '01F' }, '03'],
  ['a length that is too long', { length: '021' }, '03'],
  ['a length that runs out of the message', { length: 'FFF' }, '03'],
  ['a length that is no number', { length: '0G0' }, '04'],
  ['a slot that is no number', { slot: '0G' }, '04'],
  ['lower-case digits', { kcv: '08d7' }, '04'],
  ['a key with a letter too far', { key: `${K1.slice(1)}G` }, '04'],
  ['a KSN that is not hex', { ksn: `X${NO_KSN.slice(1)}` }, '04'],
  ['slot 64', { slot: '64' }, '0C'],
  ['KTK slot 64', { ...underK1, ktkSlot: '64', key: K2_UNDER_K1, kcv: 'D2B9' }, '0D'],
  ['no KTK in the slot', { ...underK1, ktkSlot: '02', key: K2_UNDER_K1, kcv: 'D2B9' }, '0E'],
  ['type 07', { type: '07', key: K2, kcv: 'D2B9' }, '10'],
  ['type 0F, which has no name', { type: '0F', key: K2, kcv: 'D2B9' }, '10'],
  ['encryption type 03', { encryption: '03', key: K2, kcv: 'D2B9' }, '11'],
  ['another check value', { key: K2, kcv: 'D2B8' }, '12'],
  ['no check value', { key: K2, kcv: '0000' }, '12'],
  ['the check value of the KTK for the key', { ...underK1, key: K2_UNDER_K1, kcv: '08D7' }, '12'],
  ['another check value of the KTK', { ...underK1, ktkKcv: '08D6', key: K2_UNDER_K1, kcv: 'D2B9' }, '13'],
  [
    'another check value of the KTK in the message',
    { encryption: '02', ktkKcv: '08D6', key: IK_UNDER_K1, ktk: K1 },
    '13',
  ],
  ['an initial key without KSN', { type: '03', key: IK, kcv: 'AF8C' }, '14'],
  ['a key of 8 bytes', { key: K1.slice(16), kcv: '0000' }, '15'],
  ['a key of 15 bytes', { key: K1.slice(2), kcv: '0000' }, '15'],
  ['a key of an odd number of digits', { key: K1.slice(1), kcv: '0000' }, '15'],
  ['a TDES key of 32 bytes', { key: K1 + K2, kcv: '0000' }, '15'],
  ['a triple-length initial key', { type: '03', ksn: KSN, key: `${K1}6AC292FAA1315B4D`, kcv: 'A60B' }, '15'],
  ['an AES key of 20 bytes', { type: '10', key: `${A128}00000000`, kcv: '0000' }, '15'],
  ['a KTK in the message that is not asked for', { key: K2, kcv: 'D2B9', ktk: K1 }, '16'],
  ['no KTK in the message', { encryption: '02', key: K2, kcv: 'D2B9' }, '16'],
  ['a KTK in the message of 8 bytes', { encryption: '02', key: K2, kcv: 'D2B9', ktk: K1.slice(16) }, '16'],
  ['K1 itself, in another slot', { slot: '05' }, '09'],
  ['K1 itself, in its own slot', { slot: '03', type: '06' }, '09'],
  ['another KTK into its slot', { slot: '03', type: '06', key: K2, kcv: 'D2B9' }, '0F'],
]
test('what is refused has its code and changes nothing', () =>
  behaving('', async (receiver) => {
    assert.equal(await receiver.say(loadKtk), '020008D7')
    for (const [because, fields, code] of loads) {
      assert.equal(await receiver.say(load(fields)), `02${code}0000`, because)
      assert.deepEqual(receiver.slots(), [ktk], because)
    }
  }))

const others: readonly (readonly [because: string, payload: string, answer: string])[] = [
  ['an empty payload', '', '0001'],
  ['a single character', '0', '0001'],
  ['an unknown command', '09', '0901'],
  ['custom command 07, which the page does not describe', '07', '0701'],
  ['custom command 08', '08', '0801'],
  ['a command that is no text', '\x07\x08', '0001'],
  ['a load and no more', '02', '02030000'],
  ['a load that breaks off in a field', load().slice(0, 30), '02030000'],
  ['a load that breaks off in the length', load().slice(0, 41), '02030000'],
  ['a load without KTK length', load().slice(0, -3), '02030000'],
  ['a load with more behind it', `${load()}0`, '02030000'],
  ['a question for the serial number with more behind it', '0300', '0303'],
  ['delete all with more behind it', '0500', '0503'],
  ['delete one without a slot', '06', '0603'],
  ['delete one without a type', '0603', '0603'],
  ['delete one with a slot that is no number', '060G01', '0604'],
  ['delete one in slot 64', '066401', '060C'],
  ['delete one of an unknown type', '060307', '0610'],
  ['delete one in an empty slot', '060301', '060B'],
]
test('what is no command, or is cut short or too long, has its code and changes nothing', () =>
  behaving('', async (receiver) => {
    await receiver.say(loadKtk)
    for (const [because, payload, answer] of others) {
      assert.equal(await receiver.say(payload), answer, because)
      assert.deepEqual(receiver.slots(), [ktk], because)
    }
  }))

test('the refusal of a wrong check value by literal bytes', () =>
  behaving('', async (receiver) => {
    assert.equal(await receiver.say(load({ kcv: '08D6' })), '02120000')
    assert.equal(
      await receiver.ask(framed(load({ kcv: '08D6' }))),
      '02 30 32 31 32 30 30 30 30 03 02'.replaceAll(' ', ''),
    )
    assert.deepEqual(receiver.slots(), [])
  }))

test('the same load again has 09, and the key stays', () =>
  behaving('', async (receiver) => {
    await receiver.ask(loadK1)
    assert.equal(await receiver.ask(loadK1), framed('02090000'))
    assert.deepEqual(receiver.slots(), [tmk1])
  }))

test('a KSN that another initial key has is refused with 0A', () =>
  behaving('', async (receiver) => {
    const initial = { type: '03', ksn: KSN }
    assert.equal(await receiver.say(load({ ...initial, key: IK, kcv: 'AF8C' })), '0200AF8C')
    assert.equal(await receiver.say(load({ ...initial, slot: '02', key: K2, kcv: 'D2B9' })), '020A0000')
    assert.equal(
      await receiver.say(load({ ...initial, slot: '02', key: K2, kcv: 'D2B9', ksn: `${KSN.slice(0, -7)}1E00000` })),
      '0200D2B9',
    )
    assert.deepEqual(receiver.slots(), [`IK 1 ${kcvs.IK}`, `IK 2 ${kcvs.K2}`])
  }))

const fx: readonly (readonly [because: string, fields: LoadFields, code: string])[] = [
  ['a slot in hex', { slot: '0A' }, '04'],
  ['a KTK slot in hex', { ktkSlot: '0A' }, '04'],
  ['a length in digits', { length: '020' }, '03'],
  ['algorithm 05', { algorithm: '05' }, '19'],
  ['an AES initial key by a TDES algorithm', { type: '0B', ksn: KSN }, '19'],
  ['a TDES initial key by an AES algorithm', { type: '03', ksn: KSN, algorithm: '02' }, '19'],
  ['algorithm 01 with 16 bytes', { algorithm: '01' }, '15'],
  ['algorithm 04 with 16 bytes', { algorithm: '04' }, '15'],
]
test('dialect fx: what is refused has its code', () =>
  behaving('dialect=fx', async (receiver) => {
    for (const [because, fields, code] of fx) {
      assert.equal(await receiver.say(loadFx(fields)), `02${code}0000`, because)
    }
    assert.deepEqual(receiver.slots(), [])
  }))

test('dialect fx: 24 bytes under an AES KTK cannot be deciphered, and have 1C', () =>
  behaving('dialect=fx', async (receiver) => {
    await receiver.say(loadFx({ slot: '03', type: '06', algorithm: '02', key: A128, kcv: '7DF7' }))
    const under = { encryption: '01', ktkSlot: '03', ktkKcv: '7DF7', algorithm: '01', key: `${K1}${K1.slice(16)}` }
    assert.equal(await receiver.say(loadFx(under)), '021C0000')
  }))

test('every code of the page can be asked for, and nothing is kept', async () => {
  const digits = Array.from({ length: 0x1d }, (_, index) => (index + 1).toString(16).padStart(2, '0').toUpperCase())
  for (const code of [...digits, '2A']) {
    await behaving(`refuse=${code}`, async (receiver) => {
      assert.equal(await receiver.ask(loadK1), framed(`02${code}0000`))
      assert.deepEqual(receiver.slots(), [])
    })
  }
})
