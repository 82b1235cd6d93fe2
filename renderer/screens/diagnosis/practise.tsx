// From a diagnosis to the training bench, with a simulated terminal that shows the same.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { DiagnosisView } from '../../../electron/contract/diagnosis-views.js'
import { tell, useWindowState } from '../../state'
import { useText } from '../../text/use-text'
import { go } from '../../way'
import css from './cause-panel.module.css'

interface Props {
  readonly practice: NonNullable<DiagnosisView['practice']>
  readonly cause: string
}
export function Practise({ practice: { driver, behave, same }, cause }: Props) {
  const { diagnosis: text, training } = useText()
  const { view } = useWindowState()
  const [opened, setOpened] = useState(false)
  const start = async () => {
    const by = view?.operator.name.trim() || 'lab'
    const reply = await tell('training/start', { driver, behave, cause: same ? cause : 'unknown', by })
    if (!reply.ok) return
    if (reply.value.opened === 'here') go('bench')
    else setOpened(true)
  }
  return (
    <>
      <Button
        size="compact-md"
        variant="default"
        title={same ? text.practiseAbout : text.practiseAnyAbout}
        data-testid="diagnosis-practise"
        data-behave={behave}
        onClick={() => void start()}
      >
        {same ? text.practise : text.practiseAny}
      </Button>
      <span className={css.searched} role="status">
        {opened ? training.opened : ''}
      </span>
    </>
  )
}
