// The rules with their thresholds, each to be changed by a named person, and where alerts are sent.
import { Button, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import type { MonitorView, RuleView, ThresholdView } from '../../../electron/contract/monitor.js'
import { Mark } from '../../parts/mark'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import css from './rules.module.css'
import { severityTone } from './severity'
import { Syslog } from './syslog'

/** Gives the name of who works here, or asks for one and answers null. */
export type Name = () => string | null

export function Rules({ monitor }: { readonly monitor: MonitorView }) {
  const { monitor: text } = useText()
  const [by, setBy] = useState('')
  const [nameless, setNameless] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const name: Name = () => {
    setNameless(by.trim() === '')
    if (by.trim() !== '') return by.trim()
    field.current?.focus()
    return null
  }
  return (
    <>
      <div className={css.who}>
        <p>{text.rulesAbout}</p>
        <TextInput
          ref={field}
          label={text.yourName}
          value={by}
          maxLength={80}
          error={nameless ? text.nameNeeded : null}
          data-testid="rules-by"
          onChange={(event) => setBy(event.currentTarget.value)}
        />
      </div>
      <div className={css.rules}>
        {monitor.rules.map((rule) => (
          <RuleBox key={rule.id} rule={rule} name={name} />
        ))}
        <Syslog syslog={monitor.syslog} name={name} />
      </div>
    </>
  )
}

function RuleBox({ rule, name }: { readonly rule: RuleView; readonly name: Name }) {
  const { monitor: text } = useText()
  return (
    <section className={css.rule} aria-label={text.rules[rule.id].name} data-testid={`rule-${rule.id}`}>
      <h2>
        <span data-tone={severityTone[rule.severity]} title={text.severity[rule.severity]}>
          <Mark tone={severityTone[rule.severity]} size={15} />
        </span>
        {text.rules[rule.id].name} <small>{text.severity[rule.severity]}</small>
      </h2>
      <p>{text.rules[rule.id].about}</p>
      <ul>
        {rule.thresholds.map((threshold) => {
          const Field = threshold.unit === 'switch' ? Switch : Threshold
          // A changed value makes a field of its own, so that it shows what is on record.
          return <Field key={`${threshold.name} ${threshold.value}`} rule={rule} threshold={threshold} name={name} />
        })}
      </ul>
    </section>
  )
}

interface OfThreshold {
  readonly rule: RuleView
  readonly threshold: ThresholdView
  readonly name: Name
}

const change = async ({ rule, threshold, name }: OfThreshold, value: number) => {
  const by = name()
  if (by !== null) await tell('threshold/change', { rule: rule.id, name: threshold.name, value, by })
}

function Standing({ threshold, standard }: { threshold: ThresholdView; standard: string }) {
  const { monitor: text, moment } = useText()
  const { changed } = threshold
  return (
    <small>
      {changed ? `${text.changedBy(changed.by, moment(changed.wall))} · ` : ''}
      {standard}
    </small>
  )
}

function Switch(props: OfThreshold) {
  const { rule, threshold } = props
  const { monitor: text } = useText()
  const id = `switch-${rule.id}-${threshold.name}`
  return (
    <li data-testid={`threshold-${rule.id}-${threshold.name}`} data-value={threshold.value}>
      <label className={css.name} htmlFor={id}>
        {text.thresholds[threshold.name] ?? threshold.name}
      </label>
      <input
        id={id}
        type="checkbox"
        checked={threshold.value === 1}
        onChange={() => void change(props, 1 - threshold.value)}
      />
      <span className={css.unit} />
      <Standing
        threshold={threshold}
        standard={text.standard(text.switched[threshold.standard === 1 ? 'on' : 'off'])}
      />
    </li>
  )
}

function Threshold(props: OfThreshold) {
  const { rule, threshold } = props
  const { monitor: text } = useText()
  const [typed, type] = useState(String(threshold.value))
  const [wrong, setWrong] = useState(false)
  const { least, most } = threshold
  const words = text.thresholds[threshold.name] ?? threshold.name
  const save = async () => {
    const value = /^\d{1,7}$/.test(typed.trim()) ? Number(typed) : Number.NaN
    const fits = value >= least && value <= most
    setWrong(!fits)
    if (fits) await change(props, value)
  }
  return (
    <li data-testid={`threshold-${rule.id}-${threshold.name}`} data-value={threshold.value}>
      <span className={css.name}>{words}</span>
      <TextInput
        size="xs"
        w={84}
        value={typed}
        aria-label={`${text.rules[rule.id].name}: ${words}`}
        inputMode="numeric"
        error={wrong ? text.bounds(least, most) : null}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void save()
        }}
      />
      <span className={css.unit}>{text.units[threshold.unit]}</span>
      {typed === String(threshold.value) ? (
        <Standing threshold={threshold} standard={text.standard(threshold.standard)} />
      ) : (
        <Button size="compact-xs" onClick={() => void save()}>
          {text.save}
        </Button>
      )}
    </li>
  )
}
