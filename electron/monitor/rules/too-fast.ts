// Work faster than a person can do it: a terminal changed, a value read off a screen, or more loads than hands have.
import { HOUR, Recent } from '../recent.js'
import { type Finding, none, quiet, rule, subjectOf, times } from '../rule.js'

export const tooFast = rule({
  id: 'too-fast',
  severity: 'warning',
  thresholds: {
    /** From the end of a load to the beginning of one into another device at the same port. */
    changeover: { standard: 3, least: 1, most: 60, unit: 'seconds', weaker: 'down' },
    reading: { standard: 1500, least: 100, most: 10_000, unit: 'ms', weaker: 'down' },
    'an-hour': times(600, 100_000),
    quiet,
  },
  begin: () => {
    const ended = new Map<string, { serial: string; at: number; seq: number }>()
    const loads = new Recent()
    return (event, limit) => {
      const { port, serial } = event.where
      const subject = subjectOf('operator', event.where)
      if (event.kind === 'load-ended' && port !== null && serial !== null)
        ended.set(port, { serial, at: event.at, seq: event.seq })
      if (subject === null) return none
      if (event.kind === 'answered' && event.question === 'reading' && event.ms < limit('reading'))
        return [{ subject, figure: event.ms, limit: limit('reading'), records: [event.seq] }]
      if (event.kind !== 'load-begun') return none
      const found: Finding[] = []
      const before = port === null ? undefined : ended.get(port)
      if (before && serial !== null && before.serial !== serial) {
        const ms = event.at - before.at
        const most = limit('changeover') * 1000
        if (ms >= 0 && ms < most)
          found.push({ subject, figure: ms, limit: most, other: serial, records: [before.seq, event.seq] })
      }
      const hour = loads.add(subject.name, event, HOUR)
      if (hour.length >= limit('an-hour'))
        found.push({ subject, figure: hour.length, limit: limit('an-hour'), records: hour.slice(-20) })
      return found
    }
  },
})
