// How a key ended beside the verdict of its comparison, in a shape and in words, with how many digits differ.
import type { KcvComparison } from '../../electron/contract/events.js'
import type { KcvVerdict, Outcome } from '../../electron/contract/values.js'
import { useText } from '../text/use-text'
import { compareDigits } from './digits'
import { proofless } from './evidence'
import { Mark } from './mark'
import { outcomeTone, type Tone } from './tone'
import css from './verdict.module.css'

const verdictTone: Readonly<Record<KcvVerdict, Tone>> = {
  match: 'good',
  mismatch: 'bad',
  incomparable: 'warn',
  none: 'idle',
}

interface Props {
  readonly kcv: KcvComparison
  readonly end: Outcome | 'closed' | null
}

export function Verdict({ kcv, end }: Props) {
  const { bench } = useText()
  const tone = kcv.verdict === 'match' && proofless(kcv) ? 'warn' : verdictTone[kcv.verdict]
  const differing = compareDigits(kcv.reported, kcv.expected ?? kcv.station).filter((mark) => mark === 'differ').length
  const verdict = bench.verdict[kcv.verdict]
  const word = end ? bench.keyOutcome[end] : null
  // Where nothing was compared, how it ended is all there is to say.
  if (word && end && kcv.verdict === 'none') {
    return (
      <span className={css.verdict} data-tone={outcomeTone[end]} data-testid="kcv-verdict" data-verdict="none">
        <Mark tone={outcomeTone[end]} size={15} />
        {word}
      </span>
    )
  }
  return (
    <span className={css.verdict} data-tone={tone} data-testid="kcv-verdict" data-verdict={kcv.verdict}>
      <Mark tone={tone} size={15} />
      {verdict}
      {word && word.toLowerCase() !== verdict.toLowerCase() ? <small>{word}</small> : null}
      {kcv.verdict === 'mismatch' && differing > 0 ? <small>{bench.differing(differing)}</small> : null}
    </span>
  )
}
