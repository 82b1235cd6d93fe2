// Which records a list shows.
import { Fault } from '../contract/fault.js'
import type { AuditRecord } from './record.js'

/** Every field that is given must fit. Times are ISO 8601; `since` is included, `until` is not. */
export interface RecordFilter {
  readonly type?: string
  /** Serial number of the device. */
  readonly device?: string
  /** Id of one of those who acted. */
  readonly operator?: string
  readonly outcome?: string
  readonly since?: string
  readonly until?: string
  /** Only records before this number. */
  readonly before?: number
  /** The first so many that fit. */
  readonly limit?: number
  /** The last so many that fit; they are held in memory. */
  readonly last?: number
}

/** @throws Fault station/usage for a time that is none */
export function fitting(filter: RecordFilter): (record: AuditRecord) => boolean {
  const since = instant(filter.since, 'since') ?? Number.NEGATIVE_INFINITY
  const until = instant(filter.until, 'until') ?? Number.POSITIVE_INFINITY
  const timed = filter.since !== undefined || filter.until !== undefined
  return (record) => {
    const { type, device, operator, outcome } = filter
    if (type !== undefined && record.type !== type) return false
    if (operator !== undefined && !record.actors.includes(operator)) return false
    if (device !== undefined && serialOf(record) !== device) return false
    if (outcome !== undefined && !('outcome' in record.body && record.body.outcome === outcome)) return false
    const at = timed ? Date.parse(record.wall) : 0
    return !timed || (since <= at && at < until)
  }
}

/** Serial number of the device that a record is about; null where it is about none. */
export function serialOf({ body }: AuditRecord): string | null {
  if ('serial' in body) return body.serial
  return 'device' in body ? (body.device?.serial ?? null) : null
}

function instant(text: string | undefined, field: string): number | null {
  if (text === undefined) return null
  const at = Date.parse(text)
  if (Number.isNaN(at))
    throw new Fault('station/usage', {
      problem: `--${field} is no time`,
      field: `--${field}`,
      expected: '2026-11-22T08:00:00Z',
    })
  return at
}
