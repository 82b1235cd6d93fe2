// The same device, person, port, batch or firmware with mismatches again and again.
import type { SubjectKind } from '../../contract/monitor.js'
import { HOUR, Recent } from '../recent.js'
import { none, quiet, rule, span, subjectOf, times } from '../rule.js'

const kinds = ['device', 'operator', 'port', 'batch', 'firmware'] as const satisfies readonly SubjectKind[]

export const repeatedMismatch = rule({
  id: 'repeated-mismatch',
  severity: 'severe',
  thresholds: {
    device: times(2),
    operator: times(4),
    port: times(3),
    batch: times(4),
    firmware: times(5),
    hours: span(24, 720),
    quiet,
  },
  begin: () => {
    const seen = new Recent()
    return (event, limit) => {
      const mismatch =
        (event.kind === 'load-ended' && event.outcome === 'mismatched') ||
        (event.kind === 'read-back' && event.verdict === 'mismatch')
      if (!mismatch) return none
      return kinds.flatMap((kind) => {
        const subject = subjectOf(kind, event.where)
        if (subject === null) return []
        const records = seen.add(`${kind} ${subject.name}`, event, limit('hours') * HOUR)
        return records.length < limit(kind)
          ? []
          : [{ subject, figure: records.length, limit: limit(kind), records: records.slice(-20) }]
      })
    }
  },
})
