// The diagnosis screen: the cause and what points to it, the plan, the checks; or the way to a case where there is none.
import { Button } from '@mantine/core'
import type { DiagnosisView } from '../../../electron/contract/diagnosis-views.js'
import type { StationView } from '../../../electron/contract/views.js'
import { Mark } from '../../parts/mark'
import { ScreenBar } from '../../parts/screen-bar'
import { useText } from '../../text/use-text'
import { leaveDiagnosis, useWay } from '../../way'
import { CausePanel } from './cause-panel'
import { Checks } from './checks'
import css from './diagnosis.module.css'
import { Empty } from './empty'
import { Plan } from './plan'
import { Values } from './values'

export function Diagnosis({ view }: { readonly view: StationView }) {
  const { diagnosis: text } = useText()
  const { diagnosis, busy } = useWay()
  const reading = view.ports.some(({ keys }) => keys.some(({ withheld }) => withheld))
  return (
    <main className={css.screen}>
      <ScreenBar title={text.title} about={diagnosis ? '' : text.lead} notices={view.notices}>
        {diagnosis ? (
          <Button size="compact-md" variant="default" data-testid="diagnosis-another" onClick={leaveDiagnosis}>
            {text.another}
          </Button>
        ) : null}
      </ScreenBar>
      {busy && !diagnosis ? (
        <p className={css.working} role="status" data-tone="busy">
          <Mark tone="busy" /> {text.working}
        </p>
      ) : reading ? (
        <p className={css.working}>{text.withheld}</p>
      ) : diagnosis ? (
        <Found key={diagnosis.id} found={diagnosis} busy={busy} />
      ) : (
        <Empty ports={view.ports} />
      )}
    </main>
  )
}

function Found({ found, busy }: { readonly found: DiagnosisView; readonly busy: boolean }) {
  const { diagnosis: text } = useText()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={css.floor} tabIndex={0} aria-label={text.title} data-testid="diagnosis" data-id={found.id}>
      <div className={css.column}>
        <CausePanel found={found} busy={busy} />
        <Values found={found} />
        <Plan found={found} busy={busy} />
      </div>
      <Checks found={found} busy={busy} />
    </section>
  )
}
