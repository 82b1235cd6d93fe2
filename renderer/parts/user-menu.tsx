// Who is signed in, in the header: lock, switch, sign out, one's own account.
import { Menu } from '@mantine/core'
import { IconLock, IconLogout, IconUser, IconUserCog } from '@tabler/icons-react'
import type { PresenceView } from '../../electron/contract/person-views.js'
import { tell } from '../state'
import { useText } from '../text/use-text'
import css from './user-menu.module.css'

type Here = Extract<PresenceView, { readonly kind: 'signed-in' | 'locked' }>

export function UserMenu({ here, account }: { readonly here: Here; readonly account: () => void }) {
  const { menu, roles } = useText().custody
  const { name, role } = here.person
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button
          type="button"
          className={css.user}
          aria-label={menu.open(name, roles[role].name)}
          data-testid="user-menu"
          data-person={here.person.id}
        >
          <IconUser size={16} aria-hidden />
          <span className={css.name}>{name}</span>
          <span className={css.role}>{roles[role].name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconUserCog size={16} />} onClick={account} data-testid="user-account">
          {menu.account}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLock size={16} />}
          onClick={() => void tell('session/lock', {})}
          data-testid="user-lock"
        >
          {menu.lock}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={16} />}
          onClick={() => void tell('session/sign-out', {})}
          data-testid="user-sign-out"
        >
          {menu.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
