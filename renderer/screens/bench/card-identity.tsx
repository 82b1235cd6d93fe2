// Which port, which terminal: its label, family, serial number and firmware, and whether it is a simulated one.
import { Tooltip } from '@mantine/core'
import type { PortCardView } from '../../../electron/contract/views.js'
import { useText } from '../../text/use-text'
import css from './card-identity.module.css'
import type { Density } from './layout'

export function CardIdentity({ card, density }: { readonly card: PortCardView; readonly density: Density }) {
  const { bench, say } = useText()
  const { device } = card
  const title = card.driverTitle ? say(card.driverTitle) : card.port
  const serial = device ? (device.serial ?? bench.noSerial) : bench.unknownDevice
  return (
    <div className={css.identity} data-density={density}>
      <span className={css.label}>{card.label}</span>
      <div className={css.names}>
        <strong className={css.title} title={title}>
          {title}
        </strong>
        <span className={css.facts} title={`${serial} ${card.port}`}>
          {device?.serial && density !== 'compact' ? `${bench.serial} ${serial}` : serial}
          {density !== 'compact' && device?.model ? ` · ${device.model}` : ''}
          {density !== 'compact' && device?.firmware ? ` · ${bench.firmware} ${device.firmware}` : ''}
          {density === 'large' ? <span className={css.port}>{card.port}</span> : null}
        </span>
      </div>
      {device?.tampered ? <span className={css.tampered}>{bench.tampered}</span> : null}
      {card.simulated ? (
        <Tooltip label={bench.simulatedAbout}>
          <span className={css.simulated} data-testid="simulated">
            {density === 'compact' ? bench.simulatedShort : bench.simulated}
          </span>
        </Tooltip>
      ) : null}
    </div>
  )
}
