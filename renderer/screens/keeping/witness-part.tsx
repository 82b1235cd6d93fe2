// What a witness has seen, and the way its note comes back.
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { WitnessView } from '../../../electron/contract/keeping-views.js'
import { useText } from '../../text/use-text'
import css from './keeping.module.css'
import { Part } from './part'
import { useAsked } from './use-asked'
import { WitnessState } from './witness-state'

interface Props {
  readonly witness: WitnessView
  readonly busy: boolean
}

export function WitnessPart({ witness, busy }: Props) {
  const { count, keeping, moment } = useText()
  const words = keeping.witness
  const [key, type] = useState('')
  const { answer, fault, ask } = useAsked('audit/cosign')
  const take = async () => {
    if (await ask({ witness: key.trim() === '' ? null : key.trim() })) type('')
  }
  return (
    <Part title={words.title} about={words.about} testid="witness" fault={fault}>
      <WitnessState witness={witness} />
      <TextInput
        className={css.field}
        label={words.key.name}
        description={words.key.about}
        value={key}
        maxLength={200}
        data-testid="witness-key"
        onChange={(event) => type(event.currentTarget.value)}
      />
      <Button variant="default" disabled={busy} data-testid="witness-take" onClick={() => void take()}>
        {words.take}
      </Button>
      <div role="status">
        {answer ? (
          <div className={css.good} data-testid="witness-taken" data-seq={answer.seq}>
            {answer.by.map(({ witness: by, at }) => (
              <p key={`${by} ${at}`} className={css.line}>
                {words.taken(count(answer.seq), by, moment(at))}
              </p>
            ))}
          </div>
        ) : null}
      </div>
    </Part>
  )
}
