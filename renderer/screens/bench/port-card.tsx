// One port of the bench: who is there, what is loaded into it, how it went, and the one thing to do next.
import { ActionIcon, Button } from '@mantine/core'
import { IconArrowsMaximize } from '@tabler/icons-react'
import { memo, useState } from 'react'
import type { PortCardView } from '../../../electron/contract/views.js'
import { LineQuality } from '../../parts/line-quality'
import { verifiedSize } from '../../parts/log-reach'
import { StepRail } from '../../parts/step-rail'
import { outcomeTone } from '../../parts/tone'
import { useWindowState, verifyLog } from '../../state'
import { useText } from '../../text/use-text'
import { explain } from '../../way'
import { isExplained } from '../diagnosis/why'
import { act } from './act'
import { attend } from './attention'
import { useCardDialogs } from './card-dialogs'
import { CardIdentity } from './card-identity'
import { CardMenu } from './card-menu'
import { FamilyButton } from './family-choice'
import { headline, isNext, keyToShow, primaryAction, startWord, stepsPast, worstKey } from './headline'
import { KeyChips, KeyRow } from './key-row'
import type { Density } from './layout'
import { OutcomeBanner } from './outcome-banner'
import css from './port-card.module.css'
import { ProfileButton, ProfileList } from './profile-choice'

interface Props {
  readonly card: PortCardView
  readonly density: Density
}

/** Main sends every card anew with each change of one; the others are left as they are. */
const same = (before: Props, after: Props): boolean =>
  before.density === after.density && JSON.stringify(before.card) === JSON.stringify(after.card)
export const PortCard = memo(CardOfPort, same)

function CardOfPort({ card, density }: Props) {
  const text = useText()
  const { open, shown } = useCardDialogs(card)
  const { tone } = headline(card, text)
  return (
    <article
      className={css.card}
      tabIndex={-1}
      data-density={density}
      data-tone={tone}
      data-presence={card.presence}
      data-testid={`port-card-${card.port}`}
      aria-label={`${card.label} ${card.port}`}
    >
      <header className={css.head}>
        <CardIdentity card={card} density={density} />
        <span className={css.tools}>
          {card.line ? <LineQuality line={card.line} small={density === 'compact'} /> : null}
          {density === 'large' ? null : (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={26}
              aria-label={`${card.label} ${text.bench.details}`}
              data-testid="card-details"
              onClick={open.details}
            >
              <IconArrowsMaximize size={15} color="var(--muted)" aria-hidden="true" />
            </ActionIcon>
          )}
          <CardMenu card={card} open={open} />
        </span>
      </header>
      <CardBody card={card} density={density} />
      <OutcomeBanner
        card={card}
        density={density}
        action={
          <>
            <Why card={card} density={density} />
            <PrimaryAction card={card} density={density} close={open.close} erase={open.erase} />
          </>
        }
      />
      {shown}
    </article>
  )
}

/** The keys: all of them on a large card, one at a time on a smaller one, or the choice of what to load. */
export function CardBody({ card, density }: Props) {
  const [picked, pick] = useState<string | null>(null)
  const large = density === 'large'
  const several = card.keys.length > 1
  const shown = card.keys.find(({ label }) => label === picked) ?? keyToShow(card.keys)
  const good = card.outcome !== null && outcomeTone[card.outcome] === 'good'
  return (
    <div className={css.body} data-keys={several ? 'several' : undefined} tabIndex={large ? 0 : undefined}>
      {large ? <StepRail step={card.step} past={stepsPast(card)} good={good} named /> : null}
      {large && card.keys.length === 0 && card.actions.includes('choose') ? <ProfileList card={card} /> : null}
      {large ? card.keys.map((row) => <KeyRow key={row.label} row={row} full={card.keys.length === 1} />) : null}
      {!large && shown ? (
        <KeyRow row={shown} {...(several ? { chips: <KeyChips card={card} shown={shown.label} show={pick} /> } : {})} />
      ) : null}
      {!large && !shown && card.device ? <DeviceFacts card={card} /> : null}
    </div>
  )
}

/** What is known of a terminal for which nothing has been chosen yet. */
function DeviceFacts({ card: { device, port } }: { readonly card: PortCardView }) {
  const { bench } = useText()
  return (
    <p className={css.facts}>
      {[device?.model && `${bench.model} ${device.model}`, device?.firmware && `${bench.firmware} ${device.firmware}`]
        .filter((fact) => fact)
        .join(' · ')}
      <code>{port}</code>
    </p>
  )
}

interface Dialogs {
  readonly close: () => void
  readonly erase: () => void
}

/** From a load that failed to the diagnosis of it. */
function Why({ card, density }: Props) {
  const { diagnosis } = useText()
  const key = card.presence === 'working' ? null : worstKey(card.keys)
  if (!key || !isExplained(key)) return null
  return (
    <Button
      size={density === 'compact' ? 'compact-sm' : density === 'medium' ? 'sm' : 'lg'}
      variant="default"
      aria-label={`${card.label} ${diagnosis.why}`}
      data-testid="action-why"
      onClick={() => explain(key.attempt!)}
    >
      {diagnosis.why}
    </Button>
  )
}

function PrimaryAction({ card, density, close, erase }: Props & Dialogs) {
  const { bench, people } = useText()
  const action = primaryAction(card)
  const asked = useWindowState().view?.questions.find(({ port }) => port === card.port)
  const size = density === 'compact' ? 'compact-sm' : density === 'medium' ? 'sm' : 'lg'
  if (asked) {
    return (
      <Button size={size} data-testid="action-answer" onClick={() => attend(asked)}>
        {people.answer}
      </Button>
    )
  }
  if (action === 'choose') return density === 'large' ? null : <ProfileButton card={card} size={size as 'sm'} />
  if (action === 'family') return <FamilyButton card={card} size={size} />
  if (action) {
    const asks = { 'close-attempt': close, 'allow-erase': erase } as const
    return (
      <Button
        size={size}
        variant={action === 'stop' ? 'default' : 'filled'}
        data-testid={`action-${action}`}
        onClick={action === 'close-attempt' || action === 'allow-erase' ? asks[action] : () => act(action, card)}
      >
        {action === 'start'
          ? startWord(card, bench)
          : isNext(card, action)
            ? people.nextTerminal
            : bench.actions[action]}
      </Button>
    )
  }
  const done = card.outcome !== null && outcomeTone[card.outcome] === 'good'
  return done && density === 'large' ? <LogProof card={card} /> : null
}

/** Whether the records of what was loaded are among those the last verification covered, or the way to verify them. */
function LogProof({ card }: { readonly card: PortCardView }) {
  const { bench, shell } = useText()
  const { view, verifying } = useWindowState()
  const covered = view ? verifiedSize(view.log) : 0
  return card.keys.every(({ seq }) => seq !== null && seq < covered) ? (
    <span className={css.verified}>{bench.logVerified}</span>
  ) : (
    <Button size="md" variant="default" loading={verifying} data-testid="verify-log" onClick={() => void verifyLog()}>
      {shell.verifyLog}
    </Button>
  )
}
