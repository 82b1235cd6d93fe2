// Before a ceremony: which key, and whether components come from a keypad of its own.
import { Button, Group } from '@mantine/core'
import type { CeremonyProfileView, CeremonyView } from '../../../electron/contract/ceremony.js'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import css from './ceremony.module.css'
import { startPictures } from './pictures'

export function Start({ view }: { readonly view: CeremonyView }) {
  const { ceremony: text } = useText()
  return (
    <>
      <h2>{text.start.title}</h2>
      <p className={css.about}>{text.start.about}</p>
      <ol className={css.pictures}>
        {startPictures.map((Picture, place) => (
          <li key={text.start.pictures[place]}>
            <Picture />
            <span>{text.start.pictures[place]}</span>
          </li>
        ))}
      </ol>
      {view.networks.length > 0 ? (
        <p className={css.warn} data-testid="ceremony-networks">
          {text.networks(view.networks.join(', '))}
        </p>
      ) : null}
      {view.profiles.length === 0 ? <p className={css.about}>{text.start.none}</p> : null}
      <ul className={css.orders}>
        {view.profiles.map((profile) => (
          <Order key={profile.id} profile={profile} />
        ))}
      </ul>
      <Group justify="space-between" align="flex-end">
        <Keypad view={view} />
        <Button variant="default" data-testid="ceremony-open" onClick={() => void open()}>
          {text.start.open}
        </Button>
      </Group>
    </>
  )
}

async function open(): Promise<void> {
  const reply = await tell('ceremony/open', {})
  if (reply.ok && reply.value.profile !== null) await tell('ceremony/begin', { profile: reply.value.profile })
}

function Order({ profile }: { readonly profile: CeremonyProfileView }) {
  const { ceremony: text, bench } = useText()
  const { key } = profile
  return (
    <li className={css.order}>
      <div>
        <strong>{key.label}</strong>
        <span>{text.key(key.usage, key.slot, key.algorithm, key.bytes)}</span>
        <span>
          {text.start.components(profile.components)} ·{' '}
          {key.expected ? `${text.start.expected} ${key.expected}` : text.start.noExpected}
          {key.expectedSource ? ` (${bench.source[key.expectedSource].name})` : ''}
        </span>
      </div>
      <Button
        data-testid={`ceremony-begin-${profile.id}`}
        onClick={() => void tell('ceremony/begin', { profile: profile.id })}
      >
        {text.start.begin(profile.name)}
      </Button>
    </li>
  )
}

function Keypad({ view }: { readonly view: CeremonyView }) {
  const { ceremony: text } = useText()
  if (view.keypads.length === 0 && view.keypad === null) return <span />
  const gone = view.keypad !== null && !view.keypads.some(({ id }) => id === view.keypad)
  return (
    <label className={css.keypad}>
      <span>{text.keypad.title}</span>
      <select
        value={view.keypad ?? ''}
        title={text.keypad.about}
        data-testid="ceremony-keypad"
        onChange={(event) => void tell('ceremony/keypad', { keypad: event.currentTarget.value || null })}
      >
        <option value="">{text.keypad.any}</option>
        {gone ? <option value={view.keypad ?? ''}>{text.keypad.missing}</option> : null}
        {view.keypads.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
