// A terminal that matched at injection and shows KCV CHECK at sign-in: field 62 pasted, and what the terminal says.
import { Button, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useText } from '../../text/use-text'
import { askDiagnosis, useWay } from '../../way'
import { isValue, ValueField } from './case-fields'
import { noCase } from './case-form'
import css from './case-form.module.css'

const keys = ['pik', 'mak', 'tdk'] as const
type Key = (typeof keys)[number]
const bytes: readonly number[] = [24, 40, 56, 60, 84]

export function SignInForm() {
  const { diagnosis: text } = useText()
  const { busy } = useWay()
  const [field62, setField] = useState('')
  const [wrong, setWrong] = useState<readonly Key[]>([])
  const [pikKcv, setPik] = useState('')
  const [makKcv, setMak] = useState('')
  const [others, setOthers] = useState('')
  const hex = field62.replace(/\s+/g, '')
  const readable = /^[0-9A-Fa-f]*$/.test(hex) && bytes.some((count) => 2 * count === hex.length)
  const countable = /^\d{0,6}$/.test(others.trim())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const othersFailing = others.trim() === '' ? null : Number(others)
    void askDiagnosis('diagnosis/case', {
      typed: { ...noCase, signIn: { field62: hex, wrong, pikKcv, makKcv, othersFailing } },
    })
  }
  const toggle = (key: Key) =>
    setWrong(keys.filter((one) => (one === key ? !wrong.includes(one) : wrong.includes(one))))
  return (
    <form className={css.form} onSubmit={submit} data-testid="sign-in-form">
      <p className={css.warning}>{text.form.noKeys}</p>
      <Textarea
        className={css.wide}
        label={text.form.field62}
        description={text.form.field62Hint}
        value={field62}
        onChange={(event) => setField(event.currentTarget.value)}
        error={hex === '' || readable ? null : text.form.field62Hint}
        rows={4}
        maxLength={400}
        required
        autoComplete="off"
        spellCheck={false}
        data-testid="sign-in-field62"
      />
      <fieldset className={css.wrong}>
        <legend>{text.form.wrong}</legend>
        {keys.map((key) => (
          <label key={key}>
            <input
              type="checkbox"
              checked={wrong.includes(key)}
              data-testid={`sign-in-wrong-${key}`}
              onChange={() => toggle(key)}
            />
            {key.toUpperCase()}
          </label>
        ))}
      </fieldset>
      <ValueField label={text.form.pik} value={pikKcv} change={setPik} testid="sign-in-pik" />
      <ValueField label={text.form.mak} value={makKcv} change={setMak} testid="sign-in-mak" />
      <TextInput
        label={text.form.others}
        placeholder={text.form.unknownHint}
        value={others}
        onChange={(event) => setOthers(event.currentTarget.value)}
        inputMode="numeric"
        maxLength={6}
        error={countable ? null : '0–999999'}
        data-testid="sign-in-others"
      />
      <Button
        className={css.submit}
        type="submit"
        loading={busy}
        disabled={!readable || !countable || !isValue(pikKcv) || !isValue(makKcv)}
        data-testid="sign-in-submit"
      >
        {text.form.submit}
      </Button>
    </form>
  )
}
