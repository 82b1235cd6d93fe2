// Adding a serial port by its path, with the terminal's family chosen by a person.
import { Button, Group, Modal, NativeSelect, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { StationView } from '../../../electron/contract/views.js'
import { Sentence } from '../../parts/sentence'
import { tell, useWindowState } from '../../state'
import { useText } from '../../text/use-text'
import css from './dialog.module.css'

const LONGEST_PATH = 256

/** The first name that no place on the bench has. */
const freePlace = (ports: StationView['ports']): string => {
  let n = 1
  while (ports.some(({ port }) => port === `manual:${n}`)) n += 1
  return `manual:${n}`
}

interface Props {
  readonly drivers: StationView['drivers']
  readonly quiet?: boolean
}

export function AddPort({ drivers, quiet = false }: Props) {
  const { bench, people, say, shell } = useText()
  const { view } = useWindowState()
  const [opened, { open, close }] = useDisclosure(false)
  const [port, setPort] = useState('')
  const [picked, setPicked] = useState<string | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const driver = picked ?? drivers[0]?.id
  const byPeople = drivers.find(({ id }) => id === driver)?.byPeople ?? false
  const pick = (id: string) => {
    setPicked(id)
    if (drivers.some((one) => one.id === id && one.byPeople)) setPort(freePlace(view?.ports ?? []))
    else if (byPeople) setPort('')
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!driver) return
    const reply = await tell('port/add', { port: port.trim(), driver }, { quiet: true })
    if (!reply.ok) return setRefused(`${say(reply.fault.message)} (${reply.fault.code})`)
    setPort('')
    setRefused(null)
    close()
  }
  return (
    <>
      <Button
        size={quiet ? 'compact-md' : 'lg'}
        variant="default"
        data-testid="add-port"
        leftSection={<IconPlus size={quiet ? 16 : 20} aria-hidden="true" />}
        onClick={open}
      >
        {bench.addPort}
      </Button>
      <Modal opened={opened} onClose={close} title={bench.addPort} closeButtonProps={{ 'aria-label': shell.close }}>
        <form onSubmit={submit} data-testid="add-port-dialog">
          <p className={css.about}>{byPeople ? people.addAbout : bench.addPortAbout}</p>
          <div className={css.fields}>
            <TextInput
              label={byPeople ? people.place : bench.portPath}
              placeholder={byPeople ? people.placeHint : bench.portPathHint}
              value={port}
              onChange={(event) => setPort(event.currentTarget.value)}
              maxLength={LONGEST_PATH}
              error={refused && <Sentence text={refused} />}
              spellCheck={false}
              required
              data-autofocus
              data-testid="add-port-path"
            />
            <NativeSelect
              label={bench.driver}
              value={driver ?? ''}
              onChange={(event) => pick(event.currentTarget.value)}
              data={drivers.map(({ id, title }) => ({ value: id, label: say(title) }))}
              data-testid="add-port-driver"
            />
          </div>
          <Group justify="flex-end" mt="lg">
            <Button variant="default" onClick={close}>
              {bench.cancel}
            </Button>
            <Button type="submit" disabled={port.trim() === ''} data-testid="add-port-confirm">
              {bench.add}
            </Button>
          </Group>
        </form>
      </Modal>
    </>
  )
}
