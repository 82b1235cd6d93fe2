// The version table: the least that will do of each model, and versions that are never loaded, with the reason.
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { FirmwareRow, RegisterView } from '../../../electron/contract/register.js'
import { Mark } from '../../parts/mark'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import { EnteredBy } from './entered-by'
import css from './register.module.css'

type Rule = FirmwareRow['rule']
interface Props {
  readonly rows: readonly FirmwareRow[]
  readonly met: RegisterView['met']
}
export function Firmware({ rows, met }: Props) {
  const { register } = useText()
  const words = register.firmware
  const [model, setModel] = useState('')
  const [firmware, setFirmware] = useState('')
  const [rule, setRule] = useState<Rule>('bad')
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const ready = model.trim() !== '' && firmware.trim() !== '' && (rule === 'minimum' || reason.trim() !== '')
  const enter = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const { ok } = await tell('register/firmware', { model, firmware, rule, reason })
    setBusy(false)
    if (!ok) return
    setFirmware('')
    setReason('')
  }
  return (
    <section className={css.panel} aria-label={words.title}>
      <h2>{words.title}</h2>
      <p className={css.about}>{words.about}</p>
      <form className={css.form} onSubmit={(event) => void enter(event)}>
        <TextInput
          label={words.model}
          value={model}
          maxLength={80}
          data-testid="firmware-model"
          onChange={(event) => setModel(event.currentTarget.value)}
        />
        <TextInput
          label={words.version}
          value={firmware}
          maxLength={80}
          data-testid="firmware-version"
          onChange={(event) => setFirmware(event.currentTarget.value)}
        />
        <NativeSelect
          label={words.rule}
          data={(['bad', 'minimum'] as const).map((value) => ({ value, label: words.rules[value] }))}
          value={rule}
          data-testid="firmware-rule"
          onChange={(event) => setRule(event.currentTarget.value as Rule)}
        />
        <TextInput
          className={css.wide}
          label={words.reason}
          placeholder={words.reasonHint}
          value={reason}
          maxLength={160}
          data-testid="firmware-reason"
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy} disabled={!ready} data-testid="firmware-enter">
          {words.enter}
        </Button>
      </form>
      {met.length > 0 ? (
        <p className={css.met}>
          {words.met}
          {met.slice(0, 8).map((one) => (
            <button
              key={`${one.model} ${one.firmware}`}
              type="button"
              data-testid="firmware-met"
              onClick={() => {
                setModel(one.model)
                setFirmware(one.firmware)
              }}
            >
              {one.model} {one.firmware}
            </button>
          ))}
        </p>
      ) : null}
      {rows.length === 0 ? (
        <p className={css.none}>{words.none}</p>
      ) : (
        <ul className={css.rows}>
          {rows.map((row) => (
            <Row key={`${row.model} ${row.firmware} ${row.rule}`} row={row} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Row({ row: { model, firmware, rule, reason, entered } }: { readonly row: FirmwareRow }) {
  const { register } = useText()
  const words = register.firmware
  const tone = rule === 'bad' ? 'bad' : 'good'
  return (
    <li data-tone={tone} data-testid="firmware-row" data-rule={rule}>
      <Mark tone={tone} size={17} />
      <span>
        <b>
          {model} · {words.rules[rule]} {firmware}
        </b>
        {reason}
        <EnteredBy entered={entered} />
      </span>
      <Button
        size="compact-sm"
        variant="default"
        data-testid="firmware-free"
        onClick={() => void tell('register/firmware', { model, firmware, rule: 'free', reason: words.freeReason })}
      >
        {words.free}
      </Button>
    </li>
  )
}
