// A terminal that matched at injection and shows KCV CHECK at sign-in: field 62, what terminal and host say, dates, the terminal's log.
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { TypedCase } from '../../../electron/contract/diagnosis-commands.js'
import type { TerminalLogView } from '../../../electron/contract/diagnosis-views.js'
import { useText } from '../../text/use-text'
import { askDiagnosis, useWay } from '../../way'
import { useRegister } from '../register/use-register'
import { isValue, ValueField } from './case-fields'
import { noCase } from './case-form'
import css from './case-form.module.css'
import { SignInLog } from './sign-in-log'

const keys = ['pik', 'mak', 'tdk'] as const
const bytes: readonly number[] = [24, 40, 56, 60, 84]
type SignIn = NonNullable<TypedCase['signIn']>

const noSignIn: SignIn = {
  ...{ field62: '', wrong: [], pikKcv: '', makKcv: '', tdkKcv: '', tmkKcv: '', hostTmkKcv: '' },
  ...{ keyIndex: '', loadedIndex: '', terminalId: '', keyTerminalId: '', algorithm: '', slotState: '' },
  ...{ othersFailing: null, onset: '', codes: '', events: [] },
}
/** A field of 40 with a key of single length has three keys only where it is 60 or 84 long. */
const hasTdk = (hex: string) => hex.length === 120 || hex.length === 168

const isIndex = (text: string) => /^\d{0,5}$/.test(text)
const isTerminal = (text: string) => /^[0-9A-Za-z]{0,16}$/.test(text)
const isDay = (text: string) => text === '' || /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text)

export function SignInForm() {
  const { diagnosis: text, register: words } = useText()
  const { busy } = useWay()
  const [typed, type] = useState(noSignIn)
  const [others, setOthers] = useState('')
  const [log, setLog] = useState<TerminalLogView | null>(null)
  const calendar = useRegister()?.calendar.length ?? 0
  const hex = typed.field62.replace(/\s+/g, '')
  const readable = /^[0-9A-Fa-f]*$/.test(hex) && bytes.some((count) => 2 * count === hex.length)
  const countable = /^\d{0,6}$/.test(others.trim())
  const values = [typed.pikKcv, typed.makKcv, typed.tdkKcv, typed.tmkKcv, typed.hostTmkKcv]
  const whole =
    values.every(isValue) &&
    [typed.keyIndex, typed.loadedIndex].every(isIndex) &&
    [typed.terminalId, typed.keyTerminalId].every(isTerminal) &&
    isDay(typed.onset)
  const set =
    <Name extends keyof SignIn>(name: Name) =>
    (value: SignIn[Name]) =>
      type({ ...typed, [name]: value })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const othersFailing = others.trim() === '' ? null : Number(others)
    const signIn = { ...typed, field62: hex, othersFailing, events: log?.events ?? [] }
    void askDiagnosis('diagnosis/case', { typed: { ...noCase, signIn } })
  }
  const plain = (
    name: 'keyIndex' | 'loadedIndex' | 'terminalId' | 'keyTerminalId',
    good: (text: string) => boolean,
    bad: string,
  ) => (
    <TextInput
      label={words.signIn[name]}
      placeholder={text.form.unknownHint}
      value={typed[name]}
      onChange={(event) => set(name)(event.currentTarget.value.trim())}
      error={good(typed[name]) ? null : bad}
      maxLength={16}
      autoComplete="off"
      data-testid={`sign-in-${name}`}
    />
  )
  return (
    <form className={css.form} onSubmit={submit} data-testid="sign-in-form">
      <p className={css.warning}>{text.form.noKeys}</p>
      <h3 className={css.group}>{words.signIn.groups.message}</h3>
      <Textarea
        className={css.wide}
        label={text.form.field62}
        description={text.form.field62Hint}
        value={typed.field62}
        onChange={(event) => set('field62')(event.currentTarget.value)}
        error={hex === '' || readable ? null : text.form.field62Hint}
        rows={3}
        maxLength={400}
        required
        autoComplete="off"
        spellCheck={false}
        data-testid="sign-in-field62"
      />
      <h3 className={css.group}>{words.signIn.groups.terminal}</h3>
      <fieldset className={css.wrong}>
        <legend>{text.form.wrong}</legend>
        {keys.map((key) => (
          <label key={key}>
            <input
              type="checkbox"
              checked={typed.wrong.includes(key)}
              data-testid={`sign-in-wrong-${key}`}
              onChange={() =>
                set('wrong')(
                  keys.filter((one) => (one === key ? !typed.wrong.includes(one) : typed.wrong.includes(one))),
                )
              }
            />
            {key.toUpperCase()}
          </label>
        ))}
      </fieldset>
      <ValueField label={text.form.pik} value={typed.pikKcv} change={set('pikKcv')} testid="sign-in-pik" />
      <ValueField label={text.form.mak} value={typed.makKcv} change={set('makKcv')} testid="sign-in-mak" />
      {hasTdk(hex) ? (
        <ValueField label={words.signIn.tdk} value={typed.tdkKcv} change={set('tdkKcv')} testid="sign-in-tdk" />
      ) : null}
      {plain('keyIndex', isIndex, words.signIn.badIndex)}
      {plain('terminalId', isTerminal, words.signIn.badTerminal)}
      <NativeSelect
        label={words.signIn.algorithm}
        data={Object.entries(words.signIn.algorithms).map(([value, label]) => ({ value, label }))}
        value={typed.algorithm}
        onChange={(event) => set('algorithm')(event.currentTarget.value as SignIn['algorithm'])}
        data-testid="sign-in-algorithm"
      />
      <NativeSelect
        label={words.signIn.slot}
        data={Object.entries(words.signIn.slots).map(([value, label]) => ({ value, label }))}
        value={typed.slotState}
        onChange={(event) => set('slotState')(event.currentTarget.value as SignIn['slotState'])}
        data-testid="sign-in-slot"
      />
      <h3 className={css.group}>{words.signIn.groups.host}</h3>
      <ValueField label={words.signIn.tmk} value={typed.tmkKcv} change={set('tmkKcv')} testid="sign-in-tmk" />
      <ValueField
        label={words.signIn.hostTmk}
        value={typed.hostTmkKcv}
        change={set('hostTmkKcv')}
        testid="sign-in-hostTmk"
      />
      {plain('loadedIndex', isIndex, words.signIn.badIndex)}
      {plain('keyTerminalId', isTerminal, words.signIn.badTerminal)}
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
      <h3 className={css.group}>{words.signIn.groups.when}</h3>
      <TextInput
        label={words.signIn.onset}
        placeholder={words.signIn.onsetHint}
        value={typed.onset}
        onChange={(event) => set('onset')(event.currentTarget.value.trim())}
        error={isDay(typed.onset) ? null : words.calendar.badDay}
        maxLength={10}
        data-testid="sign-in-onset"
      />
      <TextInput
        label={words.log.codes}
        placeholder={words.log.codesHint}
        value={typed.codes}
        onChange={(event) => set('codes')(event.currentTarget.value)}
        maxLength={80}
        data-testid="sign-in-codes"
      />
      <SignInLog log={log} setLog={setLog} />
      <p className={css.hint}>{words.signIn.calendarUsed(calendar)}</p>
      <Button
        className={css.submit}
        type="submit"
        loading={busy}
        disabled={!readable || !countable || !whole}
        data-testid="sign-in-submit"
      >
        {text.form.submit}
      </Button>
    </form>
  )
}
