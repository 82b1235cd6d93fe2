// A simulated terminal at one press; beside it a menu with the model and the fault to practise.
import { Button, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconDeviceMobilePlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { StationView } from '../../../electron/contract/views.js'
import { tell } from '../../state'
import type { Practice } from '../../text/sentences'
import { useText } from '../../text/use-text'
import css from './start-simulator.module.css'

const practices: readonly Practice[] = ['none', 'wrong-kcv', 'silent-after-load', 'cut-after-load', 'stale']

interface Props {
  readonly drivers: StationView['drivers']
  /** In the bar of a bench in use; otherwise it is the one obvious next step. */
  readonly quiet?: boolean
}

export function StartSimulator({ drivers: families, quiet = false }: Props) {
  // A terminal that only people can reach has nothing to simulate.
  const drivers = families.filter(({ byPeople }) => !byPeople)
  const { bench, say } = useText()
  const [starting, setStarting] = useState(false)
  const [picked, pick] = useState<string | null>(null)
  const driver = drivers.find(({ id }) => id === picked) ?? drivers[0]
  if (!driver) return null
  const start = async (practice: Practice) => {
    setStarting(true)
    await tell('port/simulate', { driver: driver.id, behave: practice === 'none' ? [] : [practice] })
    setStarting(false)
  }
  const look = quiet
    ? ({ size: 'compact-md', variant: 'default' } as const)
    : ({ size: 'lg', variant: 'filled' } as const)
  return (
    <div className={css.pair}>
      <Button
        {...look}
        className={css.main}
        data-testid="start-simulator"
        leftSection={<IconDeviceMobilePlus size={quiet ? 16 : 20} aria-hidden="true" />}
        disabled={starting}
        onClick={() => void start('none')}
      >
        {quiet ? bench.simulateShort : bench.simulate}
      </Button>
      <Menu position="bottom-end" width={300}>
        <Menu.Target>
          <Button
            {...look}
            className={css.more}
            data-testid="simulator-menu"
            aria-label={bench.simulateMenu}
            title={bench.simulateMenu}
          >
            <IconChevronDown size={16} aria-hidden="true" />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {drivers.length > 1 ? <Menu.Label>{bench.simulateDriver}</Menu.Label> : null}
          {drivers.length > 1
            ? drivers.map(({ id, title }) => (
                <Menu.Item
                  key={id}
                  closeMenuOnClick={false}
                  data-testid={`simulator-driver-${id}`}
                  aria-current={id === driver.id}
                  leftSection={<IconCheck size={15} aria-hidden="true" opacity={id === driver.id ? 1 : 0} />}
                  onClick={() => pick(id)}
                >
                  {say(title)}
                </Menu.Item>
              ))
            : null}
          <Menu.Label>{bench.simulatePractice}</Menu.Label>
          {practices.map((practice) => (
            <Menu.Item key={practice} data-testid={`simulate-${practice}`} onClick={() => void start(practice)}>
              <strong className={css.name}>{bench.practice[practice].name}</strong>
              <small className={css.about}>{bench.practice[practice].about}</small>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
