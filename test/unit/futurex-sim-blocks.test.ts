// TR-31 blocks in the simulated Futurex-style receiver: published ones under published keys, and the codes of what is wrong.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  BLOCK_A,
  BLOCK_B,
  BLOCK_D,
  BLOCK_IK,
  behaving,
  IK,
  KBPK_D,
  KLK,
  KSN,
  kcvs,
  klk,
  type LoadFields,
  load,
  loadFx,
  loadKlk,
  underKlk,
} from '../harness/simulated-futurex.js'

const master = { ...underKlk, kcv: '6AEB', key: BLOCK_A }
const pin = { ...underKlk, type: '05', kcv: '6AEB', key: BLOCK_B }
const initial = { ...underKlk, type: '03', ksn: KSN, kcv: 'AF8C', key: BLOCK_IK }

test('blocks of version A and B load under a KTK that is loaded', () =>
  behaving('duplicates=taken', async (receiver) => {
    assert.equal(await receiver.say(loadKlk), '0200C0D5')
    assert.equal(await receiver.say(load(master)), '02006AEB')
    assert.equal(await receiver.say(load(pin)), '02006AEB')
    assert.equal(await receiver.say(load(initial)), '0200AF8C')
    assert.deepEqual(receiver.slots(), [klk, 'TMK 1 6AEB1DC46E097FC5', 'TPK 1 6AEB1DC46E097FC5', `IK 1 ${kcvs.IK}`])
  }))

test('a block of version D loads under an AES KTK, in the message or loaded', async () => {
  const aes = { type: '05', kcv: '596F', ktkKcv: '2E55', key: BLOCK_D }
  await behaving('', async (receiver) => {
    assert.equal(await receiver.say(load({ ...aes, encryption: '02', ktk: KBPK_D })), '0200596F')
    assert.deepEqual(receiver.slots(), ['TPK 1 596F55C875DF6BCF aes'])
  })
  await behaving('dialect=fx', async (receiver) => {
    const under = { ...aes, encryption: '01', ktkSlot: '04', algorithm: '04' }
    assert.equal(
      await receiver.say(loadFx({ slot: '04', type: '06', algorithm: '02', kcv: '2E55', key: KBPK_D })),
      '02002E55',
    )
    assert.equal(await receiver.say(loadFx({ ...under, algorithm: '00' })), '02190000')
    assert.equal(await receiver.say(loadFx(under)), '02150000', 'the key in the block has 16 bytes')
    assert.equal(await receiver.say(loadFx({ ...under, algorithm: '02' })), '0200596F')
  })
})

const counted = (block: string) => block[0] + String(block.length).padStart(4, '0') + block.slice(5)
const bad: readonly (readonly [because: string, fields: LoadFields, code: string])[] = [
  ['a block in clear', { ...master, encryption: '00', ktkKcv: '0000' }, '04'],
  ['a block that counts one character too many', { ...master, key: `A0073${BLOCK_A.slice(5)}` }, '04'],
  ['version X', { ...master, key: `X${BLOCK_A.slice(1)}` }, '17'],
  ['version E, which is none of TR-31', { ...master, key: `E${BLOCK_A.slice(1)}` }, '17'],
  ['version D under a TDES KTK', { ...underKlk, type: '05', kcv: '596F', key: BLOCK_D }, '17'],
  ['the usage of another type', { ...master, type: '05' }, '18'],
  ['an unknown usage', { ...master, key: BLOCK_A.replace('K0T', 'ZZT') }, '18'],
  ['algorithm R', { ...master, key: BLOCK_A.replace('K0T', 'K0R') }, '19'],
  ['algorithm A for a TDES type', { ...initial, key: BLOCK_IK.replace('B1T', 'B1A') }, '19'],
  ['mode Z', { ...master, key: BLOCK_A.replace('K0TD', 'K0TZ') }, '1A'],
  ['a mode that does not go with the usage', { ...master, key: BLOCK_A.replace('K0TD', 'K0TG') }, '1A'],
  ['one digit of the MAC changed', { ...master, key: `${BLOCK_A.slice(0, -1)}9` }, '1B'],
  ['a header changed within what is allowed', { ...master, key: BLOCK_A.replace('K0TD', 'K0TE') }, '1B'],
  ['an optional block that is none', { ...initial, key: BLOCK_IK.replace('KS18', 'KS02') }, '1C'],
  ['lower-case digits', { ...master, key: BLOCK_A.slice(0, 16) + BLOCK_A.slice(16).toLowerCase() }, '04'],
  ['half a cipher block too little', { ...master, key: counted(BLOCK_A.slice(0, 56) + BLOCK_A.slice(64)) }, '15'],
  ['another check value', { ...master, kcv: '6AEC' }, '12'],
  ['another check value of the KTK', { ...master, ktkKcv: 'C0D4' }, '13'],
  ['no KTK in the slot', { ...master, ktkSlot: '05' }, '0E'],
]
test('what is wrong with a block has its code and changes nothing', () =>
  behaving('', async (receiver) => {
    await receiver.say(loadKlk)
    for (const [because, fields, code] of bad) {
      assert.equal(await receiver.say(load(fields)), `02${code}0000`, because)
      assert.deepEqual(receiver.slots(), [klk], because)
    }
  }))

test('a block under another KTK than its own has 1B', () =>
  behaving('', async (receiver) => {
    await receiver.say(load({ slot: '04', type: '06', key: IK, kcv: 'AF8C' }))
    assert.equal(await receiver.say(load({ ...master, ktkKcv: 'AF8C' })), '021B0000')
  }))

test('the check value of a key in a block is of the key, not of the block', () =>
  behaving('', async (receiver) => {
    const inMessage = { encryption: '02', ktkKcv: 'C0D5', ktk: KLK }
    assert.equal(await receiver.say(load({ ...inMessage, type: '05', kcv: '6AEB', key: BLOCK_B })), '02006AEB')
    assert.deepEqual(receiver.slots(), ['TPK 1 6AEB1DC46E097FC5'])
  }))
