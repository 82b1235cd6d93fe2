// The monitor screen: alerts, risk, trends, people, rules. All of it is main's one view of the watch.
import { Button } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import type { ExportKind, MonitorView } from '../../../electron/contract/monitor.js'
import type { StationView } from '../../../electron/contract/views.js'
import { ScreenBar } from '../../parts/screen-bar'
import { tell } from '../../state'
import type { Tab } from '../../text/monitor-sentences'
import { useText } from '../../text/use-text'
import { Alerts } from './alerts'
import css from './monitor.module.css'
import { People } from './people'
import { Plans } from './plans'
import { Risk } from './risk'
import { Rules } from './rules'
import { Trends } from './trends'
import { useMonitor } from './use-monitor'

const tabs = {
  alerts: { Part: Alerts, exports: ['alerts-json', 'alerts-csv'], print: 'plans' },
  plans: { Part: Plans, exports: [], print: 'plans' },
  risk: { Part: Risk, exports: [], print: null },
  trends: { Part: Trends, exports: [], print: null },
  people: { Part: People, exports: ['operators-csv'], print: 'operators' },
  rules: { Part: Rules, exports: [], print: null },
} as const satisfies Record<
  Tab,
  {
    Part: (props: { monitor: MonitorView }) => React.ReactNode
    exports: readonly ExportKind[]
    print: 'operators' | 'plans' | null
  }
>
const names = Object.keys(tabs) as Tab[]

export function MonitorScreen({ view }: { readonly view: StationView }) {
  const { monitor: text, plans: words, count } = useText()
  const monitor = useMonitor(view.log.size)
  const [tab, open] = useState<Tab>('alerts')
  const [saved, setSaved] = useState<string | null>(null)
  const { Part, exports, print } = tabs[tab]
  const exportWords: Record<ExportKind, string> = {
    'alerts-json': text.exportAlerts,
    'alerts-csv': text.exportTable,
    'operators-csv': text.exportPeople,
  }
  const save = async (what: ExportKind) => {
    const reply = await tell('monitor/export', { what })
    if (reply.ok && reply.value.path) setSaved(reply.value.path)
  }
  const onPaper = async (what: 'operators' | 'plans') => {
    const reply = await tell('monitor/print', { what })
    if (reply.ok && reply.value.path) setSaved(reply.value.path)
  }
  return (
    <main className={css.monitor}>
      <ScreenBar title={text.title} about={text.lead} notices={view.notices}>
        {exports.map((what) => (
          <Button
            key={what}
            size="compact-sm"
            variant="default"
            data-testid={`export-${what}`}
            onClick={() => void save(what)}
          >
            {exportWords[what]}
          </Button>
        ))}
        {print ? (
          <Button
            size="compact-sm"
            variant="default"
            data-testid={`print-${print}`}
            onClick={() => void onPaper(print)}
          >
            {print === 'plans' ? words.printPlans : words.printPeople}
          </Button>
        ) : null}
      </ScreenBar>
      <div className={css.head}>
        <div className={css.tabs} role="tablist" aria-label={text.tabsLabel}>
          {names.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`tab-${name}`}
              aria-selected={name === tab}
              aria-controls="monitor-part"
              tabIndex={name === tab ? 0 : -1}
              data-testid={`monitor-${name}`}
              onClick={() => open(name)}
              onKeyDown={(event) => move(event, name, open)}
            >
              {text.tabs[name]}
              {name === 'alerts' && monitor && monitor.open > 0 ? ` · ${text.open(monitor.open)}` : ''}
            </button>
          ))}
        </div>
        <span className={css.saved} role="status">
          {saved ? text.exported(saved) : ''}
        </span>
      </div>
      {monitor?.reading ? (
        <p className={css.reading} role="status" data-testid="monitor-reading">
          {text.reading(count(monitor.reading.done), count(monitor.reading.of))}
        </p>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div className={css.part} id="monitor-part" role="tabpanel" aria-labelledby={`tab-${tab}`} tabIndex={0}>
        {monitor ? <Part monitor={monitor} /> : <p role="status">{text.loading}</p>}
      </div>
    </main>
  )
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 }
function move(event: KeyboardEvent, from: Tab, open: (tab: Tab) => void): void {
  const step = steps[event.key]
  if (step === undefined) return
  const to = names[(names.indexOf(from) + step + names.length) % names.length]!
  open(to)
  document.getElementById(`tab-${to}`)?.focus()
}
