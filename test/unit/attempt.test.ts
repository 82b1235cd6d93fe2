import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../electron/contract/fault.js'
import type { Ticket } from '../../electron/contract/ticket.js'
import type { DeviceIdentity } from '../../electron/contract/values.js'
import { type Attempt, type AttemptEvent, drafted, next } from '../../electron/injection/attempt.js'

const device: DeviceIdentity = {
  family: 'newland-k21',
  serial: 'N7',
  serialSource: 'read',
  model: null,
  firmware: null,
  tampered: null,
}
const fault = new Fault('wire/silent', {})
const ticket = {} as Ticket
const events: readonly AttemptEvent[] = [
  { kind: 'intent-recorded' },
  { kind: 'identified', device },
  { kind: 'surveyed', before: [] },
  { kind: 'armed', ticket },
  { kind: 'answered', reply: { kind: 'accepted', code: '00', reported: null, provenance: 'none' } },
  { kind: 'lost', fault },
  { kind: 'read-back', readBack: { kind: 'lost' }, after: [] },
  { kind: 'refused', fault },
  { kind: 'failed', fault },
  { kind: 'recorded', outcome: 'injected', seq: 9 },
]
const byKind = (kind: AttemptEvent['kind']) => events.find((event) => event.kind === kind)!
const walk = (...kinds: AttemptEvent['kind'][]): Attempt => kinds.map(byKind).reduce(next, drafted)

/** Every state with what may follow, by hand: the table in the code must say the same, and nothing more. */
const allowed: Record<
  Attempt['state'],
  { reach: AttemptEvent['kind'][]; follow: Partial<Record<AttemptEvent['kind'], Attempt['state']>> }
> = {
  drafted: { reach: [], follow: { 'intent-recorded': 'intended' } },
  intended: { reach: ['intent-recorded'], follow: { identified: 'identified', refused: 'settled', failed: 'settled' } },
  identified: {
    reach: ['intent-recorded', 'identified'],
    follow: { surveyed: 'surveyed', refused: 'settled', failed: 'settled' },
  },
  surveyed: {
    reach: ['intent-recorded', 'identified', 'surveyed'],
    follow: { armed: 'armed', refused: 'settled', failed: 'settled' },
  },
  armed: { reach: ['intent-recorded', 'identified', 'surveyed', 'armed'], follow: { answered: 'sent', lost: 'sent' } },
  sent: { reach: ['intent-recorded', 'identified', 'surveyed', 'armed', 'lost'], follow: { 'read-back': 'settled' } },
  settled: { reach: ['intent-recorded', 'failed'], follow: { recorded: 'ended' } },
  ended: { reach: ['intent-recorded', 'failed', 'recorded'], follow: {} },
}

for (const [state, { reach, follow }] of Object.entries(allowed)) {
  test(`an attempt that is ${state} goes where the table says and nowhere else`, () => {
    const attempt = walk(...reach)
    assert.equal(attempt.state, state)
    for (const event of events) {
      const to = follow[event.kind]
      if (to) assert.equal(next(attempt, event).state, to, event.kind)
      else assert.throws(() => next(attempt, event), TypeError, event.kind)
    }
  })
}
test('an armed attempt can neither be abandoned nor refused by the station: the key may have left', () => {
  const armed = walk('intent-recorded', 'identified', 'surveyed', 'armed')
  assert.throws(() => next(armed, byKind('failed')), TypeError)
  assert.throws(() => next(armed, byKind('refused')), TypeError)
})
test('what stopped it before sending is kept with the way it ended', () => {
  const settled = walk('intent-recorded', 'identified', 'refused')
  assert.equal(settled.state === 'settled' && settled.stopped, 'refused')
  assert.equal(settled.fault, fault)
  assert.equal(settled.device, device)
})
test('the ticket is not kept once the key has left', () => {
  assert.ok(!('ticket' in walk('intent-recorded', 'identified', 'surveyed', 'armed', 'answered')))
})
