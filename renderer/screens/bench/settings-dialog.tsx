// A port's line settings: its rate, and the points that the family's protocol leaves open. Asked of main when opened.
import { Button, Group, Modal, NativeSelect } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import type { PortCardView, PortSettingsView } from '../../../electron/contract/views.js'
import { Sentence } from '../../parts/sentence'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import css from './settings-dialog.module.css'

interface Props {
  readonly card: PortCardView
  readonly opened: boolean
  readonly close: () => void
}
interface Draft {
  readonly baud: number | null
  readonly settings: Readonly<Record<string, string>>
}
const draftOf = ({ line, settings }: PortSettingsView): Draft => ({
  baud: line?.baud ?? null,
  settings: Object.fromEntries(settings.map(({ name, value }) => [name, value])),
})
const usualOf = ({ line, settings }: PortSettingsView): Draft => ({
  baud: line?.usual ?? null,
  settings: Object.fromEntries(settings.map(({ name, usual }) => [name, usual])),
})

export function SettingsDialog({ card, opened, close }: Props) {
  const { bench, ports, say, shell } = useText()
  const words = ports.settings
  const [view, setView] = useState<PortSettingsView | null>(null)
  const [draft, setDraft] = useState<Draft>({ baud: null, settings: {} })
  const [refused, setRefused] = useState<string | null>(null)
  useEffect(() => {
    if (!opened) return
    void tell('port/settings', { port: card.port }).then((reply) => {
      if (!reply.ok) return setRefused(say(reply.fault.message))
      setRefused(null)
      setView(reply.value)
      setDraft(draftOf(reply.value))
    })
  }, [opened, card.port, say])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const reply = await tell('port/configure', { port: card.port, ...draft }, { quiet: true })
    if (!reply.ok) return setRefused(say(reply.fault.message))
    close()
  }
  const set = (name: string, value: string) =>
    setDraft((before) => ({ ...before, settings: { ...before.settings, [name]: value } }))
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      title={words.title(card.label)}
      closeButtonProps={{ 'aria-label': shell.close }}
    >
      <form onSubmit={submit} data-testid="settings-dialog" data-ready={view !== null}>
        <p className={css.about}>{words.about}</p>
        <div className={css.fields}>
          {view?.line ? (
            <NativeSelect
              label={words.baud}
              description={words.baudAbout}
              value={String(draft.baud)}
              onChange={(event) => setDraft({ ...draft, baud: Number(event.currentTarget.value) })}
              data={view.line.rates.map((rate) => ({
                value: String(rate),
                label: marked(String(rate), rate === view.line?.usual, words.usual),
              }))}
              data-autofocus
              data-testid="setting-baud"
            />
          ) : null}
          {view && view.settings.length > 0 ? (
            <section>
              <h3 className={css.heading}>{words.open}</h3>
              <p className={css.about}>{words.openAbout}</p>
            </section>
          ) : null}
          {view?.settings.map(({ name, about, values, usual }) => (
            <NativeSelect
              key={name}
              label={<code>{name}</code>}
              description={say(about)}
              value={draft.settings[name] ?? usual}
              onChange={(event) => set(name, event.currentTarget.value)}
              data={values.map((value) => ({ value, label: marked(value, value === usual, words.usual) }))}
              data-testid={`setting-${name}`}
            />
          ))}
        </div>
        {refused ? <Sentence text={refused} /> : null}
        <Group justify="space-between" mt="lg" className={css.foot ?? ''}>
          <Button
            variant="subtle"
            color="gray"
            disabled={view === null}
            onClick={() => view && setDraft(usualOf(view))}
            data-testid="settings-reset"
          >
            {words.reset}
          </Button>
          <Group>
            <Button variant="default" onClick={close}>
              {bench.cancel}
            </Button>
            <Button type="submit" disabled={view === null} data-testid="settings-confirm">
              {words.confirm}
            </Button>
          </Group>
        </Group>
      </form>
    </Modal>
  )
}

const marked = (value: string, usual: boolean, word: string): string => (usual ? `${value} (${word})` : value)
