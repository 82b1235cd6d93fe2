// A load begun when nobody should be loading keys.
import { flag, none, quiet, rule, subjectOf } from '../rule.js'

export const outOfHours = rule({
  id: 'out-of-hours',
  severity: 'warning',
  thresholds: {
    from: { standard: 7, least: 0, most: 23, unit: 'hour', weaker: 'down' },
    until: { standard: 20, least: 1, most: 24, unit: 'hour', weaker: 'up' },
    /** Whether Saturday and Sunday are out of hours whole. */
    weekend: flag(1),
    lab: flag(0),
    quiet,
  },
  begin: (local) => (event, limit) => {
    if (event.kind !== 'load-begun' || (event.mode === 'lab' && limit('lab') === 0)) return none
    const hour = local.hour(event.at)
    const weekend = limit('weekend') === 1 && [0, 6].includes(local.weekday(event.at))
    const early = hour < limit('from')
    if (!weekend && !early && hour < limit('until')) return none
    const subject = subjectOf('operator', event.where) ?? { kind: 'station', name: 'station' }
    return [{ subject, figure: hour, limit: early ? limit('from') : limit('until'), records: [event.seq] }]
  },
})
