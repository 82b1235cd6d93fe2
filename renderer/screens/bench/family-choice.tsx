// Choosing the family behind a port: those its USB ids suggest first; in lab also by asking each in turn.
import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconDeviceMobile, IconZoomQuestion } from '@tabler/icons-react'
import type { PortCardView } from '../../../electron/contract/views.js'
import { tell, useWindowState } from '../../state'
import { useText } from '../../text/use-text'
import { act } from './act'

export function FamilyItems({ card }: { readonly card: PortCardView }) {
  const { view } = useWindowState()
  const { bench, say } = useText()
  const suggests = ({ id }: { readonly id: string }) => card.suggested.includes(id)
  const families = (view?.drivers ?? [])
    .filter(({ byPeople }) => !byPeople)
    .sort((a, b) => Number(suggests(b)) - Number(suggests(a)))
  return (
    <>
      {families.map((family) => (
        <Menu.Item
          key={family.id}
          leftSection={<IconDeviceMobile size={15} aria-hidden="true" />}
          rightSection={suggests(family) ? <small>{bench.suggested}</small> : null}
          aria-current={family.id === card.driver}
          data-testid={`family-${family.id}`}
          onClick={() => void tell('port/family', { port: card.port, driver: family.id })}
        >
          {say(family.title)}
        </Menu.Item>
      ))}
      {card.actions.includes('probe') ? (
        <Menu.Item
          leftSection={<IconZoomQuestion size={15} aria-hidden="true" />}
          title={bench.probeAbout}
          data-testid="action-probe"
          onClick={() => act('probe', card)}
        >
          {bench.actions.probe}
        </Menu.Item>
      ) : null}
    </>
  )
}

export function FamilyButton({ card, size }: { readonly card: PortCardView; readonly size: string }) {
  const { bench } = useText()
  return (
    <Menu position="top-end" width={260}>
      <Menu.Target>
        <Button size={size} rightSection={<IconChevronDown size={14} aria-hidden="true" />} data-testid="action-family">
          {bench.actions.family}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <FamilyItems card={card} />
      </Menu.Dropdown>
    </Menu>
  )
}
