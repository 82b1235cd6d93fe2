// A report as CSV, every row of every table: the figures, then each table under its name, an empty line between.
import type { ReportQuestion } from '../../contract/report-views.js'
import { writeAll } from '../durable.js'
import type { FileDoor } from '../files.js'
import { cell, intoFile } from './csv.js'
import type { PassOptions } from './pass.js'
import { makeReport } from './report.js'

export interface ReportCsvWritten {
  /** Rows of all tables. */
  readonly records: number
}

/** @throws as makeReport; Fault audit/not-exported, and what was written is taken away again */
export function writeReportCsv(
  files: FileDoor,
  dir: string,
  path: string,
  question: ReportQuestion,
  options: PassOptions & { readonly now: () => number },
): Promise<ReportCsvWritten> {
  return intoFile(files, path, options.signal, async (fd) => {
    const { figures, tables, log } = await makeReport(files, dir, question, options)
    const about = [
      ['report', question.kind, ...Object.values(question).slice(1).map(subject)],
      ['station', log.stationId, log.mode],
      ['records', log.size, log.root],
      ['made', log.madeAt],
    ]
    const parts = [
      about,
      figures.map(({ name, value }) => [name, value]),
      ...tables.map(({ name, columns, rows }) => [[name], columns.map((column) => column.name), ...rows]),
    ]
    const text = parts.map((lines) => lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('')).join('\r\n')
    await writeAll(files, fd, Buffer.from(`\uFEFF${text}`, 'utf8'), 0)
    return { records: tables.reduce((sum, { rows }) => sum + rows.length, 0) }
  })
}

const subject = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
