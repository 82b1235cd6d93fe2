// The training screen: a terminal of any family, the fault to practise, and who practised what.
import { Button, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { TrainingFamilyView, TrainingFaultView, TrainingView } from '../../../electron/contract/training.js'
import type { StationView } from '../../../electron/contract/views.js'
import { ScreenBar } from '../../parts/screen-bar'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import { go } from '../../way'
import { Practised } from './practised'
import css from './training.module.css'

export function Training({ view }: { readonly view: StationView }) {
  const { training: words } = useText()
  const [shown, show] = useState<TrainingView | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the log's size is what says that there may be something new
  useEffect(() => {
    let current = true
    const look = () =>
      tell('training/view', {}).then((reply) => {
        if (current && reply.ok) show(reply.value)
      })
    void look()
    // What is practised in the other window grows another log: it is looked at when this one is looked at again.
    window.addEventListener('focus', look)
    return () => {
      current = false
      window.removeEventListener('focus', look)
    }
  }, [view.log.size])
  return (
    <main className={css.screen}>
      <ScreenBar title={words.title} about={words.lead} notices={view.notices} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={css.floor} tabIndex={0} aria-label={words.title} data-testid="training">
        <p className={css.where} data-here={view.training}>
          {shown && !shown.possible ? words.impossible : view.training ? words.here : words.elsewhere}
        </p>
        {shown?.possible ? <Choice shown={shown} name={view.operator.name} /> : null}
        {shown ? <Practised shown={shown} /> : null}
      </section>
    </main>
  )
}

function Choice({ shown, name }: { readonly shown: TrainingView; readonly name: string }) {
  const { training: words, say } = useText()
  const [by, setBy] = useState(name === 'lab' ? '' : name)
  const [driver, pick] = useState(shown.families[0]?.driver ?? '')
  const [busy, setBusy] = useState(false)
  const [opened, setOpened] = useState(false)
  const family = shown.families.find((one) => one.driver === driver)
  const start = async (of: TrainingFamilyView, { behave, cause }: TrainingFaultView) => {
    setBusy(true)
    const reply = await tell('training/start', { driver: of.driver, behave, cause, by: by.trim() })
    setBusy(false)
    if (!reply.ok) return
    if (reply.value.opened === 'here') go('bench')
    else setOpened(true)
  }
  return (
    <section className={css.panel}>
      <div className={css.who}>
        <TextInput
          label={words.name}
          placeholder={words.nameHint}
          value={by}
          maxLength={40}
          data-testid="training-by"
          onChange={(event) => setBy(event.currentTarget.value)}
        />
        <span role="status">{opened ? words.opened : ''}</span>
      </div>
      <fieldset className={css.families}>
        <legend>{words.families}</legend>
        {shown.families.map((one) => (
          <button
            key={one.driver}
            type="button"
            aria-pressed={one.driver === driver}
            data-testid={`training-family-${one.driver}`}
            onClick={() => pick(one.driver)}
          >
            {say(one.title)}
          </button>
        ))}
      </fieldset>
      <ul className={css.faults} aria-label={words.fault}>
        {family?.faults.map((fault) => (
          <li key={fault.behave} data-testid={`training-fault-${fault.behave || 'none'}`}>
            <b>{say(fault.name)}</b>
            <span>{say(fault.about)}</span>
            {fault.cause && fault.cause !== 'unknown' ? (
              <small>
                {words.teaches} <code>{fault.cause}</code>
              </small>
            ) : null}
            <Button
              size="compact-sm"
              disabled={busy || by.trim() === ''}
              aria-label={`${words.start}: ${say(fault.name)}`}
              onClick={() => void start(family, fault)}
            >
              {words.start}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
