// The next custodian comes: who it is, out of which bag, and by which way the component comes in.
import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ComponentSource } from '../../../electron/contract/ceremony.js'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import type { StepProps } from './ceremony'
import css from './ceremony.module.css'
import { Foot } from './foot'

export function Awaiting({ view, running }: StepProps) {
  const { ceremony: text } = useText()
  const [bag, setBag] = useState('')
  const first: ComponentSource = view.ceremony.keypad === null ? 'keyboard' : 'keypad'
  const bring = (source: ComponentSource) => {
    // No field of the page may have the focus while digits are taken.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    void tell('ceremony/bring', { source, bag: bag.trim() })
  }
  return (
    <form
      className={css.step}
      onSubmit={(event) => {
        event.preventDefault()
        bring(first)
      }}
    >
      <h2>{text.awaiting.title(running.at, running.components.length)}</h2>
      <p className={css.about}>{text.awaiting.about}</p>
      <dl className={css.facts}>
        <dt>{text.awaiting.person}</dt>
        <dd data-testid="ceremony-person">{view.operator.name}</dd>
      </dl>
      <TextInput
        label={text.awaiting.bag}
        description={text.awaiting.bagHint}
        value={bag}
        maxLength={24}
        w={420}
        styles={{ description: { color: 'var(--muted)' } }}
        autoComplete="off"
        spellCheck={false}
        data-testid="ceremony-bag"
        // The step has just come up, and this is its first field.
        autoFocus
        onChange={(event) => setBag(event.currentTarget.value)}
      />
      <p className={css.warn}>{text.awaiting.looked}</p>
      <Group>
        <Button type="submit" size="lg" data-testid={`ceremony-bring-${first}`}>
          {text.awaiting.bring[first]}
        </Button>
        <Button size="lg" variant="default" data-testid="ceremony-bring-file" onClick={() => bring('file')}>
          {text.awaiting.bring.file}
        </Button>
        <Button size="lg" variant="default" data-testid="ceremony-bring-card" onClick={() => bring('card')}>
          {text.awaiting.bring.card}
        </Button>
      </Group>
      <Foot until={running.until} />
    </form>
  )
}
