// Agreeing to a load that removes other keys: names every one of them, for this terminal alone.
import { Button, Group, Modal } from '@mantine/core'
import type { PortCardView } from '../../../electron/contract/views.js'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import css from './dialog.module.css'
import { erasingKey } from './headline'

interface Props {
  readonly card: PortCardView
  readonly opened: boolean
  readonly close: () => void
}

export function EraseDialog({ card, opened, close }: Props) {
  const { bench, shell } = useText()
  const key = erasingKey(card)
  const confirm = () => {
    if (key?.attempt) void tell('job/allow-erase', { port: card.port, attempt: key.attempt })
    close()
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={bench.erasing.title(card.label)}
      closeButtonProps={{ 'aria-label': shell.close }}
    >
      <div data-testid="erase-dialog">
        <p className={css.about}>{bench.erasing.about(key?.label ?? '', card.device?.serial ?? null)}</p>
        <Vanishing card={card} />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close} data-autofocus>
            {bench.cancel}
          </Button>
          <Button color="red.9" onClick={confirm} disabled={!key} data-testid="erase-confirm">
            {bench.erasing.confirm}
          </Button>
        </Group>
      </div>
    </Modal>
  )
}

/** The keys that would be gone, with the check values that the device gives of them. */
function Vanishing({ card }: { readonly card: PortCardView }) {
  const { bench } = useText()
  return (
    <ul className={css.vanishing} data-testid="erase-list">
      {erasingKey(card)?.vanishing.map(({ usage, slot, kcv }) => (
        <li key={`${usage} ${slot}`}>
          <strong>{usage}</strong> {bench.slot(slot)} {kcv ? <code>{kcv}</code> : null}
        </li>
      ))}
    </ul>
  )
}
