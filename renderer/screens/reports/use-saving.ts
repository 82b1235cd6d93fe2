// Putting records and reports into files: asks main, which asks a person where; says what came of it.
import { useState } from 'react'
import type { RecordQuery } from '../../../electron/contract/audit-views.js'
import type { ReportQuestion } from '../../../electron/contract/report-views.js'
import { tell } from '../../state'
import { useText } from '../../text/use-text'

type Saved = { readonly file: string; readonly records?: number; readonly rows?: number } | null

export function useSaving() {
  const { count, reports } = useText()
  const [saved, say] = useState<Saved>(null)
  return {
    csv: async (query: RecordQuery) => {
      say(null)
      const reply = await tell('audit/csv', { query })
      if (reply.ok) say(reply.value)
    },
    pdf: async (question: ReportQuestion) => {
      say(null)
      const reply = await tell('audit/print', { question })
      if (reply.ok) say(reply.value)
    },
    /** Every row of a report's tables. */
    allRows: async (question: ReportQuestion) => {
      say(null)
      const reply = await tell('audit/report-csv', { question })
      if (reply.ok) say(reply.value && { file: reply.value.file, rows: reply.value.records })
    },
    /** @param reading records read so far for what is under way; null where nothing is */
    line: (reading: number | null): string => {
      if (reading !== null) return reports.making(count(reading))
      if (saved === null) return ''
      if (saved.rows !== undefined) return reports.savedRows(count(saved.rows), saved.file)
      return saved.records === undefined
        ? reports.saved(saved.file)
        : reports.savedRecords(count(saved.records), saved.file)
    },
  }
}
