// How the run stands: a bar, finished of total, and how many went well or not.
import type { StationView } from '../../electron/contract/views.js'
import { useText } from '../text/use-text'
import css from './tally.module.css'

export function Tally({ tally }: { readonly tally: StationView['tally'] }) {
  const { shell } = useText()
  const { total, finished, good, bad } = tally
  const share = (n: number) => `${total > 0 ? (100 * n) / total : 0}%`
  return (
    <div className={css.tally} data-testid="tally">
      <div
        className={css.track}
        role="progressbar"
        aria-label={shell.tally(finished, total)}
        aria-valuemin={0}
        aria-valuemax={Math.max(total, 1)}
        aria-valuenow={finished}
      >
        <span className={css.good} style={{ width: share(good) }} />
        <span className={css.bad} style={{ width: share(bad) }} />
      </div>
      <span>
        {finished}/{total}
      </span>
      <span className={css.goodCount} title={shell.good(good)}>
        ✓ {good}
      </span>
      <span className={css.badCount} title={shell.bad(bad)}>
        ✗ {bad}
      </span>
    </div>
  )
}
