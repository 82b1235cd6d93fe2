// Whether a new run must wait until a witness has seen the log.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CosignPolicy, cosignPolicies, Freshness } from '../../electron/audit/anchors/freshness.js'
import type { AuditRecord } from '../../electron/audit/log.js'
import { fault } from '../harness/audit-witness.js'

const hour = 3_600_000
const start = Date.parse('2026-11-22T08:00:00.000Z')
const record = (type: string, seq: number, body: object = {}) =>
  ({ type, seq, wall: '2026-11-22T08:00:00.000Z', body }) as unknown as AuditRecord
const policy: CosignPolicy = { attempts: 2, hours: 24 }

const fresh: [what: string, records: AuditRecord[], now: number, asked: CosignPolicy | null, due: boolean][] = [
  ['a young log without attempts', [record('log-created', 0)], start + hour, policy, false],
  ['a log that no witness saw for a day', [record('log-created', 0)], start + 25 * hour, policy, true],
  ['one attempt', [record('log-created', 0), record('attempt-intent', 1)], start, policy, false],
  ['two attempts that nobody saw', [1, 2].map((seq) => record('attempt-intent', seq)), start, policy, true],
  [
    'two attempts, one of them seen',
    [
      ...[1, 2].map((seq) => record('attempt-intent', seq)),
      record('checkpoint-cosigned', 3, { size: 2, witness: 'w', at: '2026-11-22T08:00:00.000Z' }),
    ],
    start + 23 * hour,
    policy,
    false,
  ],
  [
    'an old cosignature that comes late',
    [
      record('checkpoint-cosigned', 3, { size: 3, witness: 'w', at: '2026-11-22T09:00:00.000Z' }),
      record('checkpoint-cosigned', 4, { size: 2, witness: 'w', at: '2026-11-22T08:00:00.000Z' }),
    ],
    start + 24.5 * hour,
    policy,
    false,
  ],
  [
    'lab, whatever happened',
    [1, 2, 3].map((seq) => record('attempt-intent', seq)),
    start + 999 * hour,
    cosignPolicies.lab,
    false,
  ],
]
for (const [what, records, now, asked, due] of fresh)
  test(`${what}: a new run ${due ? 'waits for a witness' : 'may begin'}`, () => {
    const freshness = new Freshness()
    for (const one of records) freshness.heard(one)
    const asking = () => freshness.assertFresh(asked, now)
    if (due) assert.throws(asking, fault('audit/cosignature-due'))
    else assert.doesNotThrow(asking)
  })
