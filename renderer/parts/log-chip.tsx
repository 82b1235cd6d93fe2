// How the log is, always in sight; a press verifies all of it and shows the verdict with its trust.
import { Popover } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { LogView } from '../../electron/contract/views.js'
import { useWindowState, verifyLog } from '../state'
import { useText } from '../text/use-text'
import css from './log-chip.module.css'
import { verifiedSize } from './log-reach'
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
  const covered = verifiedSize(log)
  // A pass speaks for the records it covered, not for those written since.
  const behind = state === 'pass' && covered < log.size
  const word = behind && covered > 0 ? shell.logReach(count(covered - 1), count(log.size - covered)) : null
  const shown = behind ? 'unverified' : state
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
          data-tone={logTone[shown]}
          data-testid="log-chip"
          data-state={shown}
          aria-expanded={opened}
          title={`${word ?? shell.logState[shown]} · ${shell.verifyLog}`}
          onClick={() => (opened ? setOpened(false) : void verifyLog())}
        >
          {shell.log}{' '}
          {word ?? `${signs[shown]} ${shown === 'pass' ? '' : `${shell.logState[shown]} `}#${count(log.size)}`}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <VerifyReport />
      </Popover.Dropdown>
    </Popover>
  )
}
