// The calendar of changes: what was changed when, entered, corrected or withdrawn; each of it a record.
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { CalendarRow, ChangeKind } from '../../../electron/contract/register.js'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import { EnteredBy } from './entered-by'
import css from './register.module.css'

const dayForm = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
interface Draft {
  readonly entry: string | null
  readonly at: string
  readonly what: ChangeKind
  readonly note: string
}
const blank: Draft = { entry: null, at: '', what: 'host', note: '' }

export function Calendar({ rows }: { readonly rows: readonly CalendarRow[] }) {
  const { register } = useText()
  const words = register.calendar
  const [draft, setDraft] = useState(blank)
  const [busy, setBusy] = useState(false)
  const enter = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const { ok } = await tell('register/calendar', draft)
    setBusy(false)
    if (ok) setDraft(blank)
  }
  return (
    <section className={css.panel} aria-label={words.title}>
      <h2>{words.title}</h2>
      <p className={css.about}>{words.about}</p>
      <form className={css.form} onSubmit={(event) => void enter(event)}>
        <TextInput
          label={words.day}
          placeholder="2026-11-22"
          value={draft.at}
          maxLength={10}
          error={draft.at === '' || dayForm.test(draft.at) ? null : words.badDay}
          data-testid="change-day"
          onChange={(event) => setDraft({ ...draft, at: event.currentTarget.value.trim() })}
        />
        <NativeSelect
          label={words.what}
          data={Object.entries(register.kinds).map(([value, label]) => ({ value, label }))}
          value={draft.what}
          data-testid="change-what"
          onChange={(event) => setDraft({ ...draft, what: event.currentTarget.value as ChangeKind })}
        />
        <TextInput
          label={words.note}
          value={draft.note}
          maxLength={160}
          data-testid="change-note"
          onChange={(event) => setDraft({ ...draft, note: event.currentTarget.value })}
        />
        <Button type="submit" loading={busy} disabled={!dayForm.test(draft.at)} data-testid="change-enter">
          {draft.entry === null ? words.enter : words.change}
        </Button>
        {draft.entry === null ? null : (
          <Button variant="default" onClick={() => setDraft(blank)}>
            {words.cancel}
          </Button>
        )}
      </form>
      {rows.length === 0 ? (
        <p className={css.none}>{words.none}</p>
      ) : (
        <ul className={css.rows}>
          {rows.map((row) => (
            <Row
              key={row.entry}
              row={row}
              edit={() => setDraft({ entry: row.entry, at: row.at, what: row.what, note: row.note })}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

function Row({ row, edit }: { readonly row: CalendarRow; readonly edit: () => void }) {
  const { register } = useText()
  const words = register.calendar
  const [reason, setReason] = useState<string | null>(null)
  return (
    <li data-testid="change-row" data-entry={row.entry}>
      <time>{row.at}</time>
      <span>
        <b>{register.kinds[row.what]}</b>
        {row.note}
        <EnteredBy entered={row.entered} />
      </span>
      {reason === null ? (
        <span className={css.buttons}>
          <Button size="compact-sm" variant="default" data-testid="change-edit" onClick={edit}>
            {words.change}
          </Button>
          <Button size="compact-sm" variant="default" data-testid="change-withdraw" onClick={() => setReason('')}>
            {words.withdraw}
          </Button>
        </span>
      ) : (
        <form
          className={css.buttons}
          onSubmit={(event) => {
            event.preventDefault()
            void tell('register/withdraw', { entry: row.entry, reason })
          }}
        >
          <TextInput
            size="xs"
            aria-label={words.withdrawReason}
            placeholder={words.withdrawReason}
            value={reason}
            maxLength={160}
            data-testid="change-reason"
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button size="compact-sm" type="submit" disabled={reason.trim() === ''} data-testid="change-withdraw-confirm">
            {words.withdraw}
          </Button>
        </form>
      )}
    </li>
  )
}
