// The foot of a card: the verdict in big words, what it means for the device, what to do now, and the one next action.
import type { ReactNode } from 'react'
import type { PortCardView } from '../../../electron/contract/views.js'
import { Elapsed, inSeconds, Remaining } from '../../parts/elapsed'
import { Mark } from '../../parts/mark'
import { Sentence } from '../../parts/sentence'
import { StepRail } from '../../parts/step-rail'
import { useText } from '../../text/use-text'
import { headline, stepsPast, worstKey } from './headline'
import type { Density } from './layout'
import css from './outcome-banner.module.css'

interface Props {
  readonly card: PortCardView
  readonly density: Density
  readonly action: ReactNode
}

export function OutcomeBanner({ card, density, action }: Props) {
  const text = useText()
  const said = headline(card, text)
  const { bench } = text
  return (
    // A small card's story may be longer than its room: the keyboard can scroll it.
    <footer
      className={css.banner}
      data-tone={said.tone}
      data-density={density}
      tabIndex={density === 'medium' ? 0 : undefined}
    >
      {density === 'large' ? null : (
        <StepRail step={card.step} past={stepsPast(card)} good={said.tone === 'good'} named={false} />
      )}
      <div className={css.line}>
        <Mark tone={said.tone} size={density === 'large' ? 34 : density === 'medium' ? 24 : 18} />
        <strong className={css.word} title={said.word} data-testid="outcome" data-outcome={card.outcome ?? ''}>
          {said.word}
        </strong>
        <span className={css.meta}>
          <Meta card={card} />
          {density === 'medium' && said.code ? <code title={bench.code}> {said.code}</code> : null}
        </span>
        <span className={css.action}>{action}</span>
      </div>
      {density === 'compact' ? (
        <p className={css.brief} title={said.brief}>
          <Sentence text={said.brief} />
        </p>
      ) : (
        <dl className={css.story}>
          <Part
            name={bench.happened}
            text={density === 'large' ? join(said.happened, said.cause) : (said.cause ?? said.happened)}
          />
          <Part name={bench.means} text={said.means} />
          <Part name={bench.now} text={said.now} strong />
        </dl>
      )}
      {density === 'large' && said.code ? (
        <p className={css.code}>
          {bench.code} <code>{said.code}</code>
        </p>
      ) : null}
    </footer>
  )
}

const join = (...parts: readonly (string | null)[]) => parts.filter((part) => part).join(' ') || null

function Part({
  name,
  text,
  strong = false,
}: {
  readonly name: string
  readonly text: string | null
  readonly strong?: boolean
}) {
  return text ? (
    <div className={css.part} data-strong={strong || undefined}>
      <dt>{name}</dt>
      <dd>
        <Sentence text={text} />
      </dd>
    </div>
  ) : null
}

/** Time under way; afterwards the time it took and the number of the record. */
function Meta({ card }: { readonly card: PortCardView }) {
  const { bench, count } = useText()
  if (card.startedAt !== null)
    return (
      <>
        <Elapsed since={card.startedAt} />
        {card.loadsUntil === null ? null : (
          <>
            {' · '}
            <Remaining until={card.loadsUntil} />
          </>
        )}
      </>
    )
  const seq = worstKey(card.keys)?.seq ?? null
  const ms = card.keys.reduce((sum, key) => sum + (key.ms ?? 0), 0)
  if (seq === null) return null
  return (
    <>
      {ms > 0 ? `${bench.seconds(inSeconds(ms))} · ` : ''}
      {bench.record(count(seq))}
    </>
  )
}
