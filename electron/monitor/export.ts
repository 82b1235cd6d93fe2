// Alerts and the report on people as files for other departments: JSON, or CSV that a spreadsheet takes as it is.
import type { ExportKind, MonitorView } from '../contract/monitor.js'

type Cell = string | number | null

/** A cell that a spreadsheet would run as a formula gets an apostrophe; quotes as RFC 4180 has them. */
const cell = (value: Cell): string => {
  if (typeof value === 'number') return String(value)
  const text = value === null ? '' : /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
// The mark makes spreadsheets take it for UTF-8.
const csv = (head: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  `\ufeff${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`

const alertHead =
  'alert,rule,severity,subject_kind,subject,figure,limit,other,record,wall,repeats,confirmed_by,confirmed_at,note,steps_ticked,steps'.split(
    ',',
  )
const operatorHead = [
  'operator',
  'loads',
  'first',
  'firstGood',
  'mismatched',
  'refused',
  'unknown',
  'outOfHours',
  'tooFast',
  'score',
] as const

export const exports: Readonly<
  Record<ExportKind, { readonly extension: string; readonly text: (view: MonitorView) => string }>
> = {
  'alerts-json': {
    extension: 'json',
    text: ({ mode, alerts }) => `${JSON.stringify({ mode, alerts }, null, 2)}\n`,
  },
  'alerts-csv': {
    extension: 'csv',
    text: ({ alerts }) =>
      csv(
        alertHead,
        alerts.map((one) => [
          one.alert,
          one.rule,
          one.severity,
          one.subject.kind,
          one.subject.name,
          one.figure,
          one.limit,
          one.other,
          one.seq,
          one.wall,
          one.repeats,
          one.confirmed?.by ?? null,
          one.confirmed?.wall ?? null,
          one.confirmed?.note ?? null,
          one.plan.filter(({ ticked }) => ticked).length,
          one.plan.length,
        ]),
      ),
  },
  'operators-csv': {
    extension: 'csv',
    text: ({ operators }) =>
      csv(
        operatorHead,
        operators.map((one) => operatorHead.map((name) => one[name])),
      ),
  },
}
