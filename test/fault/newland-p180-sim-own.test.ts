// What the P180's page leaves open, each reading seen on a real pseudo-terminal to be the one asked for.
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
  readTmk1,
  refused,
  tmk1,
  tmk1Read,
  wrongValue,
} from '../harness/simulated-p180.js'

const empty = coded('53', '01')

test('error-code: whatever it cannot do has that code', () =>
  behaving('error-code=7A', async (pad) => {
    assert.equal(await pad.ask(wrongValue), coded('51', '7A'))
    assert.equal(await pad.ask(readTmk1), coded('53', '7A'))
    assert.equal(await pad.ask(framed('99')), coded('9:', '7A'))
  }))

test('refusals=nak: what it cannot do has NAK alone, everything else ACK and answer', () =>
  behaving('refusals=nak', async (pad) => {
    pad.send(wrongValue)
    assert.equal(await pad.hear(1), '15')
    assert.equal(await pad.ask(loadTmk1), loaded)
    assert.equal(await pad.ask(readTmk1), tmk1Read)
  }))

test('refusals=nak and bad-checksum-once: a NAK stays a NAK', () =>
  behaving('refusals=nak bad-checksum-once', async (pad) => {
    pad.send(wrongValue)
    assert.equal(await pad.hear(1), '15')
  }))

test('kcv-check=off: a load with a wrong check value is taken, and the read-back tells the truth', () =>
  behaving('kcv-check=off', async (pad) => {
    assert.equal(await pad.ask(wrongValue), loaded)
    assert.equal(await pad.ask(readTmk1), tmk1Read)
  }))

test('kcv-byte=status: 00 stands before the check value', () =>
  behaving('kcv-byte=status', async (pad) => {
    await pad.ask(loadTmk1)
    assert.equal(await pad.ask(readTmk1), framed('53', '00 AF8C07'))
  }))

test('kek=tmk: the first TMK comes under the KEK of the factory, the next under that TMK', () =>
  behaving('kek=tmk', async (pad) => {
    assert.equal(await pad.ask(loadTmk1), loaded)
    assert.equal(await pad.ask(loadTmk1), refused)
    const k1UnderR = framed('50', `01 02 03 02 0010 ${K1_UNDER_R} 08D7B4`)
    assert.equal(await pad.ask(k1UnderR), loaded)
    assert.deepEqual(pad.slots(), [kek1, tmk1, 'TMK 2 08D7B4FB629D0885'])
  }))

test('no-kek: no TMK can be loaded', () =>
  behaving('no-kek', async (pad) => {
    assert.deepEqual(pad.slots(), [])
    assert.equal(await pad.ask(loadTmk1), refused)
  }))

test('attribute=none: the question has an ACK alone', () =>
  behaving('attribute=none', async (pad) => {
    pad.send(framed('90'))
    assert.equal(await pad.hear(1), '06')
    assert.equal(await pad.ask(readTmk1), empty)
  }))
