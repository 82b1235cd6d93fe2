// Who works here: before anybody is signed in, and at a locked window.
import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { PresenceView } from '../../../electron/contract/person-views.js'
import type { StationView } from '../../../electron/contract/views.js'
import { SecretField, SecretForm, type Typed } from '../../parts/secret-form'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import { Claim } from './claim'
import css from './sign-in.module.css'

type Locked = Extract<PresenceView, { readonly kind: 'signed-in' | 'locked' }>

export function SignIn({ view }: { readonly view: StationView }) {
  const { presence } = view
  const [claiming, setClaiming] = useState(false)
  const locked = presence.kind === 'locked' ? presence : null
  return (
    <main className={css.page}>
      <section className={css.panel} data-testid="sign-in" data-kind={presence.kind}>
        {claiming ? (
          <Claim back={() => setClaiming(false)} />
        ) : (
          <Show locked={locked} claim={() => setClaiming(true)} key={locked?.person.id ?? ''} />
        )}
        <p className={css.station}>
          <bdi>{view.stationId}</bdi>
        </p>
      </section>
    </main>
  )
}

function Show({ locked, claim }: { readonly locked: Locked | null; readonly claim: () => void }) {
  const { custody, shell } = useText()
  const { signIn } = custody
  const [other, setOther] = useState(false)
  const unlocking = locked !== null && !other
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const first = unlocking ? '[name="passphrase"]' : '[name="person"]'
    form.current?.querySelector<HTMLElement>(first)?.focus()
  }, [unlocking])
  const send = (typed: Typed) =>
    tell(
      'session/sign-in',
      {
        person: unlocking ? locked.person.id : typed('person'),
        passphrase: typed('passphrase'),
        code: typed('code').trim() || null,
      },
      { quiet: true },
    )
  return (
    <div ref={form}>
      <h1 className={css.title}>{unlocking ? signIn.locked(locked.person.name) : signIn.title}</h1>
      <p className={css.about}>{unlocking ? signIn.lockedAbout : signIn.about}</p>
      <SecretForm testid="sign-in-form" send={send}>
        {(busy) => (
          <>
            {unlocking ? null : (
              <TextInput
                name="person"
                label={signIn.person}
                autoComplete="off"
                spellCheck={false}
                maxLength={64}
                data-testid="sign-in-person"
                required
                withAsterisk={false}
              />
            )}
            <SecretField name="passphrase" label={signIn.passphrase} testid="sign-in-passphrase" first />
            <TextInput
              name="code"
              label={signIn.code}
              description={signIn.codeHint}
              type="password"
              inputMode="numeric"
              autoComplete="off"
              maxLength={8}
              data-secret=""
              data-testid="sign-in-code"
            />
            <Button type="submit" loading={busy} fullWidth data-testid="sign-in-submit">
              {unlocking ? signIn.unlock : signIn.submit}
            </Button>
          </>
        )}
      </SecretForm>
      <div className={css.others}>
        {locked ? (
          <button type="button" className={css.link} onClick={() => setOther(!other)} data-testid="sign-in-other">
            {other ? signIn.sameAgain : signIn.someoneElse}
          </button>
        ) : null}
        {unlocking ? null : (
          <button type="button" className={css.link} onClick={claim} data-testid="sign-in-claim">
            {signIn.haveCode}
          </button>
        )}
      </div>
      <span className="unseen">{shell.product}</span>
    </div>
  )
}
