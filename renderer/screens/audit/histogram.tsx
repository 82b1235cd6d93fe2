// Records over time. A bar opens its time; the arrow keys move between bars, for the whole of them is one stop of Tab.
import { type KeyboardEvent, useRef, useState } from 'react'
import type { HistogramView, RecordQuery } from '../../../electron/contract/audit-views.js'
import { useText } from '../../text/use-text'
import css from './histogram.module.css'

interface Props {
  readonly histogram: HistogramView | null
  readonly query: RecordQuery
  readonly change: (query: RecordQuery) => void
}

/** Bars do not get finer than this. */
const finest = 1_000
/** Least height of a bar that stands for something, in percent. */
const least = 3

export function Histogram({ histogram, query, change }: Props) {
  const { audit, count, moment } = useText()
  const [at, setAt] = useState(0)
  const floor = useRef<HTMLFieldSetElement>(null)
  const bars = histogram?.bars ?? []
  const highest = Math.max(1, ...bars.map(({ all }) => all))
  const width = histogram?.width ?? finest
  const start = (bar: number) => (histogram?.from ?? 0) + bar * width
  const when = (ms: number) => moment(new Date(ms).toISOString())
  const narrowed = query.since !== null || query.until !== null
  const move = (event: KeyboardEvent) => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: bars.length - 1 }[event.key]
    if (to === undefined || to < 0 || to >= bars.length) return
    event.preventDefault()
    setAt(to)
    floor.current?.querySelectorAll('button')[to]?.focus()
  }
  const high = (many: number) => `${many === 0 ? 0 : Math.max(least, (100 * many) / highest)}%`
  return (
    <div className={css.time} data-testid="audit-histogram">
      <fieldset
        ref={floor}
        className={css.bars}
        aria-label={`${audit.time.label}. ${audit.time.zoom}`}
        onKeyDown={move}
      >
        {bars.map(({ all, good, bad }, bar) => {
          const words = audit.time.bar(when(start(bar)), when(start(bar + 1)), count(all), count(good), count(bad))
          return (
            <button
              key={start(bar)}
              type="button"
              className={css.bar}
              tabIndex={bar === Math.min(at, bars.length - 1) ? 0 : -1}
              title={words}
              aria-label={words}
              data-count={all}
              onFocus={() => setAt(bar)}
              disabled={width <= finest}
              onClick={() => change({ ...query, since: start(bar), until: start(bar + 1) })}
            >
              <span className={css.all} style={{ height: high(all) }}>
                <span className={css.bad} style={{ height: `${(100 * bad) / Math.max(1, all)}%` }} />
                <span className={css.good} style={{ height: `${(100 * good) / Math.max(1, all)}%` }} />
              </span>
            </button>
          )
        })}
      </fieldset>
      <p className={css.under}>
        <span>{bars.length > 0 ? when(start(0)) : ''}</span>
        <span className={css.legend}>
          <i className={css.all} /> {audit.time.legend.all} <i className={css.good} /> {audit.time.legend.good}{' '}
          <i className={css.bad} /> {audit.time.legend.bad}
          {narrowed ? (
            <button
              type="button"
              className={css.whole}
              data-testid="audit-whole-time"
              onClick={() => change({ ...query, since: null, until: null })}
            >
              {audit.time.whole}
            </button>
          ) : null}
        </span>
        <span>{bars.length > 0 ? when(start(bars.length)) : ''}</span>
      </p>
    </div>
  )
}
