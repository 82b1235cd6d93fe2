// Everything else that can be done with a card; what is dangerous or rare stays out of the way.
import { ActionIcon, Menu } from '@mantine/core'
import { IconDeviceMobile, IconDotsVertical, IconKey } from '@tabler/icons-react'
import type { CardAction, PortCardView } from '../../../electron/contract/views.js'
import { useText } from '../../text/use-text'
import { act } from './act'
import css from './card-menu.module.css'
import { FamilyItems } from './family-choice'
import { primaryAction, startWord } from './headline'
import { ProfileItems } from './profile-choice'

interface Props {
  readonly card: PortCardView
  /** What opens in a dialog of its own. */
  readonly open: Readonly<Record<'close' | 'rename' | 'erase' | 'settings' | 'scan', () => void>>
  /** Absent where the details are what is being looked at. */
  readonly details?: () => void
}

export function CardMenu(props: Props) {
  const { bench } = useText()
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-label={bench.more(props.card.label)}
          data-testid="card-menu"
        >
          <IconDotsVertical size={17} color="var(--muted)" aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <CardMenuItems {...props} />
      </Menu.Dropdown>
    </Menu>
  )
}

/** Made only while the menu is open. A further load comes late: after most ends it is not the obvious step. */
function CardMenuItems({ card, open, details }: Props) {
  const { bench } = useText()
  const primary = primaryAction(card)
  const offered = (action: CardAction) => card.actions.includes(action) && action !== primary
  return (
    <>
      {details ? (
        <Menu.Item data-testid="action-details" onClick={details}>
          {bench.details}
        </Menu.Item>
      ) : null}
      {(['read-back', 'identify'] as const).filter(offered).map((action) => (
        <Menu.Item key={action} data-testid={`action-${action}`} onClick={() => act(action, card)}>
          {bench.actions[action]}
        </Menu.Item>
      ))}
      {offered('close-attempt') ? (
        <Menu.Item data-testid="action-close-attempt" onClick={open.close}>
          {bench.actions['close-attempt']}
        </Menu.Item>
      ) : null}
      {offered('allow-erase') ? (
        <Menu.Item data-testid="action-allow-erase" onClick={open.erase}>
          {bench.actions['allow-erase']}
        </Menu.Item>
      ) : null}
      {offered('choose') ? (
        <Menu.Sub>
          <Menu.Sub.Target>
            <Menu.Sub.Item leftSection={<IconKey size={15} aria-hidden="true" />} data-testid="action-choose">
              {card.profile ? bench.otherProfile : bench.actions.choose}
            </Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown>
            <ProfileItems card={card} />
          </Menu.Sub.Dropdown>
        </Menu.Sub>
      ) : null}
      {offered('family') ? (
        <Menu.Sub>
          <Menu.Sub.Target>
            <Menu.Sub.Item leftSection={<IconDeviceMobile size={15} aria-hidden="true" />} data-testid="action-family">
              {bench.actions.family}
            </Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown>
            <FamilyItems card={card} />
          </Menu.Sub.Dropdown>
        </Menu.Sub>
      ) : null}
      {(['scan', 'settings', 'rename'] as const).filter(offered).map((action) => (
        <Menu.Item key={action} data-testid={`action-${action}`} onClick={open[action]}>
          {bench.actions[action]}
        </Menu.Item>
      ))}
      {offered('start') ? (
        <Menu.Item data-testid="action-start" onClick={() => act('start', card)}>
          {startWord(card, bench)}
        </Menu.Item>
      ) : null}
      {offered('remove') ? (
        <Menu.Item className={css.danger} data-testid="action-remove" onClick={() => act('remove', card)}>
          {bench.actions.remove}
        </Menu.Item>
      ) : null}
    </>
  )
}
