// A TIK on the PAX D: its check value is the one that was written with it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ticket } from '../wire/memory-line.js'
import { data, ik, setUp } from './pax-d-setup.js'

test('an initial key stays accepted and echoed though its echo is lost, refused or broken', async () => {
  for (const echo of ['FFFFFEA6', 'FFFFFED3', 'FFFFFEC0', '00']) {
    const { clock, session } = setUp(['00000000', echo])
    const reply = await clock.until(session.load(ik, ticket))
    assert.deepEqual(reply, { kind: 'accepted', code: '0', reported: null, provenance: 'echoed' })
  }
})

test('a wrong value written with an initial key comes back as it was written: the echo proves nothing', async () => {
  const { line, clock, session } = setUp(['00000000', '00000000DEADBEEF'])
  const wrong = { ...ik, expected: { method: 'pax-parity', hex: 'DEADBEEF' } } as const
  const reply = await clock.until(session.load(wrong, ticket))
  assert.ok(data(line).endsWith('020504DEADBEEF'))
  assert.deepEqual(reply, {
    kind: 'accepted',
    code: '0',
    reported: { method: 'pax-parity', hex: 'DEADBEEF' },
    provenance: 'echoed',
  })
})
