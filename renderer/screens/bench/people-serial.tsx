// Which terminal: scanned once, or typed twice.
import { Button, Group, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Answer, QuestionOf } from '../../../electron/contract/people.js'
import { useText } from '../../text/use-text'
import css from './people-drawer.module.css'
import { isScan, timesAfter } from './scan'

const LONGEST = 64

interface Props {
  readonly question: QuestionOf<'serial'>
  readonly answer: (answer: Answer) => Promise<void>
}

export function PeopleSerial({ question: { known }, answer }: Props) {
  const { people } = useText()
  const [serial, setSerial] = useState('')
  const [again, setAgain] = useState('')
  const [times, setTimes] = useState<readonly number[]>([])
  const scanned = isScan(serial, times)
  const complete = serial !== '' && (scanned || again !== '')

  const submit = (event: FormEvent) => {
    event.preventDefault()
    // A scanner ends with Enter; a hand that does so before the second entry is led there.
    if (!complete) return document.querySelector<HTMLElement>('[data-testid="people-serial-again"]')?.focus()
    void answer({ kind: 'serial', serial, how: scanned ? 'scanned' : 'typed', again: scanned ? null : again })
  }
  const change = (text: string) => {
    setTimes(timesAfter(times, serial, text, performance.now()))
    setSerial(text)
  }
  return (
    <form className={css.step} onSubmit={submit}>
      <h2>{people.serial.title}</h2>
      <p className={css.about}>{people.serial.about}</p>
      {known !== null ? (
        <Button
          variant="default"
          size="md"
          data-testid="people-serial-known"
          onClick={() => void answer({ kind: 'serial', serial: known, how: 'confirmed', again: null })}
        >
          {people.serial.known(known)}
        </Button>
      ) : null}
      <TextInput
        size="lg"
        label={people.serial.field}
        value={serial}
        onChange={(event) => change(event.currentTarget.value.trim())}
        maxLength={LONGEST}
        spellCheck={false}
        autoComplete="off"
        data-autofocus
        autoFocus
        description={scanned ? people.serial.scanned : undefined}
        data-testid="people-serial"
      />
      {scanned ? null : (
        <TextInput
          size="lg"
          label={people.serial.again}
          value={again}
          onChange={(event) => setAgain(event.currentTarget.value.trim())}
          // A second entry is one only if it is read off the label once more.
          onPaste={(event) => event.preventDefault()}
          maxLength={LONGEST}
          spellCheck={false}
          autoComplete="off"
          data-testid="people-serial-again"
        />
      )}
      <Group justify="flex-end">
        <Button type="submit" size="lg" disabled={serial === ''} data-testid="people-submit">
          {people.serial.submit}
        </Button>
      </Group>
    </form>
  )
}
