// Devices that should not be here, that share a key, that hold a test key, or that do not check.
import type { LoadEnded } from '../event.js'
import { HOUR, Recent } from '../recent.js'
import { flag, none, quiet, rule, span, subjectOf, times } from '../rule.js'

const strangers: ReadonlySet<string> = new Set(['injection/not-listed', 'injection/duplicate-serial'])

export const unlistedDevice = rule({
  id: 'unlisted-device',
  severity: 'severe',
  thresholds: { times: times(1), hours: span(24, 720), quiet },
  begin: () => {
    const seen = new Recent()
    return (event, limit) => {
      if (event.kind !== 'device-refused' || !strangers.has(event.because)) return none
      const subject = subjectOf('device', event.where)!
      const records = seen.add(subject.name, event, limit('hours') * HOUR)
      if (records.length < limit('times')) return none
      const figure = records.length
      return [{ subject, figure, limit: limit('times'), other: event.because, records: records.slice(-20) }]
    }
  },
})

const holds = ({ outcome }: LoadEnded) => ['injected', 'attested', 'already-present'].includes(outcome)

export const sameKcv = rule({
  id: 'same-kcv',
  severity: 'severe',
  thresholds: {
    // Two different keys share a value of 3 bytes once in 16.7 million: among thousands of devices that does happen.
    bytes: { standard: 3, least: 2, most: 8, unit: 'times', weaker: 'up' },
    /** Whether master keys must differ from device to device as well, and not initial keys alone. */
    'master-keys': flag(0),
    quiet,
  },
  begin: () => {
    const holder = new Map<string, { serial: string; seq: number }>()
    return (event, limit) => {
      if (event.kind !== 'load-ended' || !holds(event) || event.reported === null) return none
      const masters = limit('master-keys') === 1 && event.usage === 'TMK'
      const { serial } = event.where
      if (!(event.unique || masters) || serial === null) return none
      const bytes = event.reported.length / 2
      if (bytes < limit('bytes')) return none
      const value = `${event.method} ${event.reported}`
      const first = holder.get(value)
      if (first === undefined) holder.set(value, { serial, seq: event.seq })
      if (first === undefined || first.serial === serial) return none
      const subject = { kind: 'device', name: serial } as const
      return [{ subject, figure: bytes, limit: limit('bytes'), other: first.serial, records: [first.seq, event.seq] }]
    }
  },
})

export const testKey = rule({
  id: 'test-key',
  severity: 'critical',
  thresholds: { lab: flag(0), quiet },
  begin: () => (event, limit) => {
    if (event.kind !== 'load-ended' || (event.mode === 'lab' && limit('lab') === 0)) return none
    const found = event.warnings.filter((warning) => warning === 'test-key' || warning === 'test-kek')
    const subject = subjectOf('device', event.where)
    if (found.length === 0 || subject === null || !event.armed) return none
    return [{ subject, figure: found.length, limit: 1, other: event.label, records: [event.seq] }]
  },
})

const unchecked: ReadonlySet<string | null> = new Set(['none', 'echoed'])
const answered: ReadonlySet<string> = new Set(['injected', 'unverified', 'mismatched', 'already-present'])

export const checkDisabled = rule({
  id: 'check-disabled',
  severity: 'warning',
  thresholds: { times: times(1), hours: span(24, 720), quiet },
  begin: () => {
    const checks = new Set<string>()
    const seen = new Recent()
    return (event, limit) => {
      if (event.kind !== 'load-ended' || !answered.has(event.outcome)) return none
      const firmware = event.where.firmware ?? event.where.model ?? ''
      if (event.provenance === 'computed' || event.provenance === 'checked') checks.add(`${firmware} ${event.usage}`)
      if (!unchecked.has(event.provenance)) return none
      // Others of this firmware do check such a key: then it is this device. Otherwise it is how the whole model works.
      const odd = checks.has(`${firmware} ${event.usage}`)
      const subject = (odd ? null : subjectOf('firmware', event.where)) ?? subjectOf('device', event.where)
      if (subject === null) return none
      const records = seen.add(`${subject.kind} ${subject.name}`, event, limit('hours') * HOUR)
      if (records.length < limit('times')) return none
      const figure = records.length
      const severity = odd ? 'severe' : 'warning'
      return [{ subject, figure, limit: limit('times'), severity, records: records.slice(-20) }]
    }
  },
})
