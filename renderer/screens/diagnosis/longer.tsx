// The longer search for two wrong digits: offered where the usual one names nobody, with how far it is and a way to stop it.
import { Button, Progress } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { DiagnosisView } from '../../../electron/contract/diagnosis-views.js'
import { ask } from '../../station'
import { useText } from '../../text/use-text'
import { askDiagnosis } from '../../way'
import css from './cause-panel.module.css'

const ASK_EVERY_MS = 200

export function Longer({ found: { id, longer } }: { readonly found: DiagnosisView }) {
  const { diagnosis: text } = useText()
  const [done, setDone] = useState<number | null>(null)
  const running = done !== null
  useEffect(() => {
    if (!running) return
    const timer = setInterval(async () => {
      const reply = await ask('diagnosis/longer', { diagnosis: id, stop: false })
      if (reply.ok && reply.value.done !== null) setDone(reply.value.done)
    }, ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [running, id])
  const start = async () => {
    setDone(0)
    await askDiagnosis('diagnosis/search-longer', { diagnosis: id })
    setDone(null)
  }
  if (longer === 'done')
    return (
      <span className={css.searched} data-testid="diagnosis-searched-longer">
        {text.searchedLonger}
      </span>
    )
  if (longer !== 'offered') return null
  if (!running)
    return (
      <Button
        size="compact-md"
        variant="default"
        title={text.searchLongerAbout}
        data-testid="diagnosis-search-longer"
        onClick={() => void start()}
      >
        {text.searchLonger}
      </Button>
    )
  return (
    <>
      <Progress value={100 * done} w={120} aria-label={text.searchLonger} data-testid="diagnosis-longer-progress" />
      <Button
        size="compact-md"
        variant="default"
        data-testid="diagnosis-longer-stop"
        onClick={() => void ask('diagnosis/longer', { diagnosis: id, stop: true })}
      >
        {text.stopLonger}
      </Button>
    </>
  )
}
