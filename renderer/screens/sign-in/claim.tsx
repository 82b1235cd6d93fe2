// Somebody enrolled takes his account over: the code that he was handed, and a passphrase that nobody else sets.
import { Button, TextInput } from '@mantine/core'
import { SecretField, SecretForm, type Typed } from '../../parts/secret-form'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import css from './sign-in.module.css'

export function Claim({ back }: { readonly back: () => void }) {
  const { signIn } = useText().custody
  const check = (typed: Typed) => (typed('fresh') === typed('again') ? null : signIn.differ)
  const send = (typed: Typed) =>
    tell(
      'session/claim',
      { person: typed('person'), oneTimeCode: typed('oneTimeCode'), passphrase: typed('fresh') },
      { quiet: true },
    )
  return (
    <>
      <h1 className={css.title}>{signIn.claimTitle}</h1>
      <p className={css.about}>{signIn.claimAbout}</p>
      <SecretForm testid="claim-form" send={send} check={check}>
        {(busy) => (
          <>
            <TextInput
              name="person"
              label={signIn.person}
              autoComplete="off"
              spellCheck={false}
              maxLength={64}
              data-testid="claim-person"
              autoFocus
            />
            <TextInput
              name="oneTimeCode"
              label={signIn.oneTimeCode}
              autoComplete="off"
              spellCheck={false}
              maxLength={32}
              data-secret=""
              data-testid="claim-code"
              classNames={{ input: css.mono ?? '' }}
            />
            <SecretField name="fresh" label={signIn.fresh} hint={signIn.freshHint} testid="claim-fresh" />
            <SecretField name="again" label={signIn.again} testid="claim-again" />
            <Button type="submit" loading={busy} fullWidth data-testid="claim-submit">
              {signIn.claim}
            </Button>
          </>
        )}
      </SecretForm>
      <div className={css.others}>
        <button type="button" className={css.link} onClick={back} data-testid="claim-back">
          {signIn.back}
        </button>
      </div>
    </>
  )
}
