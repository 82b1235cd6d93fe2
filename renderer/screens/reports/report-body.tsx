// A report as figures and tables, plain elements alone: the same on the screen and on paper.
import type { RecordOutcome } from '../../../electron/contract/audit-views.js'
import type { Cell, CellKind, ReportView, TableView } from '../../../electron/contract/report-views.js'
import type { Speech } from '../../text/use-text'
import { useText } from '../../text/use-text'
import { outcomeWord, typeWord } from '../audit/words'
import css from './report-body.module.css'

interface Props {
  readonly report: ReportView
  /** Rows of each table; all of them where absent. */
  readonly rows?: number
}

export function ReportBody({ report, rows }: Props) {
  return (
    <div className={css.report} data-testid="report" data-kind={report.question.kind}>
      <Figures report={report} />
      {report.tables.map((table) => (
        <ReportTable key={table.name} table={table} rows={rows ?? table.rows.length} />
      ))}
      <Basis report={report} />
    </div>
  )
}

function Figures({ report }: { readonly report: ReportView }) {
  const speech = useText()
  return (
    <dl className={css.figures}>
      {report.figures.map(({ name, value, kind }) => (
        <div key={name} data-testid="report-figure" data-name={name} data-value={value ?? ''}>
          <dt>{figureName(speech, name)}</dt>
          <dd>{cellText(speech, value, kind)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Counts by outcome are named by it. */
const figureName = (speech: Speech, name: string): string =>
  name.startsWith('outcome:')
    ? outcomeWord(speech, name.slice('outcome:'.length) as RecordOutcome)
    : (speech.reports.figures[name] ?? name)

function ReportTable({ table, rows }: { readonly table: TableView; readonly rows: number }) {
  const speech = useText()
  const { reports, count } = speech
  const shown = table.rows.slice(0, rows)
  const words = reports.tables[table.name]
  return (
    <section className={css.part} data-testid={`report-table-${table.name}`}>
      <h3>{words?.name ?? table.name}</h3>
      <p className={css.about}>{words?.about}</p>
      {shown.length === 0 ? (
        <p>{reports.emptyTable}</p>
      ) : (
        <table className={css.table}>
          <thead>
            <tr>
              {table.columns.map(({ name }) => (
                <th key={name} scope="col">
                  {reports.columns[name] ?? name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.join('\u0000')}>
                {row.map((cell, place) => {
                  const { name, kind } = table.columns[place]!
                  return (
                    <td key={name} data-kind={kind}>
                      {cellText(speech, cell, kind)}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {shown.length < table.rows.length ? (
        <p className={css.about}>{reports.firstRows(count(shown.length), count(table.rows.length + table.omitted))}</p>
      ) : null}
      {table.omitted > 0 && shown.length === table.rows.length ? (
        <p className={css.about}>{reports.omitted(count(table.omitted))}</p>
      ) : null}
    </section>
  )
}

/** What the report was made of, and how far that can be trusted: never a report without it. */
function Basis({ report: { log } }: { readonly report: ReportView }) {
  const { audit, count, moment, reports } = useText()
  const words = reports.log
  return (
    <section className={css.part} data-testid="report-basis" data-signed={log.signed}>
      <h3>{words.title}</h3>
      <p>{words.covers(count(log.size), log.stationId, moment(log.madeAt))}</p>
      <p>
        {words.root} <code>{log.root}</code>
      </p>
      {log.dropped > 0 ? <p>{words.dropped(count(log.dropped))}</p> : null}
      <p>{log.signed ? words.signed : words.notSigned}</p>
      <p>
        {log.verified
          ? words.verified(audit.verdict[log.verified.verdict], count(log.verified.size))
          : words.notVerified}
      </p>
      {log.mode === 'lab' ? <p className={css.lab}>{words.lab}</p> : null}
    </section>
  )
}

function cellText(speech: Speech, value: Cell, kind: CellKind): string {
  if (value === null || value === '') return speech.audit.none
  if (kind === 'seq') return `#${speech.count(Number(value))}`
  if (kind === 'count') return speech.count(Number(value))
  if (kind === 'time') return speech.moment(String(value))
  if (kind === 'outcome') return outcomeWord(speech, value as RecordOutcome)
  if (kind === 'what') return speech.reports.whats[value] ?? typeWord(speech, String(value))
  return String(value)
}
