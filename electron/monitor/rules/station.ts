// The station itself: its lines, its log, its clock, its door.
import { HOUR, Recent } from '../recent.js'
import { flag, none, quiet, rule, span, subjectOf, times } from '../rule.js'

const station = { kind: 'station', name: 'station' } as const

interface Line {
  readonly recent: { readonly bytes: number; readonly errors: number; readonly seq: number }[]
  bytes: number
  errors: number
}

export const lineQuality = rule({
  id: 'line-quality',
  severity: 'warning',
  thresholds: {
    loads: times(10, 200),
    /** Errors in 1,000 bytes. */
    errors: { standard: 5, least: 1, most: 500, unit: 'per-kb', weaker: 'up' },
    /** How many times as bad as this port was before. */
    worse: times(3, 100),
    quiet,
  },
  begin: () => {
    const lines = new Map<string, Line>()
    return (event, limit) => {
      const { port } = event.where
      if (event.kind !== 'load-ended' || event.bytes === 0 || port === null) return none
      const line = lines.get(port) ?? { recent: [], bytes: 0, errors: 0 }
      lines.set(port, line)
      line.recent.push({ bytes: event.bytes, errors: event.lineErrors, seq: event.seq })
      while (line.recent.length > limit('loads')) {
        const old = line.recent.shift()!
        line.bytes += old.bytes
        line.errors += old.errors
      }
      if (event.lineErrors === 0 || line.recent.length < limit('loads')) return none
      const bytes = line.recent.reduce((sum, one) => sum + one.bytes, 0)
      const now = (1000 * line.recent.reduce((sum, one) => sum + one.errors, 0)) / bytes
      const usual = line.bytes === 0 ? 0 : (1000 * line.errors) / line.bytes
      if (now < limit('errors') || now < limit('worse') * usual) return none
      const records = line.recent.filter(({ errors }) => errors > 0).map(({ seq }) => seq)
      return [
        {
          subject: { kind: 'port', name: port },
          figure: Math.round(now),
          limit: limit('errors'),
          records: records.slice(-20),
        },
      ]
    }
  },
})

export const notAnchored = rule({
  id: 'not-anchored',
  severity: 'warning',
  thresholds: {
    records: times(200, 1_000_000),
    hours: { standard: 24, least: 1, most: 720, unit: 'hours', weaker: 'up' },
    lab: flag(0),
    quiet,
  },
  begin: () => {
    let size = 0
    let since: number | null = null
    return (event, limit) => {
      if (event.kind === 'anchored') {
        size = Math.max(size, event.size)
        since = event.at
      }
      since ??= event.at
      if (event.mode === 'lab' && limit('lab') === 0) return none
      const hours = Math.floor((event.at - since) / HOUR)
      if (hours < limit('hours') || event.seq + 1 - size < limit('records')) return none
      return [{ subject: station, figure: hours, limit: limit('hours'), records: [event.seq] }]
    }
  },
})

export const clockJump = rule({
  id: 'clock-jump',
  severity: 'warning',
  thresholds: { seconds: { standard: 60, least: 2, most: 86_400, unit: 'seconds', weaker: 'up' }, quiet },
  begin: () => (event, limit) => {
    if (event.kind !== 'clock-jumped') return none
    const seconds = Math.round(event.byMs / 1000)
    if (Math.abs(seconds) < limit('seconds')) return none
    return [{ subject: station, figure: seconds, limit: limit('seconds'), records: [event.seq] }]
  },
})

export const signInFailures = rule({
  id: 'sign-in-failures',
  severity: 'severe',
  thresholds: { times: times(3, 100), minutes: span(15, 1440, 'minutes'), quiet },
  begin: () => {
    const seen = new Recent()
    return (event, limit) => {
      if (event.kind !== 'sign-in-failed') return none
      const subject = subjectOf('operator', event.where) ?? station
      const records = seen.add(subject.name, event, limit('minutes') * 60_000)
      if (records.length < limit('times')) return none
      return [{ subject, figure: records.length, limit: limit('times'), records: records.slice(-20) }]
    }
  },
})
