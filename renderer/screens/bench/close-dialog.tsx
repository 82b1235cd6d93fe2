// Closing an attempt whose result stays unknown: says what that means, and wants a reason for the log.
import { Button, Group, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { PortCardView } from '../../../electron/contract/views.js'
import { Sentence } from '../../parts/sentence'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import css from './dialog.module.css'
import { openAttempt } from './headline'

const LONGEST_REASON = 200

interface Props {
  readonly card: PortCardView
  readonly opened: boolean
  readonly close: () => void
}

export function CloseDialog({ card, opened, close }: Props) {
  const { bench, say, shell } = useText()
  const [reason, setReason] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const attempt = openAttempt(card.keys)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!attempt) return
    const reply = await tell('attempt/close', { port: card.port, attempt, reason: reason.trim() }, { quiet: true })
    if (!reply.ok) return setRefused(say(reply.fault.message))
    setReason('')
    close()
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={bench.closing.title(card.label)}
      closeButtonProps={{ 'aria-label': shell.close }}
    >
      <form onSubmit={submit} data-testid="close-dialog">
        <p className={css.about}>{bench.closing.about}</p>
        <TextInput
          label={bench.closing.reason}
          placeholder={bench.closing.reasonHint}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={LONGEST_REASON}
          error={refused && <Sentence text={refused} />}
          required
          data-autofocus
          data-testid="close-reason"
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close}>
            {bench.cancel}
          </Button>
          <Button type="submit" color="red.9" disabled={reason.trim() === ''} data-testid="close-confirm">
            {bench.closing.confirm}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
