// How long the log has gone without a witness, in two lines.
import type { WitnessView } from '../../../electron/contract/keeping-views.js'
import { useText } from '../../text/use-text'
import css from './keeping.module.css'

const HOUR_MS = 3_600_000

export function WitnessState({ witness }: { readonly witness: WitnessView }) {
  const { count, keeping, moment } = useText()
  const words = keeping.witness
  const { last, records, attempts, policy, due } = witness
  const hours = last === null ? 0 : Math.max(0, Math.floor((Date.now() - Date.parse(last.at)) / HOUR_MS))
  return (
    <div data-testid="witness-state" data-seen={last?.seq ?? ''} data-due={due ?? ''}>
      <p className={css.line}>{last ? words.seen(count(last.seq), last.witness, moment(last.at)) : words.never}</p>
      {last ? (
        <p className={css.line}>
          {words.since(count(records), count(attempts), words.ago(count(Math.floor(hours / 24)), count(hours % 24)))}
        </p>
      ) : null}
      {due ? <p className={css.due}>{words.due[due]}</p> : null}
      <p className={css.about}>
        {policy ? words.policy(count(policy.attempts), count(Math.floor(policy.hours / 24))) : words.noPolicy}
      </p>
    </div>
  )
}
