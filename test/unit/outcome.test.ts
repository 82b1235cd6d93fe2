import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../electron/contract/fault.js'
import type { CheckValue, KcvProvenance, SlotState } from '../../electron/contract/values.js'
import type { LoadReply } from '../../electron/devices/driver.js'
import { type Evidence, judge } from '../../electron/injection/outcome.js'

const value = (hex: string): CheckValue => ({ method: 'tdes-zeros', hex })
const accepted = (hex: string | null, provenance: KcvProvenance = 'computed'): LoadReply => ({
  kind: 'accepted',
  code: '00',
  reported: hex === null ? null : value(hex),
  provenance,
})
const refused = (kcvDisagrees: boolean): LoadReply => ({
  kind: 'refused',
  code: '41',
  meaning: { zh: '', en: '' },
  kcvDisagrees,
})
const slot = (kcv: string | null): SlotState => ({ slot: 2, usage: 'TPK', state: kcv ? 'filled' : 'empty', kcv })
const silent = new Fault('wire/silent', { command: 'load', ms: 1, port: 'p' })
const base: Evidence = {
  expected: value('08D7B4'),
  source: 'letter',
  station: value('08D7B4FB629D0885'),
  before: slot(null),
  check: null,
  proof: null,
  reply: accepted('08D7B4FB629D0885'),
  readBack: { kind: 'unsupported' },
}
const outcomeOf = (change: Partial<Evidence>) => judge({ ...base, ...change }).outcome
const readBack = (hex: string) => ({ kind: 'value', reported: value(hex) }) as const

