// The audit screen: the newest records, one of them in full, and the verdict on the whole log with its trust.
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { RecordView, StationView } from '../../../electron/contract/views.js'
import { ScreenBar } from '../../parts/screen-bar'
import { VerifyReport } from '../../parts/verify-report'
import { tell, useWindowState, verifyLog } from '../../state'
import { useText } from '../../text/use-text'
import css from './audit.module.css'
import { RecordDrawer } from './record-drawer'
import { RecordTable } from './record-table'

const PAGE = 100

export function Audit({ view }: { readonly view: StationView }) {
  const { audit } = useText()
  const { verifying } = useWindowState()
  const { records, exhausted, failed, older } = useRecords(view.log.size)
  const [opened, open] = useState<number | null>(null)
  return (
    <main className={css.audit}>
      <ScreenBar title={audit.title} about={audit.lead} notices={view.notices} />
      <div className={css.floor}>
        <div className={css.list}>
          <RecordTable records={records} failed={failed} open={open} />
          {records && records.length > 0 && !exhausted ? (
            <Button className={css.older} size="compact-md" variant="subtle" onClick={older} data-testid="audit-older">
              {audit.older}
            </Button>
          ) : null}
        </div>
        <aside className={css.proof}>
          <VerifyReport testid="audit-verdict" />
          <Button
            fullWidth
            size="md"
            mt="md"
            loading={verifying}
            data-testid="audit-verify"
            onClick={() => void verifyLog()}
          >
            {audit.verify}
          </Button>
        </aside>
      </div>
      <RecordDrawer records={records ?? []} seq={opened} show={open} />
    </main>
  )
}

interface Shown {
  /** Newest first, without a gap; null while the first page is being read. */
  readonly records: readonly RecordView[] | null
  /** The first record of the log is among them. */
  readonly exhausted: boolean
  readonly failed: boolean
}

/** The newest page, read anew whenever the log grows; older pages on request. */
function useRecords(size: number) {
  const [{ records, exhausted, failed }, show] = useState<Shown>({ records: null, exhausted: false, failed: false })

  // biome-ignore lint/correctness/useExhaustiveDependencies: `size` is what says that there are new records
  useEffect(() => {
    let current = true
    void tell('audit/list', { limit: PAGE, before: null }).then((reply) => {
      if (current) show((shown) => (reply.ok ? onTop(reply.value, shown) : { ...shown, failed: true }))
    })
    return () => {
      current = false
    }
  }, [size])

  const older = async () => {
    const reply = await tell('audit/list', { limit: PAGE, before: records?.at(-1)?.seq ?? null })
    if (!reply.ok) return
    const page = reply.value
    show((shown) => ({ records: [...(shown.records ?? []), ...page], exhausted: page.length < PAGE, failed: false }))
  }
  return { records, exhausted, failed, older: () => void older() }
}

/** A newest page over what is shown; where the two do not meet, the page alone. */
function onTop(page: readonly RecordView[], { records, exhausted }: Shown): Shown {
  const known = new Set(page.map(({ seq }) => seq))
  const meet = records?.some(({ seq }) => known.has(seq)) ?? false
  if (!meet) return { records: page, exhausted: page.length < PAGE, failed: false }
  return { records: [...page, ...(records ?? []).filter(({ seq }) => !known.has(seq))], exhausted, failed: false }
}
