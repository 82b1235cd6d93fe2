// One record in full, as the log keeps it.
import { Button, Drawer, Group } from '@mantine/core'
import type { RecordView } from '../../../electron/contract/views.js'
import { useText } from '../../text/use-text'
import css from './record-drawer.module.css'

interface Props {
  /** Newest first. */
  readonly records: readonly RecordView[]
  readonly seq: number | null
  readonly show: (seq: number | null) => void
}

export function RecordDrawer({ records, seq, show }: Props) {
  const { audit, count, moment, shell } = useText()
  const place = records.findIndex((record) => record.seq === seq)
  const record = records[place]
  const step = (name: string, to: RecordView | undefined) => (
    <Button size="xs" variant="default" disabled={!to} onClick={() => to && show(to.seq)}>
      {name}
    </Button>
  )
  return (
    <Drawer
      opened={record !== undefined}
      onClose={() => show(null)}
      size={560}
      title={record ? audit.record(count(record.seq)) : ''}
      closeButtonProps={{ 'aria-label': shell.close }}
    >
      {record ? (
        <div className={css.record} data-testid="audit-record">
          <p className={css.facts}>
            {audit.types[record.type] ?? record.type} · {moment(record.wall)} · {record.operator}
          </p>
          <p className={css.about}>{audit.recordAbout}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <section className={css.text} tabIndex={0} aria-label={audit.recordAbout}>
            {record.text}
          </section>
          <Group justify="space-between" mt="md">
            {step(audit.previous, records[place + 1])}
            {step(audit.following, records[place - 1])}
          </Group>
        </div>
      ) : null}
    </Drawer>
  )
}
