// The report of one operator: how the attempts ended, and what else was done under this name.
import type { Report } from './report.js'
import { attemptsTable, byOutcome, count, Table } from './table.js'

export function operatorReport(operator: string): Report {
  const attempts = attemptsTable('attempts')
  const outcomes = new Map<string, number>()
  const types = new Map<string, number>()
  const acts = (actors: readonly string[]) => actors.includes(operator) || actors.join(', ') === operator
  let [records, total] = [0, 0]
  let first: string | null = null
  let last: string | null = null
  return {
    hear: ({ actors, type, wall }) => {
      if (!acts(actors)) return
      records += 1
      first ??= wall
      last = wall
      count(types, type)
    },
    end: (story) => {
      if (story.operator !== operator && !story.operator.split(', ').includes(operator)) return
      total += 1
      count(outcomes, story.outcome)
      attempts.add(story)
    },
    view: () => {
      const done = new Table<readonly [string, number]>('types', [
        ['type', 'what', ([type]) => type],
        ['times', 'count', ([, times]) => times],
      ])
      for (const one of [...types].sort(([, a], [, b]) => b - a)) done.add(one)
      const figures = [
        { name: 'records', value: records, kind: 'count' as const },
        { name: 'first', value: first, kind: 'time' as const },
        { name: 'last', value: last, kind: 'time' as const },
        { name: 'attempts', value: total, kind: 'count' as const },
        ...byOutcome(outcomes),
      ]
      return { figures, tables: [done.view(), attempts.view()] }
    },
  }
}
