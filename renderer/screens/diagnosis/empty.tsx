// No case yet: what a diagnosis is, the terminals that failed, and a case to be typed.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { KeyRowView, PortCardView } from '../../../electron/contract/views.js'
import { Mark } from '../../parts/mark'
import { outcomeTone } from '../../parts/tone'
import { useText } from '../../text/use-text'
import { explain } from '../../way'
import { CaseForm } from './case-form'
import css from './empty.module.css'
import { Failures } from './failures'
import { SignInForm } from './sign-in-form'
import { isExplained } from './why'

export function Empty({ ports, size }: { readonly ports: readonly PortCardView[]; readonly size: number }) {
  const { diagnosis: text, register } = useText()
  const [kind, pick] = useState<'manual' | 'signIn'>('manual')
  return (
    <div className={css.floor}>
      <section className={css.panel} data-testid="diagnosis-empty">
        <h2>{text.empty.title}</h2>
        <p>{text.empty.lead}</p>
        <h3>{text.empty.failed}</h3>
        <Failed ports={ports} />
        <h3>{register.failures.title}</h3>
        <p className={css.none}>{register.failures.about}</p>
        <Failures size={size} />
      </section>
      <section className={css.panel}>
        <fieldset className={css.kinds} aria-label={text.kinds}>
          {(['manual', 'signIn'] as const).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={kind === one}
              data-testid={`case-kind-${one}`}
              onClick={() => pick(one)}
            >
              {text[one]}
            </button>
          ))}
        </fieldset>
        {kind === 'manual' ? <CaseForm /> : <SignInForm />}
      </section>
    </div>
  )
}

function Failed({ ports }: { readonly ports: readonly PortCardView[] }) {
  const { diagnosis: text, bench } = useText()
  const failed = ports.flatMap((card) => card.keys.filter(isExplained).map((key) => ({ card, key })))
  if (failed.length === 0) return <p className={css.none}>{text.empty.none}</p>
  return (
    <ul className={css.failed}>
      {failed.map(({ card, key }: { card: PortCardView; key: KeyRowView }) => (
        <li key={`${card.port} ${key.label}`} data-tone={outcomeTone[key.outcome!]}>
          <Mark tone={outcomeTone[key.outcome!]} size={18} />
          <span>
            {card.label} · {card.device?.serial ?? bench.noSerial} · {key.label} · {bench.keyOutcome[key.outcome!]}
          </span>
          <Button
            size="compact-sm"
            data-testid={`explain-${key.label}`}
            aria-label={`${card.label} ${key.label} ${text.why}`}
            onClick={() => explain(key.attempt!)}
          >
            {text.why}
          </Button>
        </li>
      ))}
    </ul>
  )
}
