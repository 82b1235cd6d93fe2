// The cause in one sentence with how sure it is, ties said as ties, the other causes that fit, and the two ways on.
import { Button } from '@mantine/core'
import type { CauseView, DiagnosisView } from '../../../electron/contract/diagnosis-views.js'
import { Mark } from '../../parts/mark'
import type { Tone } from '../../parts/tone'
import { type Speech, useText } from '../../text/use-text'
import { askDiagnosis } from '../../way'
import css from './cause-panel.module.css'
import { Longer } from './longer'
import { Practise } from './practise'

const SURE = 0.9
/** Below this another cause is not worth a line. */
const WORTH_A_LINE = 0.02

const toneOf = ({ agree, causes }: DiagnosisView): Tone =>
  agree ? 'good' : causes[0]?.cause === 'unknown' ? 'unknown' : (causes[0]?.confidence ?? 0) >= SURE ? 'bad' : 'warn'

export function CausePanel({ found, busy }: { readonly found: DiagnosisView; readonly busy: boolean }) {
  const speech = useText()
  const { diagnosis: text, say, count } = speech
  const [first, ...rest] = found.causes
  if (!first) return null
  const others = rest.filter(({ confidence }) => confidence >= WORTH_A_LINE)
  return (
    <section className={css.panel} data-tone={toneOf(found)} aria-live="polite">
      <div className={css.head}>
        <Mark tone={toneOf(found)} size={34} />
        <div>
          <h2
            className={css.said}
            data-testid="diagnosis-cause"
            data-cause={found.agree ? '' : first.cause}
            data-confidence={first.confidence}
          >
            {found.agree ? text.agree : say(first.said)}
          </h2>
          <p className={css.sure}>
            {found.agree ? null : <Confidence cause={first} />}
            {found.agree ? null : (
              <span data-testid="diagnosis-party" data-party={found.party}>
                {text.party} <b>{text.parties[found.party]}</b>
              </span>
            )}
            <code>{found.agree ? '' : first.cause}</code>
          </p>
        </div>
      </div>
      <p className={css.advice}>{found.agree ? text.agreeAdvice : say(first.advice)}</p>
      {first.tiedWith.length > 0 ? (
        <p className={css.tie} data-testid="diagnosis-tie">
          {text.tie(namesOf(first.tiedWith, found, speech))}
        </p>
      ) : null}
      {others.length > 0 && !found.agree ? (
        <details className={css.others} open={first.tiedWith.length > 0}>
          <summary data-testid="diagnosis-others">{text.others}</summary>
          <ul>
            {others.map((cause) => (
              <li key={cause.cause} data-cause={cause.cause}>
                <Confidence cause={cause} /> {say(cause.said)} <code>{cause.cause}</code>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <div className={css.ways}>
        {found.search === 'offered' && !found.agree ? (
          <Button
            size="compact-md"
            variant="default"
            title={text.searchAbout}
            disabled={busy}
            data-testid="diagnosis-search"
            onClick={() => void askDiagnosis('diagnosis/search', { diagnosis: found.id })}
          >
            {text.search}
          </Button>
        ) : null}
        {found.search === 'done' ? (
          <span className={css.searched} data-testid="diagnosis-searched" data-tried={found.tried}>
            {text.searched(count(found.tried))}
          </span>
        ) : null}
        <Longer found={found} />
        {found.practice && !found.agree ? <Practise practice={found.practice} cause={first.cause} /> : null}
      </div>
    </section>
  )
}

function Confidence({ cause: { cause, confidence } }: { readonly cause: CauseView }) {
  const { diagnosis: text } = useText()
  return (
    <span className={css.confidence} data-testid={`confidence-${cause}`}>
      {text.confidence((100 * confidence).toFixed(confidence >= 0.1 ? 0 : 1))}{' '}
      {cause === 'unknown' ? '' : ` · ${text.sure(confidence)}`}
    </span>
  )
}

/** Tied causes by their sentences where they are in the list. */
const namesOf = (tied: readonly string[], { causes }: DiagnosisView, { say, language }: Speech): string =>
  tied
    .map((name) => causes.find(({ cause }) => cause === name))
    .flatMap((one) => (one ? [say(one.said)] : []))
    .join(language === 'zh' ? '' : ' ') || tied.join(', ')
