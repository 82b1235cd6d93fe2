// The bench: a card for each port, all in sight, and one key to load every terminal that is ready.
import { Button, Kbd, Tooltip } from '@mantine/core'
import { useHotkeys, useViewportSize } from '@mantine/hooks'
import { IconPlayerPlay } from '@tabler/icons-react'
import type { StationView } from '../../../electron/contract/views.js'
import { ScreenBar } from '../../parts/screen-bar'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import { AddPort } from './add-port'
import css from './bench.module.css'
import { EmptyBench } from './empty-bench'
import { Guide } from './guide'
import { canStart } from './headline'
import { layoutFor } from './layout'
import { PeopleDrawer } from './people-drawer'
import { PortCard } from './port-card'
import { StartSimulator } from './start-simulator'

const START_KEY = 'F9'
/** What main takes in one call. */
const MOST_PORTS = 32

export function Bench({ view }: { readonly view: StationView }) {
  const { bench } = useText()
  const ports = view.ports.filter(canStart).map(({ port }) => port)
  const startAll = () => {
    // A dialog has the keyboard: nothing starts behind it.
    const covered = document.querySelector('[role="dialog"]') !== null
    if (ports.length > 0 && !covered) void tell('job/start', { ports: ports.slice(0, MOST_PORTS) })
  }
  useHotkeys([[START_KEY, startAll]], [])
  const { columns, density } = layoutFor(view.ports.length, useViewportSize())
  const lab = view.mode === 'lab'
  const empty = view.ports.length === 0
  return (
    <main className={css.bench}>
      <ScreenBar title={bench.title} about={empty ? '' : bench.count(view.ports.length)} notices={view.notices}>
        {lab && !empty ? <AddPort drivers={view.drivers} quiet /> : null}
        {lab && !empty ? <StartSimulator drivers={view.drivers} quiet /> : null}
        <Tooltip label={bench.startAllAbout}>
          <Button
            size="compact-md"
            variant={ports.length > 1 ? 'filled' : 'default'}
            className={css.startAll}
            data-testid="start-all"
            data-ready={ports.length}
            disabled={ports.length === 0}
            onClick={startAll}
            leftSection={<IconPlayerPlay size={15} aria-hidden="true" />}
            rightSection={<Kbd size="xs">{START_KEY}</Kbd>}
            aria-keyshortcuts={START_KEY}
          >
            {bench.startAll(ports.length)}
          </Button>
        </Tooltip>
      </ScreenBar>
      {empty ? (
        <EmptyBench view={view} />
      ) : (
        <div className={css.floor} data-single={view.ports.length === 1 || undefined}>
          <section
            className={css.cards}
            data-density={density}
            style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
            aria-label={bench.cards}
          >
            {view.ports.map((card) => (
              <PortCard key={card.port} card={card} density={density} />
            ))}
          </section>
          {view.ports.length === 1 ? <Guide /> : null}
        </div>
      )}
      <PeopleDrawer questions={view.questions} ports={view.ports} />
    </main>
  )
}
