// The simulated P180 by frames over a real pseudo-terminal: what it refuses, and that nothing is kept of it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  behaving,
  coded,
  framed,
  K1_UNDER_R,
  kek1,
  loaded,
  loadTmk1,
  R_UNDER_K1,
  refused,
  S_UNDER_K1,
  tmk1,
  withP180,
} from '../harness/simulated-p180.js'

const refusals: readonly [because: string, params: string][] = [
  ['no parameters', ''],
  ['parameters that end before the key', '01 02 03'],
  ['a key shorter than its length says', `01 02 03 01 0010 ${S_UNDER_K1}`],
  ['a length with the low byte first', `01 02 03 01 1000 ${R_UNDER_K1}`],
  ['a TR-31 key', `01 00 03 01 0010 ${R_UNDER_K1}`],
  ['an AES key', `01 01 03 01 0010 ${R_UNDER_K1}`],
  ['an unknown usage', `01 02 04 01 0010 ${R_UNDER_K1}`],
  ['a check value that is wrong', `01 02 03 01 0010 ${R_UNDER_K1} AF8C08`],
  ['a check value of two bytes', `01 02 03 01 0010 ${R_UNDER_K1} AF8C`],
  ['a check value of four bytes', `01 02 03 01 0010 ${R_UNDER_K1} AF8C074A`],
  ['a key of 15 bytes', `01 02 03 01 000F ${R_UNDER_K1.slice(2)}`],
  ['a key of 32 bytes', `01 02 03 01 0020 ${R_UNDER_K1.repeat(2)}`],
  ['a key without bytes', '01 02 03 01 0000'],
  ['a TMK at index 0', `01 02 03 00 0010 ${R_UNDER_K1}`],
  ['a TMK at index 128', `01 02 03 80 0010 ${R_UNDER_K1}`],
  ['a TMK under a KEK that is not there', `02 02 03 01 0010 ${R_UNDER_K1}`],
  ['a PIN key under a TMK that is not there', `01 02 00 01 0010 ${K1_UNDER_R}`],
  ['a PIN key under KEK index 0', `00 02 00 01 0010 ${K1_UNDER_R}`],
  ['a PIN key at index 129', `01 02 00 81 0010 ${K1_UNDER_R}`],
  ['a data key at index 128', `00 02 02 80 0010 ${K1_UNDER_R}`],
]
test('a load that is refused has the error code and keeps nothing', () =>
  withP180({}, async (pad) => {
    for (const [because, params] of refusals) assert.equal(await pad.ask(framed('50', params)), refused, because)
    assert.deepEqual(pad.slots(), [kek1])
  }))

test('a data key comes under the key 128 below, or under any where that is set', async () => {
  const under2 = framed('50', `02 02 02 81 0010 ${K1_UNDER_R} 08D7B4`)
  const tmk2 = framed('50', `01 02 03 02 0010 ${R_UNDER_K1} AF8C07`)
  await behaving('', async (pad) => {
    assert.equal(await pad.ask(tmk2), loaded)
    assert.equal(await pad.ask(under2), refused)
  })
  await behaving('data-kek=any', async (pad) => {
    await pad.ask(tmk2)
    assert.equal(await pad.ask(under2), loaded)
  })
})

test('what has no meaning or no key is refused by the code of its own answer', () =>
  withP180({}, async (pad) => {
    await pad.ask(loadTmk1)
    const asks: readonly [command: string, params: string, answer: string][] = [
      ['52', '', '53'],
      ['52', '01', '53'],
      ['52', '01 00 00', '53'],
      ['52', '01 04', '53'],
      ['52', '00 00', '53'],
      ['52', '02 00', '53'],
      ['52', '01 01', '53'],
      ['80', `81 02 0008 ${'00'.repeat(8)}`, '81'],
      ['80', `01 02 0008 ${'00'.repeat(8)}`, '81'],
      ['80', '', '81'],
      ['34', '', '35'],
      ['7g', '', '7h'],
      ['C2', '01 01 00 00 0000', 'C3'],
      ['99', '', '9:'],
    ]
    for (const [command, params, answer] of asks) {
      assert.equal(await pad.ask(framed(command, params)), coded(answer, '01'), `${command} ${params}`)
    }
    assert.deepEqual(pad.slots(), [kek1, tmk1])
  }))

test('data to encipher that is no whole blocks, and deciphering, are refused', () =>
  withP180({}, async (pad) => {
    await pad.ask(loadTmk1)
    await pad.ask(framed('50', `01 02 02 81 0010 ${K1_UNDER_R} 08D7B4`))
    for (const params of ['02 0000', '02 0007 00000000000000', '02 0008 00', '02 0001 00 00']) {
      assert.equal(await pad.ask(framed('80', `81 ${params}`)), coded('81', '01'), params)
    }
    for (const mode of ['00', '03', '04', '05']) {
      assert.equal(await pad.ask(framed('80', `81 ${mode} 0008 ${'00'.repeat(8)}`)), coded('81', '01'), mode)
    }
  }))
