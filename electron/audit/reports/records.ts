// The records of a query as a report: what the screen shows, on paper.
import type { RecordQuery } from '../../contract/audit-views.js'
import { factsOf, fits } from '../index/facts.js'
import type { AuditRecord } from '../record.js'
import type { Report } from './report.js'
import { byOutcome, count, Table } from './table.js'

interface Told {
  readonly record: AuditRecord
  readonly facets: readonly (string | null)[]
}

/** Rows that are kept: the CSV of the same query has them all, written as they are read. */
const mostRecords = 10_000

export function recordsReport(query: RecordQuery): Report {
  const table = new Table<Told>(
    'records',
    [
      ['seq', 'seq', ({ record }) => record.seq],
      ['time', 'time', ({ record }) => record.wall],
      ['type', 'what', ({ record }) => record.type],
      ['operator', 'text', ({ facets }) => facets[2] ?? null],
      ['device', 'text', ({ facets }) => facets[3] ?? null],
      ['key', 'text', ({ facets }) => facets[5] ?? null],
      ['outcome', 'outcome', ({ facets }) => facets[0] ?? null],
    ],
    mostRecords,
  )
  const outcomes = new Map<string, number>()
  let records = 0
  return {
    hear: (record) => {
      const facts = factsOf(record)
      if (!fits(facts, query)) return
      records += 1
      const [outcome] = facts.facets
      if (outcome) count(outcomes, outcome)
      table.add({ record, facets: facts.facets })
    },
    end: () => {},
    view: () => ({
      figures: [{ name: 'records', value: records, kind: 'count' }, ...byOutcome(outcomes)],
      tables: [table.view()],
    }),
  }
}
