// The register: versions in order, what the table says of a device, the calendar, dependencies, and what weakens.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AuditRecord } from '../../electron/audit/record.js'
import { Register } from '../../electron/audit/register.js'
import { olderThan } from '../../electron/audit/version-order.js'

const WALL = '2026-11-22T08:00:00.000Z'
function told(...records: readonly (readonly [type: string, body: object])[]): Register {
  const register = new Register()
  records.forEach(([type, body], seq) => {
    register.heard({ type, seq, wall: WALL, body } as unknown as AuditRecord)
  })
  return register
}
const ruled = (rule: string, firmware: string, reason = '') =>
  ['firmware-ruled', { model: 'K21', firmware, rule, reason, weakens: false, by: 'li' }] as const
const k21 = (firmware: string | null) => ({ family: 'newland-k21', model: 'K21', firmware })

for (const [older, newer] of [
  ['1.0.3', '1.0.10'],
  ['2.9', '2.10'],
  ['V1.2', '1.3'],
  ['2.0rc1', '2.0'],
  ['2.0', '2.0b'],
  ['20251101', '20260102'],
  ['1.0', '1.0.0.1'],
] as const)
  test(`${older} is older than ${newer}, and not the reverse`, () => {
    assert.deepEqual([olderThan(older, newer), olderThan(newer, older)], [true, false])
  })

test('no version is older than itself, however it is written', () => {
  assert.deepEqual(
    [
      ['2.0', '2.0.0'],
      ['v1.2', '1.2'],
      ['1-2-3', '1.2.3'],
    ].map(([a, b]) => olderThan(a!, b!) || olderThan(b!, a!)),
    [false, false, false],
  )
})

test('a bad version is bad whatever the minimum; below the minimum is old; a known model in order is listed', () => {
  const register = told(ruled('minimum', '1.2.0', 'first with read-back'), ruled('bad', '1.4.1', 'writes late'))
  assert.deepEqual(
    ['1.4.1', '1.1.9', '1.2.0', null].map((version) => register.verdict(k21(version))?.verdict ?? null),
    ['bad', 'old', 'listed', null],
  )
  const { reason, seq, minimum } = register.verdict(k21('1.4.1'))!
  assert.deepEqual({ reason, seq, minimum }, { reason: 'writes late', seq: 1, minimum: '1.2.0' })
  assert.equal(register.verdict({ family: 'pax-d', model: 'D200', firmware: '1.4.1' }), null)
})

test('a version that is struck out is free again, and that weakens; so does a lower minimum', () => {
  const register = told(ruled('minimum', '1.2.0'), ruled('bad', '1.4.1', 'x'))
  const weakens = (rule: string, firmware: string) => register.weakens({ model: 'K21', firmware, rule })
  assert.deepEqual(
    [weakens('free', '1.4.1'), weakens('minimum', '1.1.0'), weakens('minimum', '1.3.0'), weakens('bad', '1.5.0')],
    [true, true, false, false],
  )
  const freed = told(ruled('bad', '1.4.1', 'x'), ruled('free', '1.4.1', 'mended'))
  assert.deepEqual([freed.verdict(k21('1.4.1')), freed.firmware()], [null, []])
})

test('an entry of the calendar told again replaces what it said; one withdrawn is gone', () => {
  const entered = (entry: string, at: string) =>
    ['change-entered', { entry, what: 'host', at, note: '', by: 'li' }] as const
  const register = told(entered('ch-1', '2026-11-01'), entered('ch-2', '2026-11-05'), entered('ch-1', '2026-11-09'))
  assert.deepEqual(
    register.calendar().map(({ entry, at, entered: { seq } }) => [entry, at, seq]),
    [
      ['ch-1', '2026-11-09', 2],
      ['ch-2', '2026-11-05', 1],
    ],
  )
  const withdrawn = told(entered('ch-1', '2026-11-01'), ['change-withdrawn', { entry: 'ch-1', reason: 'x', by: 'li' }])
  assert.deepEqual(withdrawn.calendar(), [])
})

test('a dependency is where it was set last; what was lost is counted with its records', () => {
  const register = told(
    ['dependency-set', { name: 'host', to: { host: 'a', port: 1 }, by: 'li' }],
    ['dependency-changed', { name: 'host', reachable: false, ms: null }],
    ['dependency-changed', { name: 'host', reachable: true, ms: 3 }],
    ['dependency-set', { name: 'fleet', to: null, by: 'li' }],
  )
  assert.deepEqual(register.dependency('host').to, { host: 'a', port: 1 })
  assert.equal(register.dependency('fleet').to, null)
  assert.deepEqual(register.lost('host', Date.parse(WALL)), [1])
  assert.deepEqual(register.lost('host', Date.parse(WALL) + 1), [])
})
