// The simulated PAX D's DUKPT initial keys by literal frames over a real pseudo-terminal.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answered, behaving, code, framed, R, R_UNDER_K1, tlk } from '../harness/simulated-pax.js'

const tik = (kcvInfo: string, group = '01') => `${group} 00 10 ${R} FFFF9876543210E00000 ${kcvInfo}`
const readTik = framed('900B', '06 01 00 09 08 0000000000000000')

test('an initial key reads back the check value that came with it, and -346 where none came', () =>
  behaving('', async (pax) => {
    assert.equal(await code(pax, '9002', tik('01 05 04 AF8C074A')), 0)
    assert.equal(await pax.ask(readTik), answered('900B', 0, 'AF8C074A'))
    assert.equal(await code(pax, '9002', tik('02 05 04 A78BFFBF')), 0)
    assert.equal(await pax.ask(readTik), answered('900B', 0, 'A78BFFBF'))
    assert.equal(await code(pax, '9002', tik('00')), 0)
    assert.equal(await pax.ask(readTik), answered('900B', -346))
    assert.deepEqual(pax.slots(), ['IK 1 AF8C074A692A3666'])
  }))

test('an initial key comes under the TLK, and a wrong check value is refused', () =>
  behaving('', async (pax) => {
    await pax.ask(framed('9001', tlk))
    const load = (kcv: string) => code(pax, '9002', `64 01 10 ${R_UNDER_K1} FFFF9876543210E00000 01 05 04 ${kcv}`)
    assert.equal(await load('AF8C074B'), -325)
    assert.equal(await load('AF8C074A'), 0)
    assert.deepEqual(pax.slots(), ['TLK 1 08D7B4FB629D0885', 'IK 100 AF8C074A692A3666'])
  }))

test('where the check of an initial key is off, the wrong value is taken and read back', () =>
  behaving('tik-check=off', async (pax) => {
    assert.equal(await code(pax, '9002', tik('01 05 04 DEADBEEF')), 0)
    assert.equal(await pax.ask(readTik), answered('900B', 0, 'DEADBEEF'))
    assert.deepEqual(pax.slots(), ['IK 1 AF8C074A692A3666'])
  }))
