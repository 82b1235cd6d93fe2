// Faults that belong to no card: the newest in sight, the rest one press away. Its place is kept, so nothing moves.
import { Button, Popover } from '@mantine/core'
import type { FaultView } from '../../electron/contract/fault.js'
import { dismiss, useWindowState } from '../state'
import { useText } from '../text/use-text'
import { Mark } from './mark'
import css from './notice-line.module.css'

export function NoticeLine({ notices }: { readonly notices: readonly FaultView[] }) {
  const { complaints } = useWindowState()
  const { shell, say } = useText()
  const faults = [...complaints.map(({ fault }) => fault), ...notices]
  const [newest] = faults
  const first = complaints[0]
  return (
    <div className={css.place} role="alert">
      {newest ? (
        <div className={css.notice} data-tone="bad" data-testid="notice">
          <Mark tone="bad" size={17} />
          <span className={css.text} title={`${say(newest.message)} ${shell.next[newest.next]} (${newest.code})`}>
            {say(newest.message)} <strong>{shell.next[newest.next]}</strong> <small>{newest.code}</small>
          </span>
          <All faults={faults} />
          {first ? (
            <Button
              size="compact-xs"
              variant="subtle"
              color="red.9"
              className={css.button}
              onClick={() => dismiss(first.id)}
            >
              {shell.dismiss}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}

function All({ faults }: { readonly faults: readonly FaultView[] }) {
  const { shell, say } = useText()
  return (
    <Popover position="bottom-end" width={460} trapFocus>
      <Popover.Target>
        <Button size="compact-xs" variant="subtle" color="red.9" className={css.button}>
          {shell.notices(faults.length)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className={css.all}>
          {faults.map((fault, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list read from top to bottom, never reordered in place
            <li key={place}>
              {say(fault.message)} <strong>{shell.next[fault.next]}</strong> <small>{fault.code}</small>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}
