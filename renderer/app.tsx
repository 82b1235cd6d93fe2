// The window: header, one screen, and the voice that announces results. Everything is a function of main's one view.
import { useEffect, useState } from 'react'
import css from './app.module.css'
import { Announcer } from './parts/announcer'
import { Sentence } from './parts/sentence'
import { type Screen, StatusBar } from './parts/status-bar'
import { Audit } from './screens/audit/audit'
import { Bench } from './screens/bench/bench'
import { Ceremony } from './screens/ceremony/ceremony'
import { Diagnosis } from './screens/diagnosis/diagnosis'
import { MonitorScreen } from './screens/monitor/monitor'
import { Training } from './screens/training/training'
import { useWindowState } from './state'
import { SpeechContext, speeches, useText } from './text/use-text'
import { go, useWay } from './way'

const htmlLanguage = { zh: 'zh-CN', en: 'en' } as const

export function App() {
  const { view } = useWindowState()
  const language = view?.language ?? 'zh'
  useEffect(() => {
    document.documentElement.lang = htmlLanguage[language]
  }, [language])
  return (
    <SpeechContext value={speeches[language]}>
      <Frame />
    </SpeechContext>
  )
}

const places = {
  bench: Bench,
  ceremony: Ceremony,
  diagnosis: Diagnosis,
  audit: Audit,
  monitor: MonitorScreen,
  training: Training,
} as const satisfies Record<Screen, unknown>

function Frame() {
  const { view, connected, complaints } = useWindowState()
  const { shell, training, say } = useText()
  const { screen } = useWay()
  const [sound, setSound] = useState(false)
  const inTraining = view?.training ?? false
  useEffect(() => {
    if (inTraining) document.title = training.window
  }, [inTraining, training.window])
  if (!view) {
    return (
      <main className={css.waiting}>
        <h1>{shell.product}</h1>
        <p role="status">{connected ? shell.connecting : shell.noBridge}</p>
        {complaints.map(({ id, fault }) => (
          <p key={id}>
            <Sentence text={say(fault.message)} /> {shell.next[fault.next]} <code>{fault.code}</code>
          </p>
        ))}
      </main>
    )
  }
  const Shown = places[screen]
  return (
    <div className={css.window} data-training={view.training || undefined}>
      <StatusBar view={view} screen={screen} go={go} sound={sound} setSound={setSound} />
      <Shown view={view} />
      <aside id="overlays" aria-label={shell.overlays} />
      <Announcer ports={view.ports} sound={sound} />
    </div>
  )
}
