// The log's life beyond this screen: out as a file, back with a witness's word, shortened once it is archived.
import { Button, Drawer } from '@mantine/core'
import type { StationView } from '../../../electron/contract/views.js'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import { ExportPart } from './export-part'
import css from './keeping.module.css'
import { PrunePart } from './prune-part'
import { WitnessPart } from './witness-part'

interface Props {
  readonly opened: boolean
  readonly close: () => void
  readonly view: StationView
}

export function KeepingDrawer({ opened, close, view }: Props) {
  const { count, keeping, shell } = useText()
  const { log, mode } = view
  const busy = log.paper !== null
  return (
    <Drawer
      opened={opened}
      onClose={close}
      size={640}
      title={keeping.title}
      closeButtonProps={{ 'aria-label': shell.close }}
    >
      <div data-testid="keeping">
        {log.paper === null ? null : (
          <p className={css.reading}>
            <span role="status" data-testid="keeping-reading">
              {keeping.reading(count(log.paper))}
            </span>
            <Button
              size="compact-sm"
              variant="default"
              data-testid="keeping-stop"
              onClick={() => void tell('audit/stop', { what: 'paper' })}
            >
              {keeping.stop}
            </Button>
          </p>
        )}
        <ExportPart busy={busy} />
        <WitnessPart witness={log.witness} busy={busy} />
        <PrunePart mode={mode} keptDays={log.keptDays} busy={busy} />
      </div>
    </Drawer>
  )
}
