// Naming a port: the name is kept for its socket, so that a terminal's place on the bench and on the screen are one.
import { Button, Group, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { PortCardView } from '../../../electron/contract/views.js'
import { Sentence } from '../../parts/sentence'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import css from './dialog.module.css'

const LONGEST_NAME = 24

interface Props {
  readonly card: PortCardView
  readonly opened: boolean
  readonly close: () => void
}

export function RenameDialog({ card, opened, close }: Props) {
  const { bench, say, shell } = useText()
  const [label, setLabel] = useState(card.label)
  const [refused, setRefused] = useState<string | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const reply = await tell('port/rename', { port: card.port, label: label.trim() }, { quiet: true })
    if (!reply.ok) return setRefused(say(reply.fault.message))
    close()
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={bench.renaming.title(card.label)}
      closeButtonProps={{ 'aria-label': shell.close }}
    >
      <form onSubmit={submit} data-testid="rename-dialog">
        <p className={css.about}>
          {card.place === null ? bench.renaming.aboutHere : bench.renaming.about} <bdi>{card.place ?? card.port}</bdi>
        </p>
        <TextInput
          label={bench.renaming.name}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
          maxLength={LONGEST_NAME}
          error={refused && <Sentence text={refused} />}
          required
          data-autofocus
          data-testid="rename-label"
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close}>
            {bench.cancel}
          </Button>
          <Button type="submit" disabled={label.trim() === ''} data-testid="rename-confirm">
            {bench.renaming.confirm}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
