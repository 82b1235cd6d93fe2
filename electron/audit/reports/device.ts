// The report of one device: everything that the log tells of its serial number, in order.
import { serialOf } from '../filter.js'
import type { AuditRecord } from '../record.js'
import type { Report } from './report.js'
import { attemptsTable, byOutcome, count, Table } from './table.js'

export function deviceReport(device: string): Report {
  const attempts = attemptsTable('attempts')
  const events = new Table<AuditRecord>('history', [
    ['seq', 'seq', ({ seq }) => seq],
    ['time', 'time', ({ wall }) => wall],
    ['type', 'what', ({ type }) => type],
    ['operator', 'text', ({ actors }) => actors.join(', ') || null],
  ])
  const outcomes = new Map<string, number>()
  let total = 0
  let records = 0
  return {
    hear: (record) => {
      if (serialOf(record) !== device) return
      records += 1
      events.add(record)
    },
    end: (story) => {
      if (story.device !== device) return
      total += 1
      count(outcomes, story.outcome)
      attempts.add(story)
    },
    view: () => ({
      figures: [
        { name: 'records', value: records, kind: 'count' },
        { name: 'attempts', value: total, kind: 'count' },
        ...byOutcome(outcomes),
      ],
      tables: [attempts.view(), events.view()],
    }),
  }
}
