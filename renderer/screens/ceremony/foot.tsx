// Below every step: how long the station waits, and the way out, which wipes.
import { Button } from '@mantine/core'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import css from './ceremony.module.css'
import { clock, useLeft } from './countdown'

/** Less than this is said louder. */
const SOON_MS = 20_000

export function Foot({ until, entering = false }: { readonly until: number | null; readonly entering?: boolean }) {
  const { ceremony: text } = useText()
  return (
    <footer className={css.foot}>
      <Button
        variant="subtle"
        color="gray"
        c="var(--bad)"
        data-testid="ceremony-abort"
        onClick={() => void tell('ceremony/abort', {})}
      >
        {text.abort}
      </Button>
      {until === null ? null : <Left until={until} entering={entering} />}
    </footer>
  )
}

function Left({ until, entering }: { readonly until: number; readonly entering: boolean }) {
  const { ceremony: text } = useText()
  const left = useLeft(until)
  return (
    <span className={css.left} data-soon={left < SOON_MS || undefined} data-testid="ceremony-left">
      {entering ? text.entering.wiped(Math.ceil(left / 1000)) : text.waits(clock(left))}
    </span>
  )
}
