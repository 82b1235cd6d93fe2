// The serial number of a terminal that tells none: scanned off its label, or typed twice.
import { Button, Group, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { PortCardView } from '../../../electron/contract/views.js'
import { Sentence } from '../../parts/sentence'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import css from './dialog.module.css'
import { isScan, timesAfter } from './scan'

const LONGEST = 64

interface Props {
  readonly card: PortCardView
  readonly opened: boolean
  readonly close: () => void
}

export function ScanDialog({ card, opened, close }: Props) {
  const { bench, ports, say, shell } = useText()
  const [serial, setSerial] = useState('')
  const [again, setAgain] = useState('')
  const [times, setTimes] = useState<readonly number[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  const scanned = isScan(serial, times)
  const change = (text: string) => {
    setTimes(timesAfter(times, serial, text, performance.now()))
    setSerial(text)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    // A scanner ends with Enter; a hand that does so before the second entry is led there.
    if (!scanned && again === '') return document.querySelector<HTMLElement>('[data-testid="scan-again"]')?.focus()
    if (!scanned && again !== serial) return
    const reply = await tell('port/scan', { port: card.port, serial }, { quiet: true })
    if (!reply.ok) return setRefused(say(reply.fault.message))
    close()
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={ports.scan.title(card.label)}
      closeButtonProps={{ 'aria-label': shell.close }}
    >
      <form onSubmit={submit} data-testid="scan-dialog">
        <p className={css.about}>{ports.scan.about}</p>
        <div className={css.fields}>
          <TextInput
            label={ports.scan.field}
            value={serial}
            onChange={(event) => change(event.currentTarget.value.trim())}
            maxLength={LONGEST}
            error={refused && <Sentence text={refused} />}
            spellCheck={false}
            autoComplete="off"
            data-autofocus
            data-testid="scan-serial"
          />
          {scanned ? null : (
            <TextInput
              label={ports.scan.again}
              value={again}
              onChange={(event) => setAgain(event.currentTarget.value.trim())}
              // A second entry is one only if it is read off the label once more.
              onPaste={(event) => event.preventDefault()}
              maxLength={LONGEST}
              spellCheck={false}
              autoComplete="off"
              data-testid="scan-again"
            />
          )}
        </div>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close}>
            {bench.cancel}
          </Button>
          <Button
            type="submit"
            disabled={serial === '' || (!scanned && again !== '' && again !== serial)}
            data-testid="scan-confirm"
          >
            {ports.scan.confirm}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
