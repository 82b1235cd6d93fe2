// Reply times and line figures: what a record and a card say of a line.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { figuresOf, freshQuality } from '../../electron/wire/line.js'
import { ReplyTimes } from '../../electron/wire/reply-times.js'

const of = (...times: number[]) => {
  const replies = new ReplyTimes()
  for (const time of times) replies.add(time)
  return replies
}

test('half and nineteen in twenty of the answers took no longer than said', () => {
  const replies = of(...Array.from({ length: 100 }, (_, i) => 100 - i))
  assert.deepEqual([replies.at(0.5), replies.at(0.95), replies.at(1)], [50, 95, 100])
})
test('a line without an answer has no reply time', () => {
  assert.equal(of().at(0.5), null)
  assert.deepEqual([figuresOf(freshQuality()).replyP50Ms, figuresOf(freshQuality()).replies], [null, 0])
})
test('an answer that is there before the last byte was reckoned to have left took no time, not less than none', () => {
  assert.equal(of(-3).at(0.5), 0)
  assert.equal(figuresOf({ ...freshQuality(), replies: of(-3) }).replyP50Ms, 0)
})
test('only the newest 256 answers speak, and all are counted', () => {
  const replies = of(...Array.from({ length: 256 }, () => 900), ...Array.from({ length: 256 }, () => 4))
  assert.deepEqual([replies.at(1), replies.count], [4, 512])
})
test('figures are whole milliseconds, as a record holds them', () => {
  const { replyP50Ms, replyP95Ms } = figuresOf({ ...freshQuality(), replies: of(4.4, 9.6) })
  assert.deepEqual([replyP50Ms, replyP95Ms], [4, 10])
})
