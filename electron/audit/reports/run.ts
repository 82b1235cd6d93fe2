// The report of one run: what it was meant for against what became of it, as `audit reconcile` has it, and every attempt.
import type { TableView } from '../../contract/report-views.js'
import { type Reconciled, Reconciliation } from '../reconcile.js'
import type { Report } from './report.js'
import { attemptsTable, Table } from './table.js'

type Row = readonly [device: string, result: string, notDone: string | null]

export function runReport(run: string): Report {
  const reconciliation = new Reconciliation(run)
  const attempts = attemptsTable('attempts')
  return {
    hear: (record) => reconciliation.heard(record),
    end: (story) => {
      if (story.run === run) attempts.add(story)
    },
    view: () => {
      const told = reconciliation.answer(null)
      return { figures: figures(told), tables: [devices(told), attempts.view()] }
    },
  }
}

const figures = ({ listedCount, injected, failed, missing, unlisted, unnamed, attempts }: Reconciled) =>
  (
    [
      ['listed', listedCount],
      ['devicesDone', injected.length],
      ['devicesFailed', failed.length],
      // Without the list itself it is known how many never came, not who.
      ['missing', missing?.length ?? (listedCount === null ? null : unseen(listedCount, injected, failed))],
      ['unlisted', unlisted.length],
      ['withoutDevice', unnamed],
      ['attempts', attempts.length],
    ] as const
  ).map(([name, value]) => ({ name, value, kind: 'count' as const }))

const unseen = (listed: number, ...came: readonly (readonly unknown[])[]): number =>
  Math.max(0, listed - came.reduce((sum, { length }) => sum + length, 0))

/** What needs somebody's attention stands first. */
function devices({ injected, failed, missing, unlisted }: Reconciled): TableView {
  const table = new Table<Row>('devices', [
    ['device', 'text', ([device]) => device],
    ['result', 'what', ([, result]) => result],
    ['notDone', 'text', ([, , notDone]) => notDone],
  ])
  for (const { serial, keys } of failed) {
    const notDone = keys.filter(({ outcome }) => outcome !== 'injected').map(({ label }) => label)
    table.add([serial, 'device-failed', notDone.join(', ') || null])
  }
  for (const serial of missing ?? []) table.add([serial, 'device-missing', null])
  for (const serial of unlisted) table.add([serial, 'device-unlisted', null])
  for (const serial of injected) table.add([serial, 'device-done', null])
  return table.view()
}
