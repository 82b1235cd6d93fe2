// Bytes that pass serialport's stream by, on a real pseudo-terminal.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hex } from './memory-line.js'
import { heard, onPty } from './on-pty.js'

test('a frame longer than the kernel takes at once arrives whole and in its order', () =>
  onPty(async (line, pty) => {
    const long = Uint8Array.from({ length: 64 * 1024 }, (_, at) => (at * 31 + (at >> 8)) & 0xff)
    const sent = line.send({ parts: [long] })
    assert.equal(await pty.hear(long.length), hex(long))
    await sent
    assert.equal(line.quality.txBytes, long.length)
  }))

test('what was heard is wiped behind the last hearer', () =>
  onPty(async (line, pty) => {
    const kept: Uint8Array[] = []
    line.onBytes((chunk) => kept.push(chunk))
    const text = '020008D7B403'
    const all = heard(line, 6)
    pty.say(text)
    assert.equal(await all, text)
    await new Promise((later) => setImmediate(later))
    assert.equal(kept.map(hex).join(''), '000000000000')
  }))

test('bytes that come at once after a silence, and many of them, are all heard in their order', () =>
  onPty(async (line, pty) => {
    for (const count of [1, 255, 2000]) {
      const text = hex(Uint8Array.from({ length: count }, (_, at) => at & 0xff))
      const all = heard(line, count)
      pty.say(text)
      assert.equal(await all, text)
    }
    assert.equal(line.quality.rxBytes, 2256)
  }))
