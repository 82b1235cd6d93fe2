// A frame sent on a ticket, once more on a real line: that frame alone, one time, and the ticket is not spent again.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as vault from '../../electron/keys/vault.js'
import { bytes, ticket } from './memory-line.js'
import { onPty } from './on-pty.js'

test('the frame just sent on a ticket goes out once more, and not a third time', () => {
  let spent = 0
  return onPty(
    async (line, pty) => {
      using key = vault.secretFromBytes(Buffer.from('0123456789ABCDEFFEDCBA9876543210', 'hex'))
      const layout = { parts: [bytes('AA'), { secret: key, coding: 'raw' as const }] }
      await line.sendArmed(layout, ticket)
      await line.repeatArmed(layout, ticket)
      assert.equal(await pty.hear(34), 'AA0123456789ABCDEFFEDCBA9876543210'.repeat(2))
      await assert.rejects(line.repeatArmed(layout, ticket), TypeError)
      assert.equal(spent, 1)
      assert.equal(pty.unheard, 0)
    },
    {
      spend: () => {
        spent++
      },
    },
  )
})

test('another frame or another ticket repeats nothing, and neither does a ticket that was refused', () =>
  onPty(async (line, pty) => {
    const layout = { parts: [bytes('AA')] }
    await assert.rejects(line.repeatArmed(layout, ticket), TypeError)
    await line.sendArmed(layout, ticket)
    await assert.rejects(line.repeatArmed({ parts: [bytes('AA')] }, ticket), TypeError)
    await assert.rejects(line.repeatArmed(layout, { ...ticket }), TypeError)
    await line.send({ parts: [bytes('BB')] })
    assert.equal(await pty.hear(2), 'AABB')
  }, {}))

test('one further frame goes out on the ticket just spent, which is not spent again', () => {
  let spent = 0
  return onPty(
    async (line, pty) => {
      const layout = { parts: [bytes('AA')] }
      await assert.rejects(line.furtherArmed(layout, ticket), TypeError)
      await line.sendArmed(layout, ticket)
      await assert.rejects(line.furtherArmed(layout, { ...ticket }), TypeError)
      await line.furtherArmed({ parts: [bytes('BB')] }, ticket)
      await assert.rejects(line.furtherArmed({ parts: [bytes('CC')] }, ticket), TypeError)
      await assert.rejects(line.repeatArmed(layout, ticket), TypeError)
      await line.send({ parts: [bytes('DD')] })
      assert.equal(await pty.hear(3), 'AABBDD')
      assert.equal(spent, 1)
    },
    {
      spend: () => {
        spent++
      },
    },
  )
})

test('nothing follows a frame whose ticket was refused', () =>
  onPty(
    async (line, pty) => {
      const layout = { parts: [bytes('AA')] }
      await assert.rejects(line.sendArmed(layout, ticket), /refused/)
      await assert.rejects(line.furtherArmed(layout, ticket), TypeError)
      await line.send({ parts: [bytes('BB')] })
      assert.equal(await pty.hear(1), 'BB')
    },
    {
      spend: () => {
        throw new Error('refused')
      },
    },
  ))
