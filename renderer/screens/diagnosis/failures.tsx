// The latest loads of the log that did not end well, each leading to why.
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { FailureView } from '../../../electron/contract/diagnosis-views.js'
import { Mark } from '../../parts/mark'
import { outcomeTone } from '../../parts/tone'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import { explain } from '../../way'
import css from './empty.module.css'

/** @param size of the log: what is longer may have more failures */
export function Failures({ size }: { readonly size: number }) {
  const { register, diagnosis: text, bench, moment, count } = useText()
  const words = register.failures
  const [failures, show] = useState<readonly FailureView[] | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `size` is what says that there may be something new
  useEffect(() => {
    let current = true
    void tell('diagnosis/failures', {}).then((reply) => {
      if (current && reply.ok) show(reply.value)
    })
    return () => {
      current = false
    }
  }, [size])
  if (failures === null) return null
  if (failures.length === 0) return <p className={css.none}>{words.none}</p>
  return (
    <ul className={css.failed} data-testid="failures" data-count={failures.length}>
      {failures.map((one) => (
        <li key={one.attempt} data-tone={outcomeTone[one.outcome]} data-testid="failure" data-attempt={one.attempt}>
          <Mark tone={outcomeTone[one.outcome]} size={18} />
          <span>
            {one.serial ?? bench.noSerial} · {one.label} · {bench.keyOutcome[one.outcome]}
            {one.code ? ` · ${one.code}` : ''}
            <small>
              {moment(one.wall)} · #{count(one.seq)} · {one.port} · {one.by} ·{' '}
              <em data-asked={one.diagnosed !== null}>
                {one.diagnosed
                  ? words.asked(one.diagnosed.cause, `${Math.round(one.diagnosed.perMille / 10)} %`)
                  : words.notAsked}
              </em>
            </small>
          </span>
          <Button
            size="compact-sm"
            variant={one.diagnosed ? 'default' : 'filled'}
            data-testid="failure-why"
            aria-label={`${one.serial ?? bench.noSerial} ${one.label} ${text.why}`}
            onClick={() => explain(one.attempt)}
          >
            {text.why}
          </Button>
        </li>
      ))}
    </ul>
  )
}
