// ACK and NAK between the station and the simulated PAX D: lost, late, and answers that come again.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  answered,
  behaving,
  code,
  framed,
  loaded,
  loadK1,
  ping,
  readTmk1,
  tlk,
  tmk1,
  tmk1Read,
} from '../harness/simulated-pax.js'

const pinged = '029036000400000000A2'
const empty = answered('900B', -301)

test('no-ack-once: the first load is answered without ACK, the second with it', () =>
  behaving('no-ack-once', async (pax) => {
    assert.equal(await pax.ask(ping), pinged)
    pax.send(loadK1)
    assert.equal(await pax.reply(), loaded)
    pax.send('06')
    assert.deepEqual(pax.slots(), [tmk1])
    assert.equal(await pax.ask(loadK1), loaded)
  }))

test('lost-ack: the answer to the first load comes again after its ACK, the other answers once', () =>
  behaving('lost-ack ack-wait=400', async (pax) => {
    assert.equal(await pax.ask(ping), pinged)
    assert.equal(await pax.ask(loadK1), loaded)
    assert.equal(await pax.reply(), loaded)
    pax.send('06')
    assert.equal(await pax.ask(readTmk1), tmk1Read)
    assert.equal(await pax.ask(loadK1), loaded)
    await new Promise((resolve) => setTimeout(resolve, 600))
    assert.equal(await pax.ask(ping), pinged)
  }))

test('ack-wait: an answer without ACK comes three times more and then no longer, not even on NAK', () =>
  behaving('ack-wait=20', async (pax) => {
    pax.send(ping)
    assert.equal(await pax.hear(1), '06')
    for (let round = 0; round < 4; round++) assert.equal(await pax.reply(), pinged)
    await new Promise((resolve) => setTimeout(resolve, 100))
    pax.send('15')
    assert.equal(await pax.ask(readTmk1), empty)
  }))

test('ack-wait=never: an answer without ACK comes once, and again for every NAK', () =>
  behaving('ack-wait=never', async (pax) => {
    pax.send(ping)
    assert.equal(await pax.hear(1), '06')
    assert.equal(await pax.reply(), pinged)
    for (let round = 0; round < 5; round++) {
      pax.send('15')
      assert.equal(await pax.reply(), pinged)
    }
    assert.equal(await pax.ask(readTmk1), empty)
  }))

for (const [setting, second] of [
  ['answer', 0],
  ['again', -309],
] as const) {
  test(`resent=${setting}: a TLK sent twice before its answer was acknowledged has ${second} the second time`, () =>
    behaving(`resent=${setting} ack-wait=never`, async (pax) => {
      for (const expected of [0, second]) {
        pax.send(framed('9001', tlk))
        assert.equal(await pax.hear(1), '06')
        assert.equal(await pax.reply(), answered('9001', expected))
      }
      pax.send('06')
      assert.equal(await code(pax, '9001', tlk), -309)
    }))
}
