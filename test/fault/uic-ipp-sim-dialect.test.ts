// The simulated pad in VeriFone's key-only dialect, on a real pseudo-terminal.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  ACK,
  admin,
  behaving,
  checkZero,
  EOT,
  getSerial,
  K1,
  loadIk,
  loadZero,
  textOf,
} from '../harness/simulated-pad.js'

const empty = admin('040')
const keyOnly = '0F 3032 30 30313233343536373839414243444546 0E 3A'.replaceAll(' ', '')
test('dialect=verifone: the key-only load of the page, in no mode; presence is F alone, and selection has an ACK alone', () =>
  behaving('dialect=verifone operator=absent', async (pad) => {
    await pad.load(keyOnly)
    assert.deepEqual(pad.slots(), ['TMK 0 D5D44FF720683D0D'])
    assert.equal(await pad.exchange(checkZero), '0F3034460E4C')
    pad.send('0F3038370E31')
    assert.equal(await pad.hear(1), ACK)
    assert.equal(await pad.exchange(admin('041')), empty)
    await pad.load(admin('05vvvddddddpbbnnnn'))
    assert.equal(textOf(await pad.exchange(getSerial)), '06vvvddddddpbbnnnn')
    pad.send(loadIk)
    assert.equal(await pad.hear(1), ACK)
    for (const frame of [loadZero, admin(`02F${K1.slice(16)}`), admin('05ABC'), admin('08A')]) {
      pad.send(frame)
      assert.equal(await pad.hear(1), EOT, frame)
    }
    assert.deepEqual(pad.slots(), ['TMK 0 D5D44FF720683D0D'])
  }))

test('dialect=verifone: what is refused has ACK and EOT, for there are no error codes', async () => {
  for (const behave of ['refuse=2', 'tampered', 'load-limit=0']) {
    await behaving(`dialect=verifone ${behave}`, async (pad) => {
      pad.send(keyOnly)
      assert.equal(await pad.hear(2), ACK + EOT, behave)
      assert.deepEqual(pad.slots(), [])
    })
  }
})
