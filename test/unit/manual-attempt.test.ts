// An attempt by hand from intent to result: what is recorded before what, and how it ends.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fault } from '../../electron/contract/fault.js'
import type { Answer } from '../../electron/contract/people.js'
import { byHand, calledOff, loaded, reading, type Says, serial, two } from './manual-setup.js'

test('every step is on disk before the next: intent, armed, a spent ticket, and only then are people told to load', async () => {
  const { trail } = await byHand([serial, loaded, ...two('08D7B4')])
  assert.deepEqual(trail, [
    'attempt-intent',
    '? serial',
    'attempt-armed',
    'ticket spent',
    '? load',
    'attempt-answer',
    '? reading',
    'attempt-answer',
    '? reading',
    'attempt-answer',
    'attempt-result',
  ])
})
test('two people who read the expected value attest it', async () => {
  const { outcome, results, events, answers } = await byHand([serial, loaded, ...two('08d7b4')], { lab: false })
  assert.equal(outcome, 'attested')
  assert.deepEqual(results[0]?.warnings, [])
  const { verdict, provenance, reported } = events.find(({ event }) => event === 'kcv') as never
  assert.deepEqual([verdict, provenance, reported], ['match', 'human', '08D7B4'])
  assert.deepEqual(
    answers.map(({ said, by, kcv, reader }) => [said, by, kcv, reader]),
    [
      ['loaded', ['lab'], null, null],
      ['value', ['anna'], '08D7B4', 1],
      ['value', ['boris'], '08D7B4', 2],
    ],
  )
})
test('one person in both places: attested in lab with a warning, unverified in production', async () => {
  const says = [serial, loaded, reading('08D7B4'), reading('08D7B4')]
  const lab = await byHand(says)
  assert.equal(lab.outcome, 'attested')
  assert.deepEqual(lab.results[0]?.warnings, ['single-person'])
  const production = await byHand(says, { lab: false })
  assert.equal(production.outcome, 'unverified')
  assert.deepEqual(production.results[0]?.warnings, ['single-person'])
})
test('two equal readings that differ from the expected value are mismatched, at once and without a second look', async () => {
  const { outcome, questions } = await byHand([serial, loaded, ...two('8CA64D')])
  assert.equal(outcome, 'mismatched')
  assert.equal(questions.length, 4)
})
test('readings that differ are asked for again; agreeing then is as good as at first', async () => {
  const { outcome, answers } = await byHand([serial, loaded, reading('08D7B4'), reading('08D784'), ...two('08D7B4')])
  assert.equal(outcome, 'attested')
  assert.deepEqual(
    answers.map(({ round, kcv }) => [round, kcv]),
    [
      [null, null],
      [1, '08D7B4'],
      [1, '08D784'],
      [2, '08D7B4'],
      [2, '08D7B4'],
    ],
  )
})
test('readings that differ three times are unverified, and every one of them is recorded', async () => {
  const differ = [reading('08D7B4'), reading('8CA64D')]
  const { outcome, answers } = await byHand([serial, loaded, ...differ, ...differ, ...differ])
  assert.equal(outcome, 'unverified')
  assert.equal(answers.length, 7)
})
test('a terminal that shows no value is unverified', async () => {
  assert.equal((await byHand([serial, loaded, reading(null), reading(null)])).outcome, 'unverified')
})
test('two bytes, or nothing expected, are too little to attest', async () => {
  assert.equal((await byHand([serial, loaded, ...two('08D7')])).outcome, 'unverified')
})
test('all zeros and all ones are what a screen shows that has no value', async () => {
  for (const value of ['000000', 'FFFFFF'])
    assert.equal((await byHand([serial, loaded, ...two(value)])).outcome, 'unverified', value)
})
test('called off before anything was armed: abandoned, and nobody was told to load', async () => {
  const { outcome, trail, tickets } = await byHand([calledOff])
  assert.equal(outcome, 'abandoned')
  assert.equal(tickets, 0)
  assert.ok(!trail.includes('? load'))
})
test('called off at any moment after that is indeterminate, and nobody is asked anything more', async () => {
  for (const says of [
    [serial, calledOff],
    [serial, loaded, calledOff],
    [serial, loaded, reading('08D7B4'), calledOff],
  ]) {
    const { outcome, questions, answers } = await byHand(says)
    assert.equal(outcome, 'indeterminate')
    assert.equal(questions.length, says.length)
    assert.equal(answers.at(-1)?.said, 'called-off')
  }
})
test('nobody who answers within the time is indeterminate too', async () => {
  for (const says of [
    [serial, 'nothing'],
    [serial, loaded, 'nothing'],
  ] as Says[][]) {
    const { outcome, answers } = await byHand(says)
    assert.equal(outcome, 'indeterminate')
    assert.equal(answers.at(-1)?.said, 'nothing')
  }
})
test('an answer to another question than the one asked is none', async () => {
  assert.equal((await byHand([serial, reading('08D7B4')])).outcome, 'indeterminate')
  assert.equal((await byHand([loaded])).outcome, 'abandoned')
})
test('a serial number typed twice and differently, or confirmed though none is known, names no terminal', async () => {
  const typed: Answer = { kind: 'serial', serial: 'LD0001', how: 'typed', again: 'LD0007' }
  const confirmed: Answer = { kind: 'serial', serial: 'LD0001', how: 'confirmed', again: null }
  for (const answer of [typed, confirmed, { ...typed, again: null }])
    assert.equal((await byHand([answer])).outcome, 'abandoned')
})
test('a scanned serial number is entered once', async () => {
  const scanned: Answer = { kind: 'serial', serial: 'LD0001', how: 'scanned', again: null }
  assert.equal((await byHand([scanned, loaded, ...two('08D7B4')])).outcome, 'attested')
})
test('a value longer or shorter than asked for is no answer', async () => {
  for (const value of ['08', '08D7B4FB'])
    assert.equal((await byHand([serial, loaded, reading(value)])).outcome, 'indeterminate', value)
})
test('no question holds the value that people should find, nor what was read before', async () => {
  const { questions } = await byHand([serial, loaded, reading('08D7B4'), reading('08D784'), ...two('08D7B4')])
  assert.equal(questions.length, 6)
  assert.doesNotMatch(JSON.stringify(questions), /08D7/i)
})
test('several keys go into the one terminal that was named once', async () => {
  const { ends, questions } = await byHand([serial, loaded, ...two('08D7B4'), loaded, ...two('08D7B4')], { keys: 2 })
  assert.deepEqual(
    ends.map(({ outcome }) => outcome),
    ['attested', 'attested'],
  )
  assert.equal(questions.filter(({ kind }) => kind === 'serial').length, 1)
})
test('in lab a value that belongs to no published test key is refused before anybody is told to load', async () => {
  const { ends, trail } = await byHand([serial], { expected: 'ABCDEF' })
  assert.deepEqual(
    ends.map(({ outcome, fault }) => [outcome, (fault as Fault | null)?.code]),
    [['refused', 'injection/lab-real-port']],
  )
  assert.ok(!trail.includes('attempt-armed'))
})
