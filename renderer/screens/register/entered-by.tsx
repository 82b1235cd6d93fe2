// Who entered a row, when, and as which record.
import type { Entered } from '../../../electron/contract/register.js'
import { useText } from '../../text/use-text'
import css from './register.module.css'

export function EnteredBy({ entered }: { readonly entered: Entered }) {
  const { register: words, moment, count } = useText()
  return <small className={css.entered}>{words.entered(entered.by, moment(entered.wall), count(entered.seq))}</small>
}
