// Reports: which one, about what; then the report itself, to read and to save.
import { Button, Drawer, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { RecordQuery, SurveyView } from '../../../electron/contract/audit-views.js'
import type { ReportKind, ReportQuestion, ReportView } from '../../../electron/contract/report-views.js'
import type { StationView } from '../../../electron/contract/views.js'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import { ReportBody } from './report-body'
import css from './reports-drawer.module.css'
import { RunChoice } from './run-choice'
import { useSaving } from './use-saving'

const kinds = ['run', 'operator', 'device', 'duplicates', 'unsettled', 'records'] as const satisfies ReportKind[]
type Named = 'run' | 'operator' | 'device'
const isNamed = (kind: ReportKind): kind is Named => kind === 'run' || kind === 'operator' || kind === 'device'
/** Rows of a table on the screen; paper has more. */
const ROWS = 100

interface Props {
  readonly opened: boolean
  readonly close: () => void
  readonly view: StationView
  readonly query: RecordQuery
  readonly survey: SurveyView | undefined
}

export function ReportsDrawer({ opened, close, view, query, survey }: Props) {
  const { count, reports, shell } = useText()
  const [kind, choose] = useState<ReportKind>('run')
  const [about, setAbout] = useState('')
  const [report, show] = useState<ReportView | null>(null)
  const saving = useSaving()
  const busy = view.log.paper !== null
  const question = asked(kind, about.trim(), query)
  // A serial number is no run: what was chosen for one kind says nothing to another.
  const turnTo = (next: ReportKind) => {
    choose(next)
    setAbout('')
  }
  const make = async () => {
    if (question === null) return
    const reply = await tell('audit/report', { question })
    if (reply.ok) show(reply.value)
  }
  return (
    <Drawer
      opened={opened}
      // Opened again it begins anew: a report of an hour ago is not the log of now.
      onClose={() => {
        show(null)
        close()
      }}
      size="min(1080px, 92vw)"
      title={report ? reports.kinds[report.question.kind].name : reports.title}
      closeButtonProps={{ 'aria-label': shell.close }}
    >
      <div data-testid="reports">
        {report ? (
          <>
            <Group mb="md">
              <Button variant="default" size="compact-md" onClick={() => show(null)} data-testid="report-back">
                {reports.back}
              </Button>
              <Button
                size="compact-md"
                disabled={busy}
                data-testid="report-pdf"
                onClick={() => void saving.pdf(report.question)}
              >
                {reports.pdf}
              </Button>
              <Button
                variant="default"
                size="compact-md"
                disabled={busy}
                data-testid="report-csv"
                onClick={() => void saving.allRows(report.question)}
              >
                {reports.allRows}
              </Button>
              <span role="status" data-testid="report-saved">
                {saving.line(view.log.paper)}
              </span>
            </Group>
            <ReportBody report={report} rows={ROWS} />
          </>
        ) : (
          <>
            <p className={css.lead}>{reports.lead}</p>
            <fieldset className={css.kinds}>
              <legend className="unseen">{reports.title}</legend>
              {kinds.map((each) => (
                <label key={each} className={css.kind} data-testid={`report-kind-${each}`}>
                  <input type="radio" name="report" checked={each === kind} onChange={() => turnTo(each)} />
                  <span>
                    <strong>{reports.kinds[each].name}</strong>
                    <small>{reports.kinds[each].about}</small>
                  </span>
                </label>
              ))}
            </fieldset>
            {kind === 'run' ? <RunChoice run={about} choose={setAbout} /> : null}
            {isNamed(kind) && kind !== 'run' ? (
              <TextInput
                className={css.about}
                label={reports.about[kind].label}
                placeholder={reports.about[kind].hint}
                value={about}
                maxLength={200}
                list={`known-${kind}`}
                data-testid="report-about"
                onChange={(event) => setAbout(event.currentTarget.value)}
              />
            ) : null}
            {isNamed(kind) && kind !== 'run' ? (
              <datalist id={`known-${kind}`}>
                {survey?.facets[kind].values.map(({ value }) => (
                  <option key={value} value={value} />
                ))}
              </datalist>
            ) : null}
            <Group mt="md">
              <Button
                disabled={question === null || busy}
                loading={busy}
                data-testid="report-make"
                onClick={() => void make()}
              >
                {reports.make}
              </Button>
              {view.log.paper !== null ? (
                <>
                  <span role="status">{reports.making(count(view.log.paper))}</span>
                  <Button
                    variant="default"
                    data-testid="report-stop"
                    onClick={() => void tell('audit/stop', { what: 'paper' })}
                  >
                    {reports.stop}
                  </Button>
                </>
              ) : null}
            </Group>
          </>
        )}
      </div>
    </Drawer>
  )
}

/** null while what it is about is not named. */
function asked(kind: ReportKind, about: string, query: RecordQuery): ReportQuestion | null {
  if (kind === 'records') return { kind, query }
  if (!isNamed(kind)) return { kind }
  if (about === '') return null
  const questions = {
    run: { kind: 'run', run: about },
    operator: { kind: 'operator', operator: about },
    device: { kind: 'device', device: about },
  } as const
  return questions[kind]
}
