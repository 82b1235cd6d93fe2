// Where an attempt is: six steps, the one under way named; a thin bar on small cards.
import type { CardStep } from '../../electron/contract/views.js'
import { useText } from '../text/use-text'
import css from './step-rail.module.css'

export const steps: readonly CardStep[] = ['identify', 'slots', 'armed', 'load', 'read-back', 'record']

interface Props {
  /** null: nothing under way. */
  readonly step: CardStep | null
  /** After the end: the steps that were gone through, and whether it went well. */
  readonly past: readonly CardStep[]
  readonly good: boolean
  readonly named: boolean
}

export function StepRail({ step, past, good, named }: Props) {
  const { bench } = useText()
  const at = step ? steps.indexOf(step) : -1
  const stage = (each: CardStep, place: number) => {
    if (place === at) return 'now'
    if (place < at || (good && past.includes(each))) return 'past'
    return past.includes(each) ? 'ended' : 'ahead'
  }
  return (
    <ol className={named ? css.named : css.thin} aria-label={bench.rail}>
      {steps.map((each, place) => (
        <li
          key={each}
          className={css.step}
          data-stage={stage(each, place)}
          data-step={each}
          aria-current={place === at ? 'step' : undefined}
        >
          <span className={named ? css.word : 'unseen'}>{bench.steps[each].name}</span>
        </li>
      ))}
    </ol>
  )
}
