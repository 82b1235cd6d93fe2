// A line that changes its rate while it is open, on a real pseudo-terminal.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from './memory-line.js'
import { fault, heard, onPty } from './on-pty.js'

test('a line speaks on at its new rate, and every wait goes by it', () =>
  onPty(async (line, pty) => {
    assert.equal(line.baud, 115_200)
    await line.setBaud(9600)
    assert.equal(line.baud, 9600)
    await line.send({ parts: [bytes('0230303133033031')] })
    assert.equal(await pty.hear(8), '0230303133033031')
    const answer = heard(line, 1)
    pty.say('37')
    assert.equal(await answer, '37')
  }))

test('a line that is gone keeps the rate it had', () =>
  onPty(async (line, pty) => {
    pty.unplug()
    await line.close()
    await assert.rejects(line.setBaud(9600), fault('wire/gone'))
    assert.equal(line.baud, 115_200)
  }))
