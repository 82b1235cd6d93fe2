// One key of a terminal: what it is, its three values, and the verdict on them.
import { Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import type { KeyRowView, PortCardView } from '../../../electron/contract/views.js'
import { inSeconds } from '../../parts/elapsed'
import { KcvRows } from '../../parts/kcv-rows'
import { outcomeTone, type Tone } from '../../parts/tone'
import { Verdict } from '../../parts/verdict'
import { useText } from '../../text/use-text'
import { keyEnd } from './headline'
import css from './key-row.module.css'

interface Props {
  readonly row: KeyRowView
  /** With the sentences behind source and provenance, warnings and record number. */
  readonly full?: boolean
  /** In place of the label: the choice among the keys of a small card. */
  readonly chips?: ReactNode
}

export function KeyRow({ row, full = false, chips }: Props) {
  const { bench } = useText()
  const end = keyEnd(row)
  return (
    <section className={css.key} data-tone={keyTone(row)} data-testid={`key-row-${row.label}`}>
      <header className={css.head}>
        {chips ?? <strong className={css.label}>{row.label}</strong>}
        <span className={css.facts}>
          {row.usage === row.label ? '' : `${row.usage} · `}
          {bench.slot(row.slot)}
          {row.kcv ? ` · ${row.kcv.method}` : ''}
        </span>
        <span className={css.state}>
          {row.kcv && row.state === 'done' ? <Verdict kcv={row.kcv} end={end} /> : stateWord(row, bench)}
        </span>
      </header>
      <KcvRows kcv={row.kcv} state={row.state} outcome={row.outcome} withheld={row.withheld} />
      {full ? <Remarks row={row} /> : null}
    </section>
  )
}

function stateWord(row: KeyRowView, bench: ReturnType<typeof useText>['bench']): string {
  const end = keyEnd(row)
  return end ? bench.keyOutcome[end] : bench.keyState[row.state]
}
function keyTone(row: KeyRowView): Tone {
  const end = keyEnd(row)
  return end ? outcomeTone[end] : row.state === 'working' ? 'busy' : 'idle'
}

/** The lines under a key on a large card; their room is kept so that nothing moves when they come. */
function Remarks({ row }: { readonly row: KeyRowView }) {
  const { bench, count } = useText()
  return (
    <div className={css.remarks}>
      <p>{row.kcv?.reported ? bench.provenance[row.kcv.provenance].about : ''}</p>
      {row.kcv?.expectedSource === 'station' ? <p>{bench.source.station.about}</p> : null}
      {row.warnings.length > 0 ? (
        <p>
          {bench.warnings}: {row.warnings.map((name) => bench.warningNames[name] ?? name).join(bench.listComma)}
        </p>
      ) : null}
      <p className={css.record}>
        {row.seq === null ? '' : bench.record(count(row.seq))}
        {row.ms === null ? '' : ` · ${bench.seconds(inSeconds(row.ms))}`}
      </p>
    </div>
  )
}

interface ChipProps {
  readonly card: PortCardView
  readonly shown: string
  readonly show: (label: string) => void
}
/** The keys of a small card, as chips; one is shown at a time. */
export function KeyChips({ card, shown, show }: ChipProps) {
  const { bench } = useText()
  return (
    <section className={css.chips} aria-label={`${card.label} ${bench.keysOf}`}>
      {card.keys.map((row) => (
        <Tooltip key={row.label} label={`${row.label} · ${bench.slot(row.slot)} · ${stateWord(row, bench)}`}>
          <button
            type="button"
            className={css.chip}
            data-tone={keyTone(row)}
            aria-pressed={row.label === shown}
            aria-label={`${row.label} ${stateWord(row, bench)}`}
            onClick={() => show(row.label)}
          >
            {row.label}
          </button>
        </Tooltip>
      ))}
    </section>
  )
}
