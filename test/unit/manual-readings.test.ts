// Two people read one screen: every move of the table.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { atFirst, type Entry, type Readings, read } from '../../electron/devices/manual/readings.js'

const ROUNDS = 3
const anna = (value: string | null): Entry => ({ value, by: ['anna'] })
const boris = (value: string | null): Entry => ({ value, by: ['boris'] })
const after = (...entries: Entry[]): Readings =>
  entries.reduce<Readings>((at, entry) => read(at, entry, ROUNDS), atFirst)

test('two entries that are the same digits agree, and name both readers', () => {
  assert.deepEqual(after(anna('08D7B4'), boris('08D7B4')), {
    state: 'agreed',
    value: '08D7B4',
    by: [['anna'], ['boris']],
  })
})
test('two entries of which one is the beginning of the other are different entries', () => {
  assert.deepEqual(after(anna('08D7'), boris('08D7B4')), { state: 'first', round: 2 })
})
test('one who sees a value and one who sees none are asked again', () => {
  assert.deepEqual(after(anna(null), boris('08D7B4')), { state: 'first', round: 2 })
  assert.deepEqual(after(anna('08D7B4'), boris(null)), { state: 'first', round: 2 })
})
test('where both see none, nobody is asked again', () => {
  assert.deepEqual(after(anna(null), boris(null)), { state: 'unread' })
})
test('an entry of an earlier round is forgotten: only the two of one round are compared', () => {
  assert.deepEqual(after(anna('08D7B4'), boris('8CA64D'), anna('8CA64D')), {
    state: 'second',
    round: 2,
    first: anna('8CA64D'),
  })
})
test('readings that differ to the last round are unread', () => {
  const differing = [anna('08D7B4'), boris('8CA64D')]
  assert.deepEqual(after(...differing, ...differing, ...differing), { state: 'unread' })
})
test('nobody is asked after the end', () => {
  assert.throws(() => after(anna(null), boris(null), anna('08D7B4')), TypeError)
})
test('whatever is entered: they agree only on what both typed in one round, and never go on beyond the last', () => {
  const value = fc.constantFrom(null, '08D7B4', '8CA64D', '08D7')
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { minLength: ROUNDS, maxLength: ROUNDS }), (rounds) => {
      let at: Readings = atFirst
      for (const [first, second] of rounds) {
        if (at.state !== 'first') break
        at = read(read(at, anna(first), ROUNDS), boris(second), ROUNDS)
      }
      const end = rounds.find(([first, second]) => first === second)
      if (end && end[0] !== null) assert.ok(at.state === 'agreed' && at.value === end[0])
      else assert.equal(at.state, 'unread')
    }),
  )
})
