// Keys that stay in protected memory between loads, how long they do, and the button that wipes them.
import { Button } from '@mantine/core'
import type { HeldKeyView } from '../../../electron/contract/ceremony.js'
import type { PortCardView } from '../../../electron/contract/views.js'
import { Remaining } from '../../parts/elapsed'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import css from './ceremony.module.css'
import { clock, useLeft } from './countdown'

interface Props {
  readonly held: readonly HeldKeyView[]
  readonly ports: readonly PortCardView[]
}

export function Held({ held, ports }: Props) {
  const { ceremony: text } = useText()
  const open = ports.filter(({ loadsUntil }) => loadsUntil !== null)
  return (
    <section className={css.panel} aria-label={text.held.title}>
      <h2>{text.held.title}</h2>
      {held.length === 0 ? <p className={css.about}>{text.held.none}</p> : null}
      <ul className={css.list}>
        {held.map((key) => (
          <Key key={key.id} held={key} />
        ))}
      </ul>
      {open.length > 0 ? (
        <p className={css.about}>
          {text.held.windows}:{' '}
          {open.map(({ port, label, loadsUntil }) => (
            <span key={port}>
              {label} <Remaining until={loadsUntil!} />{' '}
            </span>
          ))}
        </p>
      ) : null}
    </section>
  )
}

function Key({ held }: { readonly held: HeldKeyView }) {
  const { ceremony: text } = useText()
  const left = useLeft(held.idleUntil)
  return (
    <li data-testid={`held-${held.id}`} data-loads={held.loads}>
      <strong>{held.key.label}</strong>
      <code>{held.kcv}</code>
      <span>{text.held.loads(held.loads)}</span>
      <span>{text.held.until(clock(left))}</span>
      <Button
        size="compact-sm"
        variant="default"
        data-testid={`wipe-${held.id}`}
        onClick={() => void tell('ceremony/wipe', { key: held.id })}
      >
        {text.held.wipe}
      </Button>
    </li>
  )
}
