// Dropping old records: first what would go, from an archive that was verified; then the word of people.
import { Button, Group, NumberInput } from '@mantine/core'
import { useState } from 'react'
import type { Mode } from '../../../electron/contract/values.js'
import { useText } from '../../text/use-text'
import css from './keeping.module.css'
import { Part } from './part'
import { useAsked } from './use-asked'

interface Props {
  readonly mode: Mode
  /** Days that the policy keeps. */
  readonly keptDays: number
  readonly busy: boolean
}

const USUAL_DAYS = 365

export function PrunePart({ mode, keptDays, busy }: Props) {
  const { count, keeping, moment } = useText()
  const words = keeping.prune
  const [days, setDays] = useState<number | string>(Math.max(USUAL_DAYS, keptDays))
  const plan = useAsked('audit/prune-plan')
  const done = useAsked('audit/prune')
  const planned = plan.answer
  const look = () => {
    done.clear()
    void plan.ask({ days: Number(days) })
  }
  const drop = async (size: number) => {
    await done.ask({ size })
    plan.clear()
  }
  return (
    <Part title={words.title} about={words.about} testid="prune" fault={plan.fault ?? done.fault}>
      <p className={css.line}>{keptDays > 0 ? words.policy(count(keptDays)) : words.noPolicy}</p>
      <NumberInput
        className={css.days}
        label={words.days}
        value={days}
        min={keptDays}
        max={36_600}
        allowDecimal={false}
        data-testid="prune-days"
        onChange={setDays}
      />
      <Button variant="default" disabled={busy || days === ''} data-testid="prune-plan" onClick={look}>
        {words.plan}
      </Button>
      {planned ? (
        <div className={css.due} data-testid="prune-planned" data-size={planned.size}>
          <p className={css.line}>{words.planned(count(planned.size), moment(planned.youngest), planned.archive)}</p>
          <p className={css.line}>{words.people[mode]}</p>
          <Group gap={8}>
            <Button color="red" disabled={busy} data-testid="prune-drop" onClick={() => void drop(planned.size)}>
              {words.drop}
            </Button>
            <Button variant="default" data-testid="prune-keep" onClick={plan.clear}>
              {words.keep}
            </Button>
          </Group>
        </div>
      ) : null}
      <div role="status">
        {done.answer ? (
          <div className={css.good} data-testid="prune-done" data-size={done.answer.size}>
            <p className={css.line}>{words.dropped(count(done.answer.size))}</p>
            <p className={css.line}>
              {words.archiveHash} <code>{done.answer.sha256}</code>
            </p>
          </div>
        ) : null}
      </div>
    </Part>
  )
}
