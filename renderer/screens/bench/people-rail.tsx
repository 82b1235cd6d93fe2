// The four steps of a load by hand; the one at hand is named.
import type { Question } from '../../../electron/contract/people.js'
import { useText } from '../../text/use-text'
import css from './people-drawer.module.css'

const placeOf = (question: Question): number => {
  if (question.kind === 'serial') return 0
  if (question.kind === 'load') return 1
  return 1 + question.reader
}

export function PeopleRail({ question }: { readonly question: Question }) {
  const { people } = useText()
  const now = placeOf(question)
  return (
    <ol className={css.rail} aria-label={people.railName}>
      {people.rail.map((name, place) => (
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
