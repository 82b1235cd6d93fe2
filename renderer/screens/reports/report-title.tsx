// What a report is about, as its heading on paper.
import type { RecordQuery } from '../../../electron/contract/audit-views.js'
import type { ReportQuestion } from '../../../electron/contract/report-views.js'
import { type Speech, useText } from '../../text/use-text'
import { facetNames } from '../audit/query'
import { valueWord } from '../audit/words'
import css from './report-body.module.css'

export function ReportTitle({ question }: { readonly question: ReportQuestion }) {
  const speech = useText()
  const { name, about } = speech.reports.kinds[question.kind]
  const subject = subjectOf(speech, question)
  return (
    <header>
      <h1>
        {name}
        {subject ? ` · ${subject}` : ''}
      </h1>
      <p className={css.about}>{about}</p>
    </header>
  )
}

function subjectOf(speech: Speech, question: ReportQuestion): string {
  if (question.kind === 'run') return question.run
  if (question.kind === 'operator') return question.operator
  if (question.kind === 'device') return question.device
  return question.kind === 'records' ? queryWords(speech, question.query) : ''
}

function queryWords(speech: Speech, { text, facets, since, until }: RecordQuery): string {
  const { audit, moment, reports } = speech
  const when = (ms: number) => moment(new Date(ms).toISOString())
  const words = [
    ...(text.trim() ? [`${reports.query.text}: ${text.trim()}`] : []),
    ...facetNames.flatMap((name) => {
      const chosen = facets[name] ?? []
      const values = chosen.map((value) => valueWord(speech, name, value)).join(', ')
      return chosen.length > 0 ? [`${audit.facets.names[name]}: ${values}`] : []
    }),
    ...(since === null ? [] : [`${reports.query.since} ${when(since)}`]),
    ...(until === null ? [] : [`${reports.query.until} ${when(until)}`]),
  ]
  return words.length > 0 ? words.join(' · ') : reports.query.everything
}