test('a value that the device computed and that agrees is injected', () => {
  assert.equal(outcomeOf({}), 'injected')
  assert.equal(outcomeOf({ readBack: readBack('08D7B4FB') }), 'injected')
})
test('the read-back decides, even after an answer that agreed', () => {
  assert.equal(outcomeOf({ readBack: readBack('8CA64D') }), 'mismatched')
  assert.equal(outcomeOf({ reply: accepted('08D7B4', 'checked'), readBack: readBack('8CA64D') }), 'mismatched')
})
test('a device that says yes and whose slot is empty or silent is indeterminate', () => {
  assert.equal(outcomeOf({ readBack: { kind: 'empty' } }), 'indeterminate')
  assert.equal(outcomeOf({ readBack: { kind: 'lost' } }), 'indeterminate')
})
test('the station’s longer value must agree as well, not only the three bytes of the letter', () => {
  assert.equal(outcomeOf({ reply: accepted('08D7B40000000000') }), 'mismatched')
})
test('a check value that only the station computed proves the transport, not the key', () => {
  assert.equal(outcomeOf({ expected: null, source: 'station' }), 'unverified')
  assert.equal(outcomeOf({ expected: null, source: 'station', reply: accepted('8CA64D') }), 'mismatched')
})
test('an echo, a presence or nothing is never a success', () => {
  for (const provenance of ['echoed', 'presence', 'none'] as const)
    assert.equal(outcomeOf({ reply: accepted('08D7B4', provenance) }), 'unverified', provenance)
})
const loadedByHand = accepted(null, 'human')
const readBy = (hex: string, ...by: string[][]) => ({ kind: 'value', reported: value(hex), by }) as const
test('what two people read off the screen is attested, not injected', () => {
  const of = (hex: string) => outcomeOf({ reply: loadedByHand, readBack: readBy(hex, ['anna'], ['boris']) })
  assert.equal(of('08D7B4'), 'attested')
  assert.equal(of('8CA64D'), 'mismatched')
  assert.equal(of('08D7'), 'unverified')
})
test('one person who reads twice is two only where that is allowed', () => {
  for (const by of [[['anna'], ['anna']], [['anna'], ['boris', 'anna']], [['anna']], [[], []], []]) {
    const evidence = { reply: loadedByHand, readBack: readBy('08D7B4', ...by) }
    assert.equal(outcomeOf(evidence), 'unverified')
    assert.equal(outcomeOf({ ...evidence, oneMayRead: true }), 'attested')
  }
})
test('people who found no value alike attest nothing; after a load that was called off it stays unknown', () => {
  const readBack = { kind: 'unread' } as const
  assert.equal(outcomeOf({ reply: loadedByHand, readBack }), 'unverified')
  assert.equal(outcomeOf({ reply: silent, readBack }), 'indeterminate')
})
test('what people read later settles a lost answer as attested, never as injected', () => {
  const readBack = readBy('08D7B4', ['anna'], ['boris'])
  assert.equal(outcomeOf({ reply: silent, readBack }), 'attested')
})
test('a slot that held the value before proves nothing about this load', () => {
  assert.equal(outcomeOf({ before: slot('08D7B4') }), 'already-present')
  assert.equal(outcomeOf({ reply: silent, before: slot('08D7B4'), readBack: readBack('08D7B4') }), 'already-present')
})
test('a refusal is refused, and with the code for a wrong check value mismatched', () => {
  assert.equal(outcomeOf({ reply: refused(false) }), 'refused')
  assert.equal(outcomeOf({ reply: refused(true) }), 'mismatched')
  assert.equal(judge({ ...base, reply: refused(true) }).provenance, 'checked')
})
test('after a lost answer only an equal read-back is injected; anything else is indeterminate', () => {
  assert.equal(outcomeOf({ reply: silent, readBack: readBack('08D7B4') }), 'injected')
  assert.equal(outcomeOf({ reply: silent, readBack: readBack('8CA64D') }), 'indeterminate')
  assert.equal(outcomeOf({ reply: silent, readBack: { kind: 'empty' } }), 'indeterminate')
  assert.equal(outcomeOf({ reply: silent, readBack: { kind: 'lost' } }), 'indeterminate')
  assert.equal(outcomeOf({ reply: silent, readBack: { kind: 'unsupported' } }), 'indeterminate')
})
test('two bytes of check value are too few to call it injected', () => {
  assert.equal(outcomeOf({ expected: value('08D7') }), 'unverified')
})
test('a pass is a proof only where a wrong value is known to be refused, and over three bytes', () => {
  const pass = accepted(null, 'checked')
  const check = (hex: string, qualified: boolean) => ({ sent: value(hex), qualified })
  assert.equal(outcomeOf({ reply: pass }), 'unverified')
  assert.equal(outcomeOf({ reply: pass, check: check('08D7B4', false) }), 'unverified')
  assert.equal(outcomeOf({ reply: pass, check: check('08D7B4', true) }), 'injected')
  assert.equal(outcomeOf({ reply: pass, check: check('08D7', true) }), 'unverified')
  assert.equal(
    outcomeOf({ reply: pass, check: check('08D7B4', true), source: 'station', expected: null }),
    'unverified',
  )
  assert.equal(outcomeOf({ reply: pass, check: check('08D7B4', true), before: slot('08D7B4') }), 'already-present')
})
test('an echo of another value is a disagreement, though one that agrees would be no proof', () => {
  assert.equal(outcomeOf({ reply: accepted('8CA6', 'echoed') }), 'mismatched')
  assert.equal(outcomeOf({ reply: accepted('08D7', 'echoed') }), 'unverified')
})
test('a functional test that agrees proves the key the station holds, and one that does not shows another', () => {
  const reply = accepted(null, 'presence')
  assert.equal(outcomeOf({ reply, proof: { agrees: true } }), 'injected')
  assert.equal(outcomeOf({ reply, proof: { agrees: false } }), 'mismatched')
  assert.equal(outcomeOf({ reply, proof: { agrees: true }, expected: null, source: 'station' }), 'unverified')
  assert.equal(outcomeOf({ reply, proof: { agrees: true }, station: null }), 'unverified')
  assert.equal(judge({ ...base, reply, proof: { agrees: true } }).provenance, 'computed')
  assert.equal(outcomeOf({ reply: silent, proof: { agrees: true } }), 'indeterminate')
})
test('a device that gives no value at all is unverified', () => {
  assert.equal(outcomeOf({ reply: accepted(null) }), 'unverified')
  assert.equal(outcomeOf({ reply: accepted('000000') }), 'unverified')
})
