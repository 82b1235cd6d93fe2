// The simulated MS246 by literal frames over a real pseudo-terminal: status, key serial number, keys and their check values.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromBase64 } from '../../electron/devices/unitech-ms246/sim-base64.js'
import { liveSecrets } from '../../electron/keys/vault.js'
import {
  askStatus,
  behaving,
  cannot,
  done,
  framed,
  ik,
  K1,
  load,
  loadedAs,
  loadedR,
  loadKsn,
  loadR,
  loadSingle,
  R,
  withMs246,
  wrapped,
} from '../harness/simulated-ms246.js'

test("the page's key loads, and the answer has its check value", () =>
  withMs246({}, async (reader) => {
    // FF 00 06 'AF8C07' 82.
    assert.equal(await reader.ask(loadR), '06024646' + '2F77414751555934517A413367673D3D' + '0D0A036A')
    assert.deepEqual(reader.slots(), [ik])
  }))

test("the page's status question and its key serial number have ACK and success", () =>
  withMs246({}, async (reader) => {
    assert.equal(await reader.ask(askStatus), '06024646' + '2F7741412F773D3D' + '0D0A0304')
    assert.equal(await reader.ask(loadKsn), done)
    assert.deepEqual(reader.slots(), [])
  }))

test('a key replaces the one before, and lower-case digits are taken', () =>
  withMs246({}, async (reader) => {
    assert.equal(await reader.ask(load(R)), loadedR)
    assert.equal(await reader.ask(load(K1.toLowerCase())), loadedAs('08D7B4'))
    assert.deepEqual(reader.slots(), ['IK 1 08D7B4FB629D0885'])
  }))

test('a single-length key loads by its own sub-command', () =>
  withMs246({}, async (reader) => {
    assert.equal(await reader.ask(loadSingle('13'.repeat(8))), loadedAs('A8B7B5'))
    assert.deepEqual(reader.slots(), ['IK 1 A8B7B5BD4A67D640'])
  }))

const refusals: readonly [because: string, inner: string][] = [
  ['another status', 'FF 13 01 03'],
  ['a status of two bytes', 'FF 13 02 02 02'],
  ['an unknown sub-command', 'FF 14 01 02'],
  ['a key under another tag', `FF 0A 21 34 ${'30'.repeat(32)}`],
  ['a key of 31 digits', `FF 0A 20 33 ${'30'.repeat(31)}`],
  ['a key of 48 digits', `FF 0A 31 33 ${'30'.repeat(48)}`],
  ['a key with a letter that is no digit', `FF 0A 21 33 ${'30'.repeat(31)} 47`],
  ['a single-length key by the sub-command of a double one', `FF 0A 11 33 ${'30'.repeat(16)}`],
  ['a double-length key by the sub-command of a single one', `FF 0B 21 33 ${'30'.repeat(32)}`],
  ['a key serial number of 20 digits', `FF 0A 15 32 ${'46'.repeat(20)}`],
  ['a key serial number with a space', `FF 0A 11 32 ${'46'.repeat(15)} 20`],
  ['no data', 'FF 0A 00'],
]
test('what is refused has NAK and a status that is not success, and keeps nothing', () =>
  withMs246({}, async (reader) => {
    for (const [because, inner] of refusals) assert.equal(await reader.ask(framed(inner)), cannot, because)
    assert.deepEqual(reader.slots(), [])
  }))

// Text between 'FF' and 0D 0A; the outer checksum is right.
const forms: readonly [because: string, text: string][] = [
  ['an inner checksum that is wrong', '/xMBAu4='],
  ['an inner length that is wrong', '/xMCAu4='],
  ['a command that does not start with FF', '/hMBAu4='],
  ['characters that are no base64', '/xMBAu8!'],
  ['base64 without its padding', '/xMBAu8'],
  ['bits left over in the base64', '/xMBAu9='],
  ['nothing', ''],
]
test('a form that is wrong has NAK alone, and the next command is answered', () =>
  withMs246({}, async (reader) => {
    for (const [because, text] of forms) {
      reader.send(wrapped(text))
      assert.equal(await reader.hear(1), '15', because)
      assert.equal(await reader.ask(askStatus), done, because)
    }
    for (const frame of ['0247462F784D424175383D0D0A036C', '0246462F784D424175383D0D03' + '67', '0203' + '03']) {
      reader.send(frame)
      assert.equal(await reader.hear(1), '15', frame)
    }
  }))

test('base64 of any bytes comes back as these bytes', () => {
  for (let length = 1; length < 60; length++) {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 89 + length * 31) & 0xff)
    assert.deepEqual(fromBase64(Buffer.from(Buffer.from(bytes).toString('base64'), 'latin1')), bytes)
  }
})

test('no key is left in memory when the simulator has stopped', async () => {
  const before = liveSecrets()
  for (const behave of ['', 'stale']) {
    await behaving(behave, async (reader) => {
      await reader.ask(loadR)
      await reader.ask(load(K1))
      assert.equal(liveSecrets(), before + 1)
    })
  }
  assert.equal(liveSecrets(), before)
})
