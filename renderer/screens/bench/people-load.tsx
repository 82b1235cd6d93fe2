// What people do at the terminal now, in three pictures; and the word that it is done.
import { Button, Group } from '@mantine/core'
import type { Answer, QuestionOf } from '../../../electron/contract/people.js'
import { useText } from '../../text/use-text'
import css from './people-drawer.module.css'
import { handPictures } from './people-pictures'

interface Props {
  readonly question: QuestionOf<'load'>
  readonly answer: (answer: Answer) => Promise<void>
}

export function PeopleLoad({ question: { label, usage, slot, algorithm, way }, answer }: Props) {
  const { people } = useText()
  return (
    <section className={css.step}>
      <h2>{people.load.title(label)}</h2>
      <p className={css.what}>{people.load.what(usage, slot, algorithm)}</p>
      <ol className={css.hands}>
        {people.load.steps[way].map((text, place) => {
          const Picture = handPictures[way][place]
          return (
            <li key={text}>
              {Picture ? <Picture /> : null}
              <span>
                <b>{place + 1}</b> {text}
              </span>
            </li>
          )
        })}
      </ol>
      <p className={css.about}>{people.load.recorded}</p>
      <Group justify="flex-end">
        <Button
          size="lg"
          data-autofocus
          autoFocus
          data-testid="people-loaded"
          onClick={() => void answer({ kind: 'load' })}
        >
          {people.load.done}
        </Button>
      </Group>
    </section>
  )
}
