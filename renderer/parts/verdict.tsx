// The verdict of one comparison, in a shape and in words, with how many digits differ.
import type { KcvComparison } from '../../electron/contract/events.js'
import type { KcvVerdict } from '../../electron/contract/values.js'
import { useText } from '../text/use-text'
import { compareDigits } from './digits'
import { proofless } from './evidence'
import { Mark } from './mark'
import type { Tone } from './tone'
import css from './verdict.module.css'

const verdictTone: Readonly<Record<KcvVerdict, Tone>> = {
  match: 'good',
  mismatch: 'bad',
  incomparable: 'warn',
  none: 'idle',
}

export function Verdict({ kcv }: { readonly kcv: KcvComparison }) {
  const { bench } = useText()
  const tone = kcv.verdict === 'match' && proofless(kcv) ? 'warn' : verdictTone[kcv.verdict]
  const differing = compareDigits(kcv.reported, kcv.expected ?? kcv.station).filter((mark) => mark === 'differ').length
  return (
    <span className={css.verdict} data-tone={tone} data-testid="kcv-verdict" data-verdict={kcv.verdict}>
      <Mark tone={tone} size={15} />
      {bench.verdict[kcv.verdict]}
      {kcv.verdict === 'mismatch' && differing > 0 ? <small>{bench.differing(differing)}</small> : null}
    </span>
  )
}
