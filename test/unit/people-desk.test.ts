// The window's desk: one open question at a place, answered once, by somebody, or taken back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nothingTyped, type } from '../../electron/cli/typing.js'
import { Fault } from '../../electron/contract/fault.js'
import type { Answer, Question } from '../../electron/contract/people.js'
import { Desk } from '../../electron/injection/desk.js'

const reading: Question = {
  kind: 'reading',
  attempt: 'at-1',
  label: 'TMK',
  usage: 'TMK',
  slot: 1,
  serial: 'LD0001',
  reader: 1,
  round: 1,
  rounds: 3,
  digits: { fewest: 4, most: 6 },
}
const value = (hex: string): Answer => ({ kind: 'reading', value: hex })
const code = (error: unknown) => error instanceof Fault && error.code
const desk = () => new Desk({ now: () => 1000, changed: () => {} })
const waiting = (signal = new AbortController().signal) => ({ signal, minutes: 30 })

test('an answer resolves the question with who gave it, and closes it', async () => {
  const here = desk()
  const asked = here.ask('manual:1', reading, waiting())
  const [open] = here.views()
  assert.deepEqual([open?.askedAt, open?.until, open?.port], [1000, 1_801_000, 'manual:1'])
  here.answer('manual:1', open!.id, value('08D7B4'), ['anna'])
  assert.deepEqual(await asked, { answer: value('08D7B4'), by: ['anna'] })
  assert.deepEqual(here.views(), [])
})
test('the answer to a question that is over never answers the next one: a double press counts once', async () => {
  const here = desk()
  const first = here.ask('manual:1', reading, waiting())
  const { id } = here.views()[0]!
  here.answer('manual:1', id, value('08D7B4'), ['anna'])
  await first
  void here.ask('manual:1', { ...reading, reader: 2 }, waiting())
  assert.throws(
    () => here.answer('manual:1', id, value('08D7B4'), ['anna']),
    (e) => code(e) === 'people/no-question',
  )
  assert.equal(here.views().length, 1)
})
test('what is no answer leaves the question open for a better one', () => {
  const here = desk()
  void here.ask('manual:1', reading, waiting())
  const { id } = here.views()[0]!
  for (const answer of [value('08'), value('08D7B4FB'), { kind: 'load' } as const])
    assert.throws(
      () => here.answer('manual:1', id, answer, ['anna']),
      (e) => code(e) === 'people/bad-answer',
    )
  assert.equal(here.views().length, 1)
})
test('a question at another port is another question', () => {
  const here = desk()
  void here.ask('manual:1', reading, waiting())
  const { id } = here.views()[0]!
  assert.throws(
    () => here.answer('manual:2', id, value('08D7B4'), ['anna']),
    (e) => code(e) === 'people/no-question',
  )
})
test('a question taken back is gone, with the reason', async () => {
  const here = desk()
  const stop = new AbortController()
  const asked = here.ask('manual:1', reading, waiting(stop.signal))
  stop.abort(new Fault('people/nobody-answered', { port: 'manual:1', minutes: 30 }))
  await assert.rejects(asked, (e) => code(e) === 'people/nobody-answered')
  assert.deepEqual(here.views(), [])
})
test('a line typed at a keyboard: digits, corrections, Enter; Ctrl+C and Ctrl+D call off; nothing counts after the end', () => {
  assert.deepEqual(type(nothingTyped, '08D8\u007f7\r'), { text: '08D7', end: 'entered' })
  assert.deepEqual(type(nothingTyped, '08\u0003D7'), { text: '08', end: 'called-off' })
  assert.deepEqual(type(nothingTyped, '\u0004'), { text: '', end: 'called-off' })
  assert.deepEqual(type(type(nothingTyped, '0\u001b[A8'), '\t\n'), { text: '0[A8', end: 'entered' })
  assert.equal(type(nothingTyped, 'A'.repeat(500)).text.length, 64)
})
