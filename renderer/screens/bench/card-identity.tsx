// Which port, which terminal: its label, family, serial number and firmware, and whether it is a simulated one.
import type { PortCardView } from '../../../electron/contract/views.js'
import { useText } from '../../text/use-text'
import css from './card-identity.module.css'
import type { Density } from './layout'

/** The end of a serial number is what tells one terminal of a batch from the next. */
const TAIL = 6
const tail = (serial: string): string => (serial.length > TAIL + 1 ? `…${serial.slice(-TAIL)}` : serial)

export function CardIdentity({ card, density }: { readonly card: PortCardView; readonly density: Density }) {
  const { bench, ports, say } = useText()
  const { device } = card
  const changed = Object.keys(card.settings).length
  const title = card.driverTitle ? say(card.driverTitle) : card.port
  const full = device ? (device.serial ?? bench.noSerial) : bench.unknownDevice
  const serial = density === 'compact' && device?.serial ? tail(device.serial) : full
  return (
    <div className={css.identity} data-density={density}>
      <span className={css.label} title={card.label}>
        {card.label}
      </span>
      <div className={css.names}>
        <strong className={css.title} title={title}>
          {title}
        </strong>
        <span className={css.facts} title={`${full} ${card.port}`}>
          <span className={css.serial}>
            {device?.serial && density !== 'compact' ? `${bench.serial} ${serial}` : serial}
          </span>
          <span className={css.more}>
            {density !== 'compact' && device?.model ? ` · ${device.model}` : ''}
            {density !== 'compact' && device?.firmware ? ` · ${bench.firmware} ${device.firmware}` : ''}
            {density !== 'compact' && card.baud !== null ? ` · ${card.baud} bit/s` : ''}
            {density !== 'compact' && changed > 0 ? ` · ${ports.settings.changed(changed)}` : ''}
            {density === 'large' ? <bdi className={css.port}>{card.port}</bdi> : null}
          </span>
        </span>
      </div>
      {device?.tampered ? <span className={css.tampered}>{bench.tampered}</span> : null}
      {card.simulated ? (
        <span className={css.simulated} title={bench.simulatedAbout} data-testid="simulated">
          {density === 'compact' ? bench.simulatedShort : bench.simulated}
        </span>
      ) : null}
    </div>
  )
}
