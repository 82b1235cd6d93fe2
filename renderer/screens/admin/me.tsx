// One's own account: the passphrase, and an authenticator beside it.
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { FactorOffer } from '../../../electron/contract/person-views.js'
import type { StationView } from '../../../electron/contract/views.js'
import { SecretField, SecretForm, type Typed } from '../../parts/secret-form'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import css from './admin.module.css'
import { QrPicture } from './qr-picture'

export function Me({ view }: { readonly view: StationView }) {
  const { presence } = view
  if (presence.kind !== 'signed-in') return null
  const hasFactor = presence.factors.length > 0
  return (
    <div className={css.columns}>
      <Passphrase hasFactor={hasFactor} />
      <Factor hasFactor={hasFactor} />
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
            {hasFactor ? <CodeField label={me.factorCode} testid="passphrase-code" /> : null}
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
    inputMode="numeric"
    autoComplete="off"
    maxLength={8}
    data-secret=""
    data-testid={testid}
  />
)

function Factor({ hasFactor }: { readonly hasFactor: boolean }) {
  const { me, signIn } = useText().custody
  const [offer, setOffer] = useState<FactorOffer | null>(null)
  const begin = async () => {
    const reply = await tell('factor/begin', {})
    if (reply.ok) setOffer(reply.value)
  }
  const send = (typed: Typed) =>
    tell('factor/confirm', { passphrase: typed('passphrase'), code: typed('code') }, { quiet: true })
  return (
    <section className={css.box} data-testid="factor" data-on={hasFactor}>
      <h2>{me.factorTitle}</h2>
      <p className={css.about}>{hasFactor ? me.factorOn : me.factorNone}</p>
      {hasFactor ? (
        <Button
          variant="default"
          onClick={() => void tell('factor/remove', { kind: 'totp' })}
          data-testid="factor-remove"
        >
          {me.factorRemove}
        </Button>
      ) : offer ? (
        <>
          <p>{me.factorScan}</p>
          <QrPicture qr={offer.qr} label={me.picture} />
          <p>
            {me.factorSecret} <code data-testid="factor-secret">{offer.secret}</code>
          </p>
          <SecretForm testid="factor-form" send={send} done={() => setOffer(null)}>
            {(busy) => (
              <>
                <CodeField label={me.factorCode} testid="factor-code" />
                <SecretField name="passphrase" label={signIn.passphrase} testid="factor-passphrase" />
                <Button type="submit" loading={busy} data-testid="factor-confirm">
                  {me.factorConfirm}
                </Button>
              </>
            )}
          </SecretForm>
        </>
      ) : (
        <Button variant="default" onClick={() => void begin()} data-testid="factor-begin">
          {me.factorBegin}
        </Button>
      )}
    </section>
  )
}
