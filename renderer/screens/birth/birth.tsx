// A production station is made by two: what kind it is, the one, the other, and the word of both.
import { Button, Group, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { StationClass } from '../../../electron/contract/persons.js'
import type { KeyProfileName } from '../../../electron/contract/values.js'
import type { StationView } from '../../../electron/contract/views.js'
import { SecretField, SecretForm, type Typed } from '../../parts/secret-form'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import css from './birth.module.css'

export function Birth({ view }: { readonly view: StationView }) {
  const { admin, birth: text } = useText().custody
  const { birth } = view
  const [choosing, setChoosing] = useState(false)
  if (!birth && !choosing)
    return (
      <section className={css.intro}>
        <h2>{admin.labTitle}</h2>
        <p>{admin.labAbout}</p>
        <Button onClick={() => setChoosing(true)} data-testid="birth-start">
          {admin.labBegin}
        </Button>
      </section>
    )
  const step = birth ? birth.people.length + 1 : 0
  const cancel = () => {
    setChoosing(false)
    if (birth) void tell('birth/cancel', {})
  }
  return (
    <section className={css.birth} data-testid="birth" data-step={step}>
      <h2>{text.title}</h2>
      <p className={css.about}>{text.about}</p>
      <ol className={css.rail}>
        {text.steps.map((name, n) => (
          <li key={name} aria-current={n === step ? 'step' : undefined} data-done={n < step || undefined}>
            {name}
          </li>
        ))}
      </ol>
      <div className={css.box}>
        {step === 0 ? (
          <Kind />
        ) : step < 3 ? (
          <Founder n={step} key={step} done={birth?.people ?? []} />
        ) : (
          <Confirm view={view} />
        )}
      </div>
      <Group justify="flex-start" mt="md">
        <Button variant="default" onClick={cancel} data-testid="birth-cancel">
          {text.cancel}
        </Button>
      </Group>
    </section>
  )
}

const kinds: readonly StationClass[] = ['clear-capable', 'connected']
const profiles: readonly KeyProfileName[] = ['pci', 'china', 'legacy']

function Kind() {
  const { birth: text } = useText().custody
  const [network, setNetwork] = useState<StationClass | null>(null)
  const [profile, setProfile] = useState<KeyProfileName>('pci')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (network) void tell('birth/begin', { network, profile })
  }
  return (
    <form onSubmit={submit}>
      <fieldset className={css.choices}>
        <legend>{text.kindTitle}</legend>
        {kinds.map((kind) => (
          <label key={kind} className={css.choice} data-chosen={kind === network || undefined}>
            <input
              type="radio"
              name="network"
              checked={kind === network}
              onChange={() => setNetwork(kind)}
              data-testid={`birth-kind-${kind}`}
            />
            <span>
              <strong>{text.kinds[kind].name}</strong>
              <small>{text.kinds[kind].about}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset className={`${css.choices} ${css.across}`}>
        <legend>{text.profileTitle}</legend>
        {profiles.map((name) => (
          <label key={name} className={css.choice} data-chosen={name === profile || undefined}>
            <input type="radio" name="profile" checked={name === profile} onChange={() => setProfile(name)} />
            <strong>{text.profiles[name]}</strong>
          </label>
        ))}
      </fieldset>
      <p className={css.about}>{text.forEver}</p>
      <Button type="submit" disabled={network === null} data-testid="birth-next">
        {text.next}
      </Button>
    </form>
  )
}

function Founder({ n, done }: { readonly n: number; readonly done: readonly { readonly name: string }[] }) {
  const { birth: text, people, signIn } = useText().custody
  const check = (typed: Typed) => (typed('fresh') === typed('again') ? null : signIn.differ)
  const send = (typed: Typed) =>
    tell(
      'birth/person',
      { person: typed('person').trim(), name: typed('name').trim(), passphrase: typed('fresh') },
      { quiet: true },
    )
  return (
    <>
      {done.map(({ name }) => (
        <p key={name} className={css.done}>
          ✓ {text.done(name)}
        </p>
      ))}
      <h3>{text.personTitle(n)}</h3>
      <p className={css.about}>{text.personAbout}</p>
      <SecretForm testid="founder" send={send} check={check}>
        {(busy) => (
          <>
            <TextInput
              name="name"
              label={people.name}
              maxLength={40}
              autoComplete="off"
              data-testid="founder-name"
              autoFocus
            />
            <TextInput
              name="person"
              label={people.id}
              description={people.idHint}
              maxLength={32}
              autoComplete="off"
              spellCheck={false}
              data-testid="founder-id"
            />
            <SecretField name="fresh" label={signIn.fresh} hint={signIn.freshHint} testid="founder-fresh" />
            <SecretField name="again" label={signIn.again} testid="founder-again" />
            <Button type="submit" loading={busy} data-testid="founder-submit">
              {text.setPassphrase}
            </Button>
          </>
        )}
      </SecretForm>
    </>
  )
}

function Confirm({ view: { birth } }: { readonly view: StationView }) {
  const { birth: text } = useText().custody
  const [busy, setBusy] = useState(false)
  if (!birth) return null
  const finish = async () => {
    setBusy(true)
    const reply = await tell('birth/finish', {})
    if (!reply.ok) setBusy(false)
  }
  return (
    <>
      <h3>{text.confirmTitle}</h3>
      <ul className={css.summary}>
        <li>
          <strong>{text.kinds[birth.network].name}</strong> · {text.kinds[birth.network].about}
        </li>
        <li>{text.profiles[birth.profile as KeyProfileName]}</li>
        {birth.people.map(({ id, name }) => (
          <li key={id}>
            ✓ <bdi>{name}</bdi> <code>{id}</code>
          </li>
        ))}
      </ul>
      <p className={css.warning}>{text.confirmAbout}</p>
      <Button loading={busy} onClick={() => void finish()} data-testid="birth-finish">
        {text.finish}
      </Button>
    </>
  )
}
