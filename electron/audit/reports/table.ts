// Tables of a report: columns by name and kind, rows that are counted even where they are no longer kept.
import type { Cell, CellKind, ColumnView, TableView } from '../../contract/report-views.js'
import type { Story } from './stories.js'

export class Table<Row> {
  readonly #rows: Row[] = []
  #omitted = 0

  /** @param most rows that are kept at all: a table that may be as long as the log has a bound */
  constructor(
    private readonly name: string,
    private readonly columns: readonly (readonly [name: string, kind: CellKind, of: (row: Row) => Cell])[],
    private readonly most = Number.POSITIVE_INFINITY,
  ) {}

  add(row: Row): void {
    if (this.#rows.length === this.most) this.#omitted += 1
    else this.#rows.push(row)
  }

  view(): TableView {
    const columns: ColumnView[] = this.columns.map(([name, kind]) => ({ name, kind }))
    // Read at the end: what settles an attempt comes long after its row.
    const rows = this.#rows.map((row) => this.columns.map(([, , of]) => of(row)))
    return { name: this.name, columns, rows, omitted: this.#omitted }
  }
}

/** The table with its first rows; the rest is counted. */
export const shortened = (table: TableView, most: number): TableView =>
  table.rows.length <= most
    ? table
    : { ...table, rows: table.rows.slice(0, most), omitted: table.omitted + table.rows.length - most }

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
