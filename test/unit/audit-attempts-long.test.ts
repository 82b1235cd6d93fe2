// The fold of attempts over a long log: bounded, and nothing that still decides is let go.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Attempts, keptWhole } from '../../electron/audit/attempts.js'
import type { AuditRecord } from '../../electron/audit/record.js'
import { armed, intent, result } from '../harness/audit.js'

const record = (type: string, body: object) => ({ type, body }) as AuditRecord

function ended(
  attempts: Attempts,
  id: string,
  serial: string,
  outcome: 'injected' | 'indeterminate' | 'mismatched',
): void {
  attempts.heard(record('attempt-intent', intent(id)))
  attempts.heard(record('attempt-armed', armed(id, serial)))
  attempts.heard(record('attempt-result', result(id, outcome, serial)))
}

/** An open attempt, an injected one, and then so many that it is long ago. */
function long(): Attempts {
  const attempts = new Attempts()
  ended(attempts, 'open', 'SN-OPEN', 'indeterminate')
  ended(attempts, 'first', 'SN-FIRST', 'injected')
  for (let count = 0; count < keptWhole; count += 1) ended(attempts, `at-${count}`, `SN${count}`, 'mismatched')
  return attempts
}

test('an attempt that ended long ago is let go, and its name is never taken again', () => {
  const attempts = long()
  assert.equal(attempts.find('first'), null)
  assert.equal(attempts.find(`at-${keptWhole - 1}`)?.outcome, 'mismatched')
  for (const [type, body] of [
    ['attempt-intent', intent('first')],
    ['attempt-armed', armed('first', 'SN-FIRST')],
    ['attempt-result', result('first', 'injected', 'SN-FIRST')],
  ] as const)
    assert.throws(() => attempts.judge(record(type, body)), { code: 'audit/bad-record' })
})

test('an attempt of unknown result is never let go and goes on to block', () => {
  const attempts = long()
  assert.equal(attempts.find('open')?.open, true)
  assert.equal(attempts.blockedBy('SN-OPEN')?.attempt, 'open')
  attempts.judge(record('attempt-closed', { attempt: 'open', serial: 'SN-OPEN', reason: 'seen' }))
})

test('what a device took long ago is still known, and what it took last counts', () => {
  const attempts = long()
  assert.equal(attempts.loaded('SN-FIRST', ['TMK']), 1)
  assert.equal(attempts.loaded('SN-FIRST', ['TLK']), null)
  assert.equal(attempts.loaded('SN0', ['TMK']), null, 'a mismatch is no load')
})
