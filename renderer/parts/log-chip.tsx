// How the log is, always in sight; a press verifies all of it and shows the verdict with its trust.
import { Popover } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { LogView } from '../../electron/contract/views.js'
import { useWindowState, verifyLog } from '../state'
import { useText } from '../text/use-text'
import css from './log-chip.module.css'
import { logTone } from './tone'
import { VerifyReport } from './verify-report'

const signs: Readonly<Record<LogView['state'], string>> = {
  unverified: '?',
  verifying: '…',
  pass: '✓',
  fail: '✗',
  incomplete: '!',
}

export function LogChip({ log }: { readonly log: LogView }) {
  const { shell, count } = useText()
  const { verifying } = useWindowState()
  const [opened, setOpened] = useState(false)
  const state = verifying ? 'verifying' : log.state
  // Asked from elsewhere (a card that is done): the verdict still appears here, in its place.
  useEffect(() => {
    if (verifying) setOpened(document.querySelector('[data-testid="audit-verdict"]') === null)
  }, [verifying])
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={400} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={css.chip}
          data-tone={logTone[state]}
          data-testid="log-chip"
          data-state={state}
          aria-expanded={opened}
          title={`${shell.logState[state]} · ${shell.verifyLog}`}
          onClick={() => (opened ? setOpened(false) : void verifyLog())}
        >
          {shell.log} {signs[state]} {state === 'pass' ? '' : `${shell.logState[state]} `}#{count(log.size)}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <VerifyReport />
      </Popover.Dropdown>
    </Popover>
  )
}
