// A form with secrets: what is typed stays in its fields until it is sent, then the fields are emptied. Nothing of it is state.
import { PasswordInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { Reply } from '../../electron/contract/commands.js'
import { useText } from '../text/use-text'
import css from './secret-form.module.css'
import { Sentence } from './sentence'

/** A field by its name; empty where it is not there. */
export type Typed = (name: string) => string

interface Props<Answer> {
  readonly testid: string
  /** null where it was not sent: `check` then says why. */
  readonly send: (typed: Typed) => Promise<Reply<Answer>>
  /** What keeps it from being sent, as a sentence; null for nothing. */
  readonly check?: (typed: Typed) => string | null
  readonly done?: (answer: Answer) => void
  readonly children: (busy: boolean) => ReactNode
}

export function SecretForm<Answer>({ testid, send, check, done, children }: Props<Answer>) {
  const { say, custody } = useText()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const typed: Typed = (name) => String(data.get(name) ?? '')
    const problem = check?.(typed) ?? null
    setRefused(problem)
    if (problem !== null || busy) return
    setBusy(true)
    const reply = await send(typed)
    empty(form)
    setBusy(false)
    if (reply.ok) return done?.(reply.value)
    // The question to the second person stands above this form by now.
    if (reply.fault.code === 'custody/second-needed') return
    setRefused(say(reply.fault.message))
    form.querySelector<HTMLElement>('[data-first] input, input[data-first]')?.focus()
  }
  return (
    <form className={css.form} onSubmit={submit} data-testid={testid} autoComplete="off" noValidate>
      {children(busy)}
      <p className={css.refused} role="alert" data-testid={`${testid}-refused`}>
        {busy ? custody.signIn.busy : refused && <Sentence text={refused} />}
      </p>
    </form>
  )
}

function empty(form: HTMLFormElement): void {
  for (const field of form.querySelectorAll<HTMLInputElement>('input[data-secret]')) field.value = ''
}

interface FieldProps {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly testid: string
  readonly first?: boolean
}

export function SecretField({ name, label, hint, testid, first }: FieldProps) {
  const { custody } = useText()
  const [shown, setShown] = useState(false)
  return (
    <PasswordInput
      name={name}
      label={label}
      description={hint}
      autoComplete="off"
      spellCheck={false}
      maxLength={256}
      visible={shown}
      onVisibilityChange={setShown}
      visibilityToggleButtonProps={{ 'aria-label': shown ? custody.signIn.hide : custody.signIn.show, tabIndex: 0 }}
      data-secret=""
      data-first={first || undefined}
      data-autofocus={first || undefined}
      data-testid={testid}
      required
      withAsterisk={false}
    />
  )
}
