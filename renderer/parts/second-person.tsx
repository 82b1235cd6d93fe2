// What waits for a second person, and his word to it. A code that comes of it is shown here, once, to be handed over.
import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Invitation, PendingView } from '../../electron/contract/person-views.js'
import { tell } from '../state'
import type { Named } from '../text/sentences'
import { useText } from '../text/use-text'
import css from './second-person.module.css'
import { SecretField, SecretForm, type Typed } from './secret-form'

const isInvitation = (answer: unknown): answer is Invitation =>
  typeof answer === 'object' && answer !== null && 'oneTimeCode' in answer

export function SecondPerson({ pending }: { readonly pending: PendingView | null }) {
  const { custody, shell, moment } = useText()
  const { second } = custody
  const [invitation, setInvitation] = useState<Invitation | null>(null)
  const close = () => {
    if (invitation) setInvitation(null)
    else void tell('second/withdraw', {})
  }
  return (
    <Modal
      opened={pending !== null || invitation !== null}
      onClose={close}
      closeOnClickOutside={false}
      closeOnEscape={invitation === null}
      size={560}
      title={invitation ? second.invited(invitation.person) : second.title}
      closeButtonProps={{ 'aria-label': shell.close }}
    >
      {invitation ? (
        <div data-testid="invitation">
          <p className={css.about}>{second.invitedAbout}</p>
          <output className={css.code} data-testid="invitation-code">
            {invitation.oneTimeCode}
          </output>
          <p className={css.about}>{second.until(moment(invitation.until))}</p>
          <Group justify="flex-end" mt="lg">
            <Button onClick={close} data-testid="invitation-done" data-autofocus>
              {second.handedOver}
            </Button>
          </Group>
        </div>
      ) : pending ? (
        <Agree pending={pending} done={(answer) => setInvitation(isInvitation(answer) ? answer : null)} />
      ) : null}
    </Modal>
  )
}

function Agree({ pending, done }: { readonly pending: PendingView; readonly done: (answer: unknown) => void }) {
  const { custody } = useText()
  const { second, signIn, table, roles, policies } = custody
  const wordOf = (name: string, value: string): string => {
    if (name === 'role') return (roles as Readonly<Record<string, Named>>)[value]?.name ?? value
    if (name === 'policy') return (policies.names as Readonly<Record<string, Named>>)[value]?.name ?? value
    return value
  }
  const send = (typed: Typed) =>
    tell(
      'second/agree',
      {
        call: pending.call,
        person: typed('person'),
        passphrase: typed('passphrase'),
        code: typed('code').trim() || null,
      },
      { quiet: true },
    )
  return (
    <div data-testid="second" data-action={pending.action}>
      <p className={css.about}>{second.about(pending.by.name, table.actions[pending.action] ?? pending.action)}</p>
      <dl className={css.facts} data-testid="second-about">
        {pending.about.map(({ name, value }) => (
          <div key={name}>
            <dt>{second.fields[name] ?? name}</dt>
            <dd>
              <bdi>{wordOf(name, value)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <p className={css.who}>{second.who(pending.with.map((role) => roles[role].name).join(' / '))}</p>
      <SecretForm testid="second-form" send={send} done={done}>
        {(busy) => (
          <>
            <TextInput
              name="person"
              label={signIn.person}
              autoComplete="off"
              spellCheck={false}
              maxLength={64}
              data-autofocus
              data-testid="second-person"
            />
            <SecretField name="passphrase" label={signIn.passphrase} testid="second-passphrase" />
            <TextInput
              name="code"
              label={signIn.code}
              description={signIn.codeHint}
              inputMode="numeric"
              autoComplete="off"
              maxLength={8}
              data-secret=""
              data-testid="second-code"
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={() => void tell('second/withdraw', {})} data-testid="second-withdraw">
                {second.withdraw}
              </Button>
              <Button type="submit" loading={busy} data-testid="second-agree">
                {second.agree}
              </Button>
            </Group>
          </>
        )}
      </SecretForm>
    </div>
  )
}
