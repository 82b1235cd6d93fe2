// The ceremony screen: the step rail, what is to be done now, the components, and the keys that are held.
import type { RunningCeremonyView } from '../../../electron/contract/ceremony.js'
import type { StationView } from '../../../electron/contract/views.js'
import { ScreenBar } from '../../parts/screen-bar'
import { useText } from '../../text/use-text'
import { Approving } from './approving'
import { Awaiting } from './awaiting'
import css from './ceremony.module.css'
import { Checking } from './checking'
import { Components } from './components'
import { Ended } from './ended'
import { Entering } from './entering'
import { Held } from './held'
import { Rail } from './rail'
import { Start } from './start'

export function Ceremony({ view }: { readonly view: StationView }) {
  const { ceremony: text } = useText()
  const { running } = view.ceremony
  return (
    <main className={css.screen}>
      <ScreenBar title={text.title} about={running ? running.name : text.lead} notices={view.notices} />
      <div className={css.floor}>
        <section
          className={css.stage}
          data-testid="ceremony"
          data-state={running?.state ?? 'none'}
          aria-label={text.title}
        >
          <Rail running={running} />
          {running ? (
            <Step key={`${running.id} ${running.at} ${running.state}`} view={view} running={running} />
          ) : (
            <Start view={view.ceremony} />
          )}
        </section>
        <div className={css.side}>
          {running ? <Components running={running} /> : null}
          <Held held={view.ceremony.held} ports={view.ports} />
          {view.mode === 'lab' ? <p className={css.lab}>{text.lab}</p> : null}
        </div>
      </div>
    </main>
  )
}

const steps = {
  awaiting: Awaiting,
  entering: Entering,
  checking: Checking,
  differing: Checking,
  approving: Approving,
  ended: Ended,
} as const satisfies Record<RunningCeremonyView['state'], unknown>

export interface StepProps {
  readonly view: StationView
  readonly running: RunningCeremonyView
}

function Step(props: StepProps) {
  const Shown = steps[props.running.state]
  return <Shown {...props} />
}
