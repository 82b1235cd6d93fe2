// One alert: what it says, who confirmed it, and its plan. Whoever does something here gives a name first.
import { Button, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import type { AlertView } from '../../../electron/contract/monitor.js'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import css from './alerts.module.css'

export function AlertDetail({ alert }: { readonly alert: AlertView }) {
  const { monitor: text, count, moment } = useText()
  const [by, setBy] = useState('')
  const [note, setNote] = useState('')
  const [nameless, setNameless] = useState(false)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  /** Does it in the name that was given, or asks for one. */
  const signed = async (work: (by: string) => Promise<unknown>) => {
    const name = by.trim()
    setNameless(name === '')
    if (name === '') return field.current?.focus()
    setBusy(true)
    await work(name)
    setBusy(false)
  }
  const { rule, confirmed } = alert
  return (
    <div data-testid="alert-detail" data-confirmed={confirmed !== null}>
      <h2 className={css.title}>{text.rules[rule].name}</h2>
      <p>{text.says[rule](count(alert.figure), count(alert.limit), alert.other)}</p>
      <p className={css.about}>{text.rules[rule].about}</p>
      <dl className={css.facts}>
        <dt>{text.raised}</dt>
        <dd>
          {moment(alert.wall)} · #{count(alert.seq)}
        </dd>
        <dt>{text.records}</dt>
        <dd>{alert.records.map((seq) => `#${count(seq)}`).join('  ')}</dd>
      </dl>
      <TextInput
        ref={field}
        label={text.yourName}
        value={by}
        maxLength={80}
        error={nameless ? text.nameNeeded : null}
        data-testid="alert-by"
        onChange={(event) => setBy(event.currentTarget.value)}
      />
      {confirmed ? (
        <p className={css.confirmed} data-testid="alert-confirmed">
          {text.confirmedBy(confirmed.by, moment(confirmed.wall))} · #{count(confirmed.seq)}
          {confirmed.note ? <em>{confirmed.note}</em> : null}
        </p>
      ) : (
        <>
          <TextInput
            label={text.note}
            value={note}
            maxLength={200}
            mt="xs"
            data-testid="alert-note"
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <p className={css.about}>{text.confirmAbout}</p>
          <Button
            loading={busy}
            data-testid="alert-confirm"
            onClick={() => void signed((name) => tell('alert/acknowledge', { alert: alert.alert, by: name, note }))}
          >
            {text.confirm}
          </Button>
        </>
      )}
      <Plan alert={alert} tick={(step, done) => void signed((name) => tick(alert.alert, step, done, name))} />
    </div>
  )
}

const tick = (plan: string, step: string, done: boolean, by: string) =>
  tell('plan/tick', { plan, step, done, by, note: '' })

function Plan({ alert, tick }: { alert: AlertView; tick: (step: string, done: boolean) => void }) {
  const { monitor: text, plans, moment } = useText()
  return (
    <section className={css.plan} aria-label={text.plan}>
      <h3>{text.plan}</h3>
      <p className={css.about}>{text.planAbout}</p>
      <ol>
        {alert.plan.map(({ step, owner, due, overdue, ticked }) => (
          <li key={step} data-testid={`plan-${step}`} data-ticked={ticked !== null}>
            <label>
              <input type="checkbox" checked={ticked !== null} onChange={() => tick(step, ticked === null)} />
              <span>
                {text.steps[step] ?? step}
                <small data-tone={overdue ? 'bad' : undefined}>
                  {plans.owner[owner]} ·{' '}
                  {ticked
                    ? text.tickedBy(ticked.by, moment(ticked.wall))
                    : `${text.due(moment(due))}${overdue ? ` · ${text.overdue}` : ''}`}
                </small>
              </span>
            </label>
          </li>
        ))}
      </ol>
    </section>
  )
}
