// One record in full: what it says, as the log keeps it, and what shows that it is there.
import { Button, Drawer, Group } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { RecordDetail, RecordRow } from '../../../electron/contract/audit-views.js'
import { Mark } from '../../parts/mark'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import { Receipt } from './receipt'
import css from './record-drawer.module.css'
import { RecordProof } from './record-proof'
import { outcomeWord, toneOf, typeWord } from './words'

interface Props {
  readonly row: RecordRow | undefined
  readonly close: () => void
  /** null at the end of the list. */
  readonly older: (() => void) | null
  readonly newer: (() => void) | null
  /** Shows all records that hold a text. */
  readonly search: (text: string) => void
}

export function RecordDrawer({ row, close, older, newer, search }: Props) {
  const speech = useText()
  const { audit, count, moment, shell } = speech
  const detail = useDetail(row?.seq)
  return (
    <Drawer
      opened={row !== undefined}
      onClose={close}
      size={600}
      title={row ? audit.record(count(row.seq)) : ''}
      closeButtonProps={{ 'aria-label': shell.close }}
    >
      {row ? (
        <div className={css.record} data-testid="audit-record" data-seq={row.seq}>
          <p className={css.facts}>
            {typeWord(speech, row.type)} <code>{row.type}</code> · {moment(row.wall)} · {row.operator || audit.station}
          </p>
          {row.outcome ? (
            <p className={css.outcome} data-tone={toneOf(row.outcome)}>
              <Mark tone={toneOf(row.outcome)} size={18} /> {outcomeWord(speech, row.outcome)}
            </p>
          ) : null}
          {detail ? (
            <Detail detail={detail} ended={row.type === 'attempt-result'} search={search} />
          ) : (
            <p className={css.about}>{audit.loading}</p>
          )}
          <Group justify="space-between" mt="md">
            <Button
              size="xs"
              variant="default"
              disabled={!older}
              onClick={() => older?.()}
              data-testid="audit-previous"
            >
              {audit.previous}
            </Button>
            <Button size="xs" variant="default" disabled={!newer} onClick={() => newer?.()} data-testid="audit-next">
              {audit.following}
            </Button>
          </Group>
        </div>
      ) : null}
    </Drawer>
  )
}

interface DetailProps {
  readonly detail: RecordDetail
  /** The record that ended an attempt: the one that a receipt is about. */
  readonly ended: boolean
  readonly search: (text: string) => void
}

function Detail({ detail, ended, search }: DetailProps) {
  const { audit, count } = useText()
  const { attempt, device, model, key, role, place } = detail
  const facts: readonly (readonly [string, string | null])[] = [
    [audit.columns.device, device],
    [audit.facts.model, model],
    [audit.columns.key, key],
    [audit.facts.attempt, attempt],
    [audit.facts.role, role],
    [audit.facts.place, audit.placeAt(count(place.segment), count(place.offset), count(place.bytes))],
  ]
  return (
    <>
      <dl className={css.list}>
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {attempt ? (
        <Button size="compact-sm" variant="light" onClick={() => search(attempt)} data-testid="audit-same-attempt">
          {audit.sameAttempt}
        </Button>
      ) : null}
      <RecordProof detail={detail} />
      {ended && attempt ? <Receipt key={attempt} attempt={attempt} /> : null}
      {detail.withheld ? <p className={css.withheld}>{audit.withheld}</p> : null}
      <p className={css.about}>{audit.recordAbout}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={css.text} tabIndex={0} aria-label={audit.recordAbout}>
        {detail.text}
      </section>
    </>
  )
}

/** The record of that number; null until it is there. */
function useDetail(seq: number | undefined): RecordDetail | null {
  const [detail, show] = useState<RecordDetail | null>(null)
  useEffect(() => {
    if (seq === undefined) return
    let current = true
    void tell('audit/record', { seq }).then((reply) => {
      if (current && reply.ok) show(reply.value)
    })
    return () => {
      current = false
    }
  }, [seq])
  return detail?.seq === seq ? detail : null
}
