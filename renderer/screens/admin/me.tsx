// One's own account: the passphrase, and an authenticator or a card beside it.
import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { FactorOffer } from '../../../electron/contract/person-views.js'
import type { FactorKind } from '../../../electron/contract/persons.js'
import type { StationView } from '../../../electron/contract/views.js'
import { SecretField, SecretForm, type Typed } from '../../parts/secret-form'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import css from './admin.module.css'
import { QrPicture } from './qr-picture'

export function Me({ view }: { readonly view: StationView }) {
  const { presence } = view
  if (presence.kind !== 'signed-in') return null
  const [factor = null] = presence.factors
  return (
    <div className={css.columns}>
      <Passphrase hasFactor={factor !== null} />
      <Factor factor={factor} />
    </div>
  )
}

function Passphrase({ hasFactor }: { readonly hasFactor: boolean }) {
  const { me, signIn } = useText().custody
  const [changed, setChanged] = useState(false)
  const check = (typed: Typed) => (typed('fresh') === typed('again') ? null : signIn.differ)
  const send = (typed: Typed) => {
    setChanged(false)
    const code = typed('code').trim() || null
    return tell('credential/change', { passphrase: typed('passphrase'), fresh: typed('fresh'), code }, { quiet: true })
  }
  return (
    <section className={css.box}>
      <h2>{me.passphraseTitle}</h2>
      <p className={css.about}>{me.passphraseAbout}</p>
      <SecretForm testid="passphrase-form" send={send} check={check} done={() => setChanged(true)}>
        {(busy) => (
          <>
            <SecretField name="passphrase" label={me.old} testid="passphrase-old" />
            {hasFactor ? <CodeField label={signIn.code} testid="passphrase-code" /> : null}
            <SecretField name="fresh" label={signIn.fresh} hint={signIn.freshHint} testid="passphrase-fresh" />
            <SecretField name="again" label={signIn.again} testid="passphrase-again" />
            <Button type="submit" variant="default" loading={busy} data-testid="passphrase-submit">
              {me.change}
            </Button>
          </>
        )}
      </SecretForm>
      <p role="status" data-testid="passphrase-changed">
        {changed ? me.changed : ''}
      </p>
    </section>
  )
}

const CodeField = ({ label, testid }: { readonly label: string; readonly testid: string }) => (
  <TextInput
    name="code"
    label={label}
    type="password"
    inputMode="numeric"
    autoComplete="off"
    maxLength={8}
    data-secret=""
    data-testid={testid}
  />
)

const kinds: readonly FactorKind[] = ['totp', 'card']

function Factor({ factor }: { readonly factor: FactorKind | null }) {
  const { me, signIn } = useText().custody
  const [offer, setOffer] = useState<FactorOffer | null>(null)
  const begin = async (kind: FactorKind) => {
    const reply = await tell('factor/begin', { kind })
    if (reply.ok) setOffer(reply.value)
  }
  const send = (typed: Typed) =>
    tell('factor/confirm', { passphrase: typed('passphrase'), code: typed('code') }, { quiet: true })
  return (
    <section className={css.box} data-testid="factor" data-on={factor !== null}>
      <h2>{me.factorTitle}</h2>
      <p className={css.about}>{factor === null ? me.factorNone : me.factorOn[factor]}</p>
      {factor !== null ? (
        <Button
          variant="default"
          onClick={() => void tell('factor/remove', { kind: factor })}
          data-testid="factor-remove"
        >
          {me.factorRemove[factor]}
        </Button>
      ) : offer ? (
        <>
          <Offered offer={offer} />
          <SecretForm testid="factor-form" send={send} done={() => setOffer(null)}>
            {(busy) => (
              <>
                <CodeField label={me.factorCode[offer.kind]} testid="factor-code" />
                <SecretField name="passphrase" label={signIn.passphrase} testid="factor-passphrase" />
                <Button type="submit" loading={busy} data-testid="factor-confirm">
                  {me.factorConfirm[offer.kind]}
                </Button>
              </>
            )}
          </SecretForm>
        </>
      ) : (
        <Group>
          {kinds.map((kind) => (
            <Button key={kind} variant="default" onClick={() => void begin(kind)} data-testid={`factor-begin-${kind}`}>
              {me.factorBegin[kind]}
            </Button>
          ))}
        </Group>
      )}
    </section>
  )
}

function Offered({ offer }: { readonly offer: FactorOffer }) {
  const { me } = useText().custody
  if (offer.kind === 'card')
    return (
      <>
        <p>{me.factorCard}</p>
        <p data-testid="factor-card">{offer.subject}</p>
        <p>
          <code>{offer.fingerprint.match(/.{8}/g)?.join(' ')}</code>
        </p>
      </>
    )
  return (
    <>
      <p>{me.factorScan}</p>
      <QrPicture qr={offer.qr} label={me.picture} />
      <p>
        {me.factorSecret} <code data-testid="factor-secret">{offer.secret}</code>
      </p>
    </>
  )
}
