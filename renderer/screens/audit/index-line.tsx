// How the index stands, where that is worth saying: it is being made, or it cannot be kept.
import type { LogView } from '../../../electron/contract/views.js'
import { useText } from '../../text/use-text'
import css from './audit.module.css'

export function IndexLine({ log }: { readonly log: LogView }) {
  const { audit, count } = useText()
  const { state, size, because } = log.index
  const reason = because === null ? '' : audit.index.because[because]
  const building = state === 'building' && size < log.size
  // A file made anew has nothing left to say once it is there.
  const worth = building || state === 'failed' || because === 'not-saved'
  return (
    <p className={css.index} role="status" data-testid="audit-index" data-state={state}>
      {building ? `${audit.index.building(count(size), count(log.size))} ` : ''}
      {worth ? reason : ''}
      {building ? <progress className={css.progress} max={log.size} value={size} aria-hidden="true" /> : null}
    </p>
  )
}
