// A list of questions for the person at the terminal; the answers are one record.
import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { ChecklistAnswer, CheckView } from '../../../electron/contract/diagnosis-views.js'
import { useText } from '../../text/use-text'
import { askDiagnosis } from '../../way'
import css from './checklist.module.css'

const choices: readonly ChecklistAnswer[] = ['ok', 'bad', 'none']

interface Props {
  readonly check: CheckView
  readonly diagnosis: number
  readonly busy: boolean
}
export function Checklist({ check, diagnosis, busy }: Props) {
  const { diagnosis: text, say, moment, count } = useText()
  const list = check.checklist ?? []
  const [given, give] = useState<Readonly<Record<string, ChecklistAnswer>>>(
    Object.fromEntries(list.flatMap(({ item, answer }) => (answer ? [[item, answer]] : []))),
  )
  const answers = list.flatMap(({ item }) => (given[item] ? [{ item, answer: given[item] }] : []))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void askDiagnosis('diagnosis/check', { diagnosis, check: check.id, answers })
  }
  return (
    <details className={css.details}>
      <summary data-testid={`look-${check.id}`}>{text.look}</summary>
      <form onSubmit={submit}>
        {list.map(({ item, question }) => (
          <fieldset key={item} className={css.item}>
            <legend>{say(question)}</legend>
            {choices.map((choice) => (
              <label key={choice}>
                <input
                  type="radio"
                  name={`${check.id}-${item}`}
                  checked={given[item] === choice}
                  data-testid={`answer-${item}-${choice}`}
                  onChange={() => give({ ...given, [item]: choice })}
                />
                {text.answers[choice]}
              </label>
            ))}
          </fieldset>
        ))}
        <Button
          type="submit"
          size="compact-sm"
          variant="default"
          disabled={busy || answers.length < list.length}
          data-testid={`record-${check.id}`}
        >
          {text.answer}
        </Button>
      </form>
      {check.answered ? (
        <p className={css.signed}>
          {text.ticked(check.answered.by, moment(check.answered.wall), count(check.answered.seq))}
        </p>
      ) : null}
    </details>
  )
}
