// Tables of a report: columns by name and kind, rows that are counted even where they are no longer kept.
import type { Cell, CellKind, ColumnView, TableView } from '../../contract/report-views.js'
import type { Story } from './stories.js'

/** Rows that a table shows; reports are read by people. */
export const mostRows = 2_000

export class Table<Row> {
  readonly #rows: Row[] = []
  #omitted = 0

  constructor(
    private readonly name: string,
    private readonly columns: readonly (readonly [name: string, kind: CellKind, of: (row: Row) => Cell])[],
  ) {}

  add(row: Row): void {
    if (this.#rows.length === mostRows) this.#omitted += 1
    else this.#rows.push(row)
  }

  view(): TableView {
    const columns: ColumnView[] = this.columns.map(([name, kind]) => ({ name, kind }))
    // Read at the end: what settles an attempt comes long after its row.
    const rows = this.#rows.map((row) => this.columns.map(([, , of]) => of(row)))
    return { name: this.name, columns, rows, omitted: this.#omitted }
  }
}

/** What every table of attempts tells. */
export const attemptsTable = (name: string): Table<Story> =>
  new Table<Story>(name, [
    ['seq', 'seq', ({ seq }) => seq],
    ['time', 'time', ({ wall }) => wall],
    ['device', 'text', ({ device }) => device],
    ['key', 'text', ({ label, slot }) => `${label} #${slot}`],
    ['operator', 'text', ({ operator }) => operator],
    ['expected', 'kcv', ({ expected }) => expected],
    ['reported', 'kcv', ({ reported }) => reported],
    ['outcome', 'outcome', ({ outcome }) => outcome],
    ['settled', 'what', ({ settled }) => (settled === null ? null : `settled-${settled.how}`)],
  ])

/** How many attempts ended which way, as figures, most frequent first. */
export function byOutcome(counts: ReadonlyMap<string, number>) {
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([outcome, value]) => ({ name: `outcome:${outcome}`, value, kind: 'count' as const }))
}

export const count = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}
