// The records that fit, newest first: a grid of any length of which only what is in sight is in the page. One stop of Tab;
// arrows, page keys, Home and End move; Enter opens.
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useState } from 'react'
import type { RecordRow } from '../../../electron/contract/audit-views.js'
import { Mark } from '../../parts/mark'
import { useText } from '../../text/use-text'
import css from './record-table.module.css'
import type { Records } from './use-records'
import { outcomeWord, toneOf, typeWord } from './words'

export const columns = ['seq', 'time', 'type', 'operator', 'device', 'key', 'outcome'] as const
const ROW_PX = 28
/** Chromium lays out no element higher than some 33 million pixels: a million rows are within. */
export const MOST_ROWS = 1_000_000

interface Props {
  readonly records: Records
  readonly scroll: RefObject<HTMLDivElement | null>
  readonly open: (place: number) => void
}

export function RecordTable({ records, scroll, open }: Props) {
  const { audit } = useText()
  const total = Math.min(records.shown?.survey.total ?? 0, MOST_ROWS)
  const [active, setActive] = useState(0)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  })
  const items = virtual.getVirtualItems()
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
  const { fetch, shown } = records
  useEffect(() => {
    if (shown) fetch(first, last + 1)
  }, [fetch, first, last, shown])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another query begins at its newest record
  useEffect(() => {
    setActive(0)
    scroll.current?.scrollTo({ top: 0 })
  }, [shown?.query])

  const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / ROW_PX) - 2)
  const steps: Readonly<Record<string, number>> = {
    ...{ ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page },
    ...{ Home: 0, End: total - 1 },
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      open(active)
      return
    }
    const to = steps[event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = Math.max(0, Math.min(total - 1, to))
    setActive(next)
    virtual.scrollToIndex(next)
  }
  const pressed = (event: MouseEvent) => {
    const place = (event.target as Element).closest('tr')?.dataset.place
    if (place === undefined) return
    setActive(Number(place))
    open(Number(place))
  }
  return (
    <div ref={scroll} className={css.scroll}>
      <table
        className={css.table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that one moves in by keys is a grid (WAI-ARIA)
        role="grid"
        tabIndex={0}
        aria-label={audit.table}
        aria-rowcount={total + 1}
        aria-activedescendant={items.some(({ index }) => index === active) ? `record-${active}` : undefined}
        data-testid="audit-table"
        data-total={total}
        onKeyDown={press}
        onClick={pressed}
      >
        <thead>
          <tr className={css.head} aria-rowindex={1}>
            {columns.map((column) => (
              <th key={column} scope="col" className={css.cell}>
                {audit.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={css.body} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => (
            <tr
              key={index}
              id={`record-${index}`}
              aria-rowindex={index + 2}
              aria-selected={index === active}
              className={css.row}
              data-testid="audit-row"
              data-place={index}
              data-seq={records.rowAt(index)?.seq}
              style={{ transform: `translateY(${start}px)`, height: ROW_PX }}
            >
              <Cells row={records.rowAt(index)} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cells({ row }: { readonly row: RecordRow | undefined }) {
  const speech = useText()
  const { audit, count, moment } = speech
  const cells = row
    ? [
        count(row.seq),
        moment(row.wall),
        typeWord(speech, row.type),
        row.operator || audit.station,
        row.device ?? audit.none,
        row.key ?? audit.none,
      ]
    : ['…', '', '', '', '', '']
  return (
    <>
      {cells.map((text, place) => (
        <td key={columns[place]} className={css.cell} title={text}>
          {text}
        </td>
      ))}
      <td className={css.cell}>
        {row?.outcome ? (
          <span className={css.outcome} data-tone={toneOf(row.outcome)}>
            <Mark tone={toneOf(row.outcome)} size={15} />
            {outcomeWord(speech, row.outcome)}
          </span>
        ) : (
          audit.none
        )}
      </td>
    </>
  )
}
