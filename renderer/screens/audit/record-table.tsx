// The records, newest first. A row opens with a press; up and down move between rows.
import type { KeyboardEvent } from 'react'
import type { RecordView } from '../../../electron/contract/views.js'
import { Mark } from '../../parts/mark'
import { outcomeTone } from '../../parts/tone'
import { useText } from '../../text/use-text'
import css from './record-table.module.css'

const columns = ['seq', 'time', 'type', 'operator', 'device', 'outcome'] as const

interface Props {
  readonly records: readonly RecordView[] | null
  /** The first page could not be read; why is in the notice line. */
  readonly failed: boolean
  readonly open: (seq: number) => void
}

export function RecordTable({ records, failed, open }: Props) {
  const { audit, bench, count, moment } = useText()
  if (!records) return <p className={css.hint}>{failed ? audit.unread : audit.loading}</p>
  if (records.length === 0) {
    return (
      <div className={css.hint} data-testid="audit-empty">
        <h2>{audit.empty.title}</h2>
        <p>{audit.empty.about}</p>
      </div>
    )
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={css.scroll} tabIndex={0} aria-label={audit.table}>
      <table className={css.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {audit.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {records.map(({ seq, wall, type, operator, device, outcome }) => (
            <tr key={seq} data-testid="audit-row" data-seq={seq} onClick={() => open(seq)}>
              <td>
                <button type="button" className={css.number} aria-label={audit.record(count(seq))} onKeyDown={move}>
                  {count(seq)}
                </button>
              </td>
              <td className={css.time}>{moment(wall)}</td>
              <td>
                {audit.types[type] ?? ''} <code>{type}</code>
              </td>
              <td>{operator || audit.station}</td>
              <td className={css.device}>{device ?? audit.none}</td>
              <td>
                {outcome ? (
                  <span className={css.outcome} data-tone={outcomeTone[outcome]}>
                    <Mark tone={outcomeTone[outcome]} size={15} />
                    {bench.outcomes[outcome].word}
                  </span>
                ) : (
                  audit.none
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const neighbours: Readonly<Record<string, 'nextElementSibling' | 'previousElementSibling'>> = {
  ArrowDown: 'nextElementSibling',
  ArrowUp: 'previousElementSibling',
}
function move(event: KeyboardEvent<HTMLButtonElement>): void {
  const neighbour = neighbours[event.key]
  if (!neighbour) return
  event.preventDefault()
  event.currentTarget.closest('tr')?.[neighbour]?.querySelector('button')?.focus()
}
