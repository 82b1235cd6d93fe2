// A terminal's log read in by main: which of its lines say something, and what. Its text never comes here.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { TerminalLogView } from '../../../electron/contract/diagnosis-views.js'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import css from './case-form.module.css'

const MOST_SHOWN = 12

interface Props {
  readonly log: TerminalLogView | null
  readonly setLog: (log: TerminalLogView | null) => void
}
export function SignInLog({ log, setLog }: Props) {
  const { register: words, count } = useText()
  const [busy, setBusy] = useState(false)
  const pick = async () => {
    setBusy(true)
    const reply = await tell('diagnosis/import-log', {})
    setBusy(false)
    if (reply.ok && reply.value) setLog(reply.value)
  }
  return (
    <div className={css.log} data-testid="sign-in-log" data-events={log?.events.length ?? 0}>
      <p>
        <Button
          size="compact-sm"
          variant="default"
          loading={busy}
          data-testid="sign-in-import"
          onClick={() => void pick()}
        >
          {words.log.import}
        </Button>
        <span>{log ? words.log.read(log.file, count(log.lines), count(log.events.length)) : words.log.about}</span>
        {log ? (
          <Button size="compact-sm" variant="subtle" data-testid="sign-in-log-drop" onClick={() => setLog(null)}>
            {words.log.drop}
          </Button>
        ) : null}
      </p>
      {log ? (
        <ul>
          {log.events.slice(-MOST_SHOWN).map(({ says, line, day, code, value }) => (
            <li key={line} data-says={says}>
              <span>{words.log.line(count(line))}</span>
              <time>{day ?? '–'}</time>
              <b>
                {words.log.says[says] ?? says}
                {value ? ` ${value}` : ''}
              </b>
              <code>{code ?? ''}</code>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
