// Faults that belong to no card: the newest in sight, the rest one press away. Its place is kept, so nothing moves.
import { Button, Popover } from '@mantine/core'
import type { FaultView } from '../../electron/contract/fault.js'
import { inSight } from '../notices'
import { dismiss, dismissNotice, useWindowState } from '../state'
import { useText } from '../text/use-text'
import { Mark } from './mark'
import css from './notice-line.module.css'
import { Sentence } from './sentence'

interface Shown {
  readonly fault: FaultView
  readonly dismiss: () => void
}

export function NoticeLine({ notices }: { readonly notices: readonly FaultView[] }) {
  const { complaints, dismissed } = useWindowState()
  const { shell, say } = useText()
  const shown: readonly Shown[] = [
    ...complaints.map(({ id, fault }) => ({ fault, dismiss: () => dismiss(id) })),
    ...inSight(notices, dismissed).map((fault) => ({ fault, dismiss: () => dismissNotice(fault) })),
  ]
  const [newest] = shown
  return (
    <div className={css.place} role="alert">
      {newest ? (
        <div className={css.notice} data-tone="bad" data-testid="notice">
          <Mark tone="bad" size={17} />
          <span
            className={css.text}
            title={`${say(newest.fault.message)} ${shell.next[newest.fault.next]} (${newest.fault.code})`}
          >
            <Said fault={newest.fault} />
          </span>
          <All shown={shown} />
          <Dismiss away={newest.dismiss} testid="notice-dismiss" />
        </div>
      ) : null}
    </div>
  )
}

function Said({ fault }: { readonly fault: FaultView }) {
  const { shell, say } = useText()
  return (
    <>
      <Sentence text={say(fault.message)} /> <strong>{shell.next[fault.next]}</strong> <small>{fault.code}</small>
    </>
  )
}

function Dismiss({ away, testid }: { readonly away: () => void; readonly testid?: string }) {
  const { shell } = useText()
  return (
    <Button size="compact-xs" variant="subtle" color="red.9" className={css.button} data-testid={testid} onClick={away}>
      {shell.dismiss}
    </Button>
  )
}

function All({ shown }: { readonly shown: readonly Shown[] }) {
  const { shell } = useText()
  return (
    <Popover position="bottom-end" width={460} trapFocus>
      <Popover.Target>
        <Button size="compact-xs" variant="subtle" color="red.9" className={css.button}>
          {shell.notices(shown.length)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className={css.all}>
          {shown.map(({ fault, dismiss: away }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list read from top to bottom, never reordered in place
            <li key={place}>
              <Said fault={fault} /> <Dismiss away={away} />
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}
