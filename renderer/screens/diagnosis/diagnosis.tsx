// The diagnosis screen: the cause and what points to it, the plan, the checks; or the way to a case where there is none.
import { Button } from '@mantine/core'
import type { DiagnosisView } from '../../../electron/contract/diagnosis-views.js'
import type { StationView } from '../../../electron/contract/views.js'
import { Mark } from '../../parts/mark'
import { ScreenBar } from '../../parts/screen-bar'
import { useText } from '../../text/use-text'
import { leaveDiagnosis, showRegister, useWay } from '../../way'
import { Register } from '../register/register'
import { CausePanel } from './cause-panel'
import { Checks } from './checks'
import { Dates } from './dates'
import css from './diagnosis.module.css'
import { Empty } from './empty'
import { Plan } from './plan'
import { PrintDiagnosis } from './print-diagnosis'
import { Values } from './values'

export function Diagnosis({ view }: { readonly view: StationView }) {
  const { diagnosis: text, register: words } = useText()
  const { diagnosis, busy, register: atRegister } = useWay()
  const reading = view.ports.some(({ keys }) => keys.some(({ withheld }) => withheld))
  return (
    <main className={css.screen}>
      <ScreenBar
        title={atRegister ? words.title : text.title}
        about={atRegister ? words.lead : diagnosis ? '' : text.lead}
        notices={view.notices}
      >
        <Button
          size="compact-md"
          variant="default"
          data-testid="register-open"
          aria-pressed={atRegister}
          onClick={() => showRegister(!atRegister)}
        >
          {atRegister ? words.close : words.open}
        </Button>
        {diagnosis && !atRegister ? <PrintDiagnosis id={diagnosis.id} /> : null}
        {diagnosis && !atRegister ? (
          <Button size="compact-md" variant="default" data-testid="diagnosis-another" onClick={leaveDiagnosis}>
            {text.another}
          </Button>
        ) : null}
      </ScreenBar>
      {atRegister ? (
        <Register size={view.log.size} />
      ) : busy && !diagnosis ? (
        <p className={css.working} role="status" data-tone="busy">
          <Mark tone="busy" /> {text.working}
        </p>
      ) : reading ? (
        <p className={css.working}>{text.withheld}</p>
      ) : diagnosis ? (
        <Found key={diagnosis.id} found={diagnosis} busy={busy} />
      ) : (
        <Empty ports={view.ports} size={view.log.size} />
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
        {found.dates ? <Dates dates={found.dates} /> : null}
        <Values found={found} />
        <Plan found={found} busy={busy} />
      </div>
      <Checks found={found} busy={busy} />
    </section>
  )
}
