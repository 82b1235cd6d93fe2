// The audit screen: narrow down on the left, look in the middle, prove on the right.
import { Button, Group, TextInput, Tooltip } from '@mantine/core'
import { IconArchive, IconFileSpreadsheet, IconFileText, IconSearch } from '@tabler/icons-react'
import { useCallback, useRef, useState } from 'react'
import type { LogView, StationView } from '../../../electron/contract/views.js'
import { ScreenBar } from '../../parts/screen-bar'
import { VerifyReport } from '../../parts/verify-report'
import { stopVerifying, useWindowState, verifyLog } from '../../state'
import { useText } from '../../text/use-text'
import { KeepingDrawer } from '../keeping/keeping-drawer'
import { WitnessState } from '../keeping/witness-state'
import { ReportsDrawer } from '../reports/reports-drawer'
import { useSaving } from '../reports/use-saving'
import css from './audit.module.css'
import { Empty } from './empty'
import { Facets } from './facets'
import { Histogram } from './histogram'
import { IndexLine } from './index-line'
import { everything, isEverything } from './query'
import { RecordDrawer } from './record-drawer'
import { MOST_ROWS, RecordTable } from './record-table'
import { useRecords } from './use-records'

/** What the gate takes. */
const LONGEST_SEARCH = 100

export function Audit({ view }: { readonly view: StationView }) {
  const { audit, count, keeping, reports } = useText()
  const [query, change] = useState(everything)
  const [opened, open] = useState<number | null>(null)
  const [reporting, report] = useState(false)
  const [kept, keep] = useState(false)
  const scroll = useRef<HTMLDivElement | null>(null)
  const settled = useCallback(() => (scroll.current?.scrollTop ?? 0) === 0, [])
  const records = useRecords(query, view.log.index.size, settled)
  const saving = useSaving()
  const { shown, fresh, rowAt } = records
  const total = shown?.survey.total ?? 0
  const show = (place: number) => {
    records.fetch(place, place + 1)
    open(place)
  }
  const search = (text: string) => {
    open(null)
    change({ ...everything, text })
  }
  return (
    <main className={css.audit}>
      <ScreenBar title={audit.title} about={audit.lead} notices={view.notices}>
        <Tooltip label={reports.csvAbout}>
          <Button
            size="compact-md"
            variant="default"
            leftSection={<IconFileSpreadsheet size={15} aria-hidden="true" />}
            disabled={view.log.paper !== null}
            data-testid="audit-csv"
            onClick={() => void saving.csv(query)}
          >
            {reports.csv}
          </Button>
        </Tooltip>
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconArchive size={15} aria-hidden="true" />}
          data-testid="audit-keeping"
          onClick={() => keep(true)}
        >
          {keeping.open}
        </Button>
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconFileText size={15} aria-hidden="true" />}
          data-testid="audit-reports"
          onClick={() => report(true)}
        >
          {reports.open}
        </Button>
      </ScreenBar>
      <div className={css.floor}>
        <Facets query={query} survey={shown?.survey ?? null} change={change} />
        <div className={css.middle}>
          <Group gap={10} wrap="nowrap" className={css.search}>
            <TextInput
              flex={1}
              aria-label={audit.search.label}
              placeholder={audit.search.hint}
              leftSection={<IconSearch size={16} aria-hidden="true" />}
              value={query.text}
              maxLength={LONGEST_SEARCH}
              data-testid="audit-search"
              onChange={(event) => change({ ...query, text: event.currentTarget.value })}
            />
            <span className={css.total} role="status" data-testid="audit-total" data-total={shown ? total : undefined}>
              {shown ? audit.shown(count(total), count(shown.survey.size)) : ''}
            </span>
            {isEverything(query) ? null : (
              <Button size="compact-sm" variant="subtle" onClick={() => change(everything)} data-testid="audit-reset">
                {audit.noneFit.clear}
              </Button>
            )}
          </Group>
          <IndexLine log={view.log} />
          <Histogram histogram={shown?.survey.histogram ?? null} query={query} change={change} />
          {fresh > 0 && total > 0 && !settled() ? (
            <Button className={css.fresh} size="compact-sm" onClick={records.takeFresh} data-testid="audit-fresh">
              {audit.fresh(count(fresh))}
            </Button>
          ) : null}
          <div className={css.list}>
            {total > 0 ? (
              <RecordTable records={records} scroll={scroll} open={show} />
            ) : (
              <Empty
                why={
                  shown ? (shown.survey.size > 0 ? 'none-fit' : 'no-records') : records.failed ? 'failed' : 'loading'
                }
                clear={() => change(everything)}
              />
            )}
          </div>
          {total > MOST_ROWS ? <p className={css.beyond}>{audit.beyond(count(MOST_ROWS))}</p> : null}
        </div>
        <Proof log={view.log} saved={saving.line(view.log.paper)} />
      </div>
      <RecordDrawer
        row={opened === null ? undefined : rowAt(opened)}
        close={() => open(null)}
        older={opened !== null && opened + 1 < total ? () => show(opened + 1) : null}
        newer={opened !== null && opened > 0 ? () => show(opened - 1) : null}
        search={search}
      />
      <ReportsDrawer opened={reporting} close={() => report(false)} view={view} query={query} survey={shown?.survey} />
      <KeepingDrawer opened={kept} close={() => keep(false)} view={view} />
    </main>
  )
}

/** The verdict on the whole log, who outside has seen it, and what was saved last. */
function Proof({ log, saved }: { readonly log: LogView; readonly saved: string }) {
  const { audit, keeping } = useText()
  const { verifying } = useWindowState()
  return (
    <aside className={css.proof}>
      <VerifyReport testid="audit-verdict" />
      <Button
        fullWidth
        size="md"
        mt="md"
        disabled={verifying}
        data-testid="audit-verify"
        onClick={() => void verifyLog()}
      >
        {audit.verify}
      </Button>
      {verifying ? (
        <Button fullWidth mt="xs" variant="default" data-testid="audit-verify-stop" onClick={stopVerifying}>
          {audit.stop}
        </Button>
      ) : null}
      <div className={css.witness}>
        <h2>{keeping.witness.title}</h2>
        <WitnessState witness={log.witness} />
      </div>
      <p className={css.saved} role="status" data-testid="audit-saved">
        {saved}
      </p>
    </aside>
  )
}
