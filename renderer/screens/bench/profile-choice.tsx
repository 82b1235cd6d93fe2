// Choosing what to load: laid out on a large card, behind a button on a small one.
import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconFile, IconKey } from '@tabler/icons-react'
import type { PortCardView, ProfileView } from '../../../electron/contract/views.js'
import { tell, useWindowState } from '../../state'
import { useText } from '../../text/use-text'
import { focusLoad } from './focus'
import css from './profile-choice.module.css'

/** Profiles that fit the terminal on this card. */
export function useFitting(card: PortCardView): readonly ProfileView[] {
  const { view } = useWindowState()
  const fits = ({ drivers }: ProfileView) =>
    drivers.length === 0 || (card.driver !== null && drivers.includes(card.driver))
  return view?.profiles.filter(fits) ?? []
}
async function choose(port: string, profile: string): Promise<void> {
  const reply = await tell('job/choose', { port, profile })
  if (reply.ok) focusLoad(port)
}
async function openFile(port: string): Promise<void> {
  const reply = await tell('job/open', { port })
  if (reply.ok && reply.value.profile !== null) focusLoad(port)
}

export function ProfileList({ card }: { readonly card: PortCardView }) {
  const { bench, say } = useText()
  const profiles = useFitting(card)
  return (
    <section className={css.list} aria-label={bench.actions.choose}>
      {profiles.length === 0 ? <p>{bench.noProfiles}</p> : null}
      {profiles.map(({ id, title, about }) => (
        <button
          key={id}
          type="button"
          className={css.profile}
          data-testid={`profile-${id}`}
          onClick={() => void choose(card.port, id)}
        >
          <IconKey size={22} aria-hidden="true" />
          <span>
            <strong>{say(title)}</strong>
            <small>{say(about)}</small>
          </span>
        </button>
      ))}
      <button type="button" className={css.file} data-testid="profile-open" onClick={() => void openFile(card.port)}>
        <IconFile size={18} aria-hidden="true" />
        {bench.openJobFile}
      </button>
    </section>
  )
}

export function ProfileItems({ card }: { readonly card: PortCardView }) {
  const { bench, say } = useText()
  const profiles = useFitting(card)
  const listed = profiles.map(({ id, title }) => (
    <Menu.Item
      key={id}
      leftSection={<IconKey size={15} aria-hidden="true" />}
      data-testid={`profile-${id}`}
      onClick={() => void choose(card.port, id)}
    >
      {say(title)}
    </Menu.Item>
  ))
  return (
    <>
      {listed}
      <Menu.Item
        leftSection={<IconFile size={15} aria-hidden="true" />}
        data-testid="profile-open"
        onClick={() => void openFile(card.port)}
      >
        {bench.openJobFile}
      </Menu.Item>
    </>
  )
}

export function ProfileButton({ card, size }: { readonly card: PortCardView; readonly size: 'compact-sm' | 'sm' }) {
  const { bench } = useText()
  return (
    <Menu position="top-end" width={260}>
      <Menu.Target>
        <Button size={size} rightSection={<IconChevronDown size={14} aria-hidden="true" />} data-testid="action-choose">
          {bench.actions.choose}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <ProfileItems card={card} />
      </Menu.Dropdown>
    </Menu>
  )
}
