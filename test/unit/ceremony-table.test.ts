// The table of a ceremony's states: every state with every event.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { begun, type Ceremony, type CeremonyEvent, next } from '../../electron/ceremony/ceremony.js'
import { Fault } from '../../electron/contract/fault.js'

const code = (expected: string) => (error: unknown) => error instanceof Fault && error.code === expected

const by = { custodian: 'zhang', bag: null, source: 'keyboard' } as const
const reached: readonly Ceremony[] = (() => {
  const awaiting = begun(1)
  const entering = next(awaiting, { kind: 'brought', by })
  const checking = next(entering, { kind: 'valued', kcv: 'AF8C07', printed: null, agrees: null })
  const differing = next(checking, { kind: 'differs' })
  const combining = next(checking, { kind: 'confirmed' })
  const approving = next(combining, { kind: 'combined', kcv: '08D7B4', agrees: true })
  const ended = next(approving, { kind: 'approved' })
  return [awaiting, entering, checking, differing, combining, approving, ended]
})()
const events: readonly CeremonyEvent[] = [
  { kind: 'brought', by },
  { kind: 'valued', kcv: 'AF8C07', printed: null, agrees: null },
  { kind: 'confirmed' },
  { kind: 'differs' },
  { kind: 'again' },
  { kind: 'taken', by: 'zhang' },
  { kind: 'combined', kcv: '08D7B4', agrees: true },
  { kind: 'approved' },
  { kind: 'ended', because: 'aborted' },
]
/** State × event: where it leads; everything that is not here is refused. */
const leads: Readonly<Record<string, string>> = {
  'awaiting brought': 'entering',
  'entering valued': 'checking',
  'checking confirmed': 'combining',
  'checking differs': 'differing',
  'differing again': 'entering',
  'combining combined': 'approving',
  'approving approved': 'ended',
}
test('every state with every event leads where the table says, or is refused', () => {
  for (const from of reached)
    for (const event of events) {
      const name = `${from.state} ${event.kind}`
      const wanted = event.kind === 'ended' && from.state !== 'ended' ? 'ended' : leads[name]
      if (wanted === undefined) assert.throws(() => next(from, event), code('ceremony/not-now'), name)
      else assert.equal(next(from, event).state, wanted, name)
    }
})
