// Where the ceremony is: the order, each component, joined, approved, ready.
import type { RunningCeremonyView } from '../../../electron/contract/ceremony.js'
import { useText } from '../../text/use-text'
import css from './ceremony.module.css'

const placeOf = (running: RunningCeremonyView | null): number => {
  if (!running) return 0
  const { state, at, components, combined, ending } = running
  if (state === 'ended') return ending === null ? components.length + 3 : -1
  if (at > 0) return at
  return components.length + (combined === null ? 1 : 2)
}

export function Rail({ running }: { readonly running: RunningCeremonyView | null }) {
  const { ceremony: text } = useText()
  const components = running?.components ?? [{ number: 1 }, { number: 2 }]
  const names = [
    text.rail.profile,
    ...components.map(({ number }) => `${text.rail.component} ${number}`),
    text.rail.combined,
    text.rail.approval,
    text.rail.ready,
  ]
  const now = placeOf(running)
  return (
    <ol className={css.rail} aria-label={text.railName}>
      {names.map((name, place) => (
        <li
          key={name}
          data-stage={place === now ? 'now' : place < now ? 'past' : 'ahead'}
          aria-current={place === now ? 'step' : undefined}
        >
          <span className={css.number}>{place + 1}</span>
          {name}
        </li>
      ))}
    </ol>
  )
}
