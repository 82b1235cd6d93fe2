// What the station depends on: host, fleet database, time source, each with how it answered last.
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { DependencyRow } from '../../../electron/contract/register.js'
import { Mark } from '../../parts/mark'
import type { Tone } from '../../parts/tone'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import { EnteredBy } from './entered-by'
import css from './register.module.css'

export function Dependencies({
  rows,
  offline,
}: {
  readonly rows: readonly DependencyRow[]
  readonly offline: boolean
}) {
  const { register } = useText()
  const words = register.dependencies
  return (
    <section className={css.panel} aria-label={words.title} data-testid="dependencies" data-offline={offline}>
      <h2>{words.title}</h2>
      <p className={css.about}>{offline ? words.offline : words.about}</p>
      <ul className={css.rows}>
        {rows.map((row) => (
          <Row key={`${row.name} ${row.to?.host} ${row.to?.port}`} row={row} />
        ))}
      </ul>
    </section>
  )
}

const toneOf = ({ to, looked }: DependencyRow): Tone =>
  to === null || looked === null ? 'unknown' : looked.reachable ? 'good' : 'bad'

function Row({ row }: { readonly row: DependencyRow }) {
  const { register, moment } = useText()
  const words = register.dependencies
  const { name, to, looked, entered } = row
  const [host, setHost] = useState(to?.host ?? '')
  const [port, setPort] = useState(to ? String(to.port) : '')
  const fits =
    /^[A-Za-z0-9._:-]{1,253}$/.test(host) && /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535
  const state =
    to === null
      ? words.none
      : looked === null
        ? words.notYet
        : `${looked.reachable ? words.reached(looked.ms ?? 0) : words.lost} · ${moment(looked.wall)}`
  return (
    <li
      data-tone={toneOf(row)}
      data-testid={`dependency-${name}`}
      data-reachable={looked === null ? '' : String(looked.reachable)}
    >
      <Mark tone={toneOf(row)} size={17} />
      <span>
        <b>{words.names[name]}</b>
        {state}
        {entered && to ? <EnteredBy entered={entered} /> : null}
      </span>
      <form
        className={css.buttons}
        onSubmit={(event) => {
          event.preventDefault()
          void tell('register/dependency', { name, to: { host, port: Number(port) } })
        }}
      >
        <TextInput
          size="xs"
          w={150}
          aria-label={`${words.names[name]} ${words.host}`}
          placeholder={words.host}
          value={host}
          data-testid={`dependency-${name}-host`}
          onChange={(event) => setHost(event.currentTarget.value.trim())}
        />
        <TextInput
          size="xs"
          w={66}
          aria-label={`${words.names[name]} ${words.port}`}
          placeholder={words.port}
          value={port}
          inputMode="numeric"
          data-testid={`dependency-${name}-port`}
          onChange={(event) => setPort(event.currentTarget.value.trim())}
        />
        <Button
          size="compact-sm"
          variant="default"
          type="submit"
          disabled={!fits}
          data-testid={`dependency-${name}-set`}
        >
          {words.set}
        </Button>
        {to ? (
          <Button
            size="compact-sm"
            variant="default"
            data-testid={`dependency-${name}-stop`}
            onClick={() => void tell('register/dependency', { name, to: null })}
          >
            {words.stop}
          </Button>
        ) : null}
      </form>
    </li>
  )
}
