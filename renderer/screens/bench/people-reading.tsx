// One of two people types what the terminal shows. A cover stands before it until that person is there.
import { Button, Group } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Answer, QuestionOf } from '../../../electron/contract/people.js'
import { Digits } from '../../parts/digits'
import { useText } from '../../text/use-text'
import { type HexEntry, hexEntry, isWhole } from './hex-entry'
import css from './people-drawer.module.css'
import { ScreenPicture } from './people-pictures'

interface Props {
  readonly question: QuestionOf<'reading'>
  readonly answer: (answer: Answer) => Promise<void>
}

export function PeopleReading({ question, answer }: Props) {
  const { people } = useText()
  const [there, setThere] = useState(false)
  const { reader, round, rounds } = question
  return (
    <section className={css.step}>
      <h2>{people.reading.title(reader)}</h2>
      {round > 1 ? <p className={css.again}>{people.reading.again(round, rounds)}</p> : null}
      {there ? (
        <Entry question={question} answer={answer} />
      ) : (
        <>
          <p className={css.cover}>{people.reading.cover[reader]}</p>
          <Group justify="flex-end">
            <Button size="lg" data-autofocus autoFocus data-testid="people-begin" onClick={() => setThere(true)}>
              {people.reading.begin(reader)}
            </Button>
          </Group>
        </>
      )}
    </section>
  )
}

const empty: HexEntry = { value: '', stray: null }

function Entry({ question: { label, digits }, answer }: Props) {
  const { people } = useText()
  const [{ value, stray }, setEntry] = useState(empty)
  const whole = isWhole(value, digits.fewest)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (whole) void answer({ kind: 'reading', value })
  }
  return (
    <form className={css.entry} onSubmit={submit}>
      <ScreenPicture />
      <p className={css.about} id="people-about">
        {people.reading.about(label, digits.most)}
      </p>
      <div className={css.boxes}>
        <div aria-hidden="true">
          <Digits value={value} room={digits.most} spoken={people.reading.field} waiting testid="people-digits" />
        </div>
        <input
          className={css.typed}
          aria-label={people.reading.field}
          aria-describedby="people-about people-hint"
          value={value}
          onChange={(event) => setEntry(hexEntry(event.currentTarget.value, digits.most))}
          onPaste={(event) => event.preventDefault()}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="characters"
          // The drawer's focus trap may come late, and goes to what is marked.
          data-autofocus
          // biome-ignore lint/a11y/noAutofocus: the person has just pressed the button that leads here
          autoFocus
          data-testid="people-value"
        />
      </div>
      <p className={css.hint} id="people-hint" aria-live="polite" data-testid="people-hint">
        {hintOf(stray, value, whole, digits.fewest, people.reading)}
      </p>
      <Group justify="space-between">
        <Button
          size="lg"
          variant="default"
          data-testid="people-none"
          onClick={() => void answer({ kind: 'reading', value: null })}
        >
          {people.reading.none}
        </Button>
        <Button type="submit" size="lg" disabled={!whole} data-testid="people-submit">
          {people.reading.submit}
        </Button>
      </Group>
    </form>
  )
}

type Words = ReturnType<typeof useText>['people']['reading']

function hintOf(stray: HexEntry['stray'], value: string, whole: boolean, fewest: number, words: Words): string {
  if (stray) return stray.meant ? words.hint(stray.typed, stray.meant) : words.noHex(stray.typed)
  return value !== '' && !whole ? words.fewer(fewest) : ''
}
