// The full story of one terminal beside the bench: every key, every sentence, every code.
import { Drawer } from '@mantine/core'
import type { PortCardView } from '../../../electron/contract/views.js'
import { useText } from '../../text/use-text'
import css from './card-detail.module.css'
import { CardIdentity } from './card-identity'
import { KeyRow } from './key-row'
import { OutcomeBanner } from './outcome-banner'

interface Props {
  readonly card: PortCardView
  readonly opened: boolean
  readonly close: () => void
}

export function CardDetail({ card, opened, close }: Props) {
  const { bench, shell } = useText()
  return (
    <Drawer
      opened={opened}
      onClose={close}
      size={520}
      title={`${card.label} · ${bench.details}`}
      closeButtonProps={{ 'aria-label': shell.close }}
    >
      <div className={css.detail} data-testid="card-detail">
        <CardIdentity card={card} density="large" />
        <div className={css.outcome}>
          <OutcomeBanner card={card} density="large" action={null} />
        </div>
        {card.keys.map((row) => (
          <KeyRow key={row.label} row={row} full />
        ))}
      </div>
    </Drawer>
  )
}
