// What the station is strict about: stricter by one, weaker by two.
import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { PolicyView } from '../../../electron/contract/person-views.js'
import type { StationView } from '../../../electron/contract/views.js'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import css from './admin.module.css'
import { usePersonnel } from './use-personnel'

export function Policies({ view }: { readonly view: StationView }) {
  const { custody } = useText()
  const personnel = usePersonnel(view)
  if (!personnel) return null
  const { network, keyProfile } = personnel
  const { birth, policies } = custody
  return (
    <section>
      {network ? (
        <p className={css.kind} data-testid="station-kind" data-kind={network}>
          <strong>{birth.kinds[network].name}</strong> · {keyProfile ? birth.profiles[keyProfile as 'pci'] : null} ·{' '}
          {birth.forEver}
        </p>
      ) : null}
      <p className={css.about}>{policies.about}</p>
      <ul className={css.policies}>
        {personnel.policies.map((policy) => (
          <li key={policy.policy} data-testid={`policy-${policy.policy}`} data-value={policy.value}>
            <Policy policy={policy} may={view.may.includes('policy/set')} key={policy.value} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Policy({ policy, may }: { readonly policy: PolicyView; readonly may: boolean }) {
  const { custody, moment } = useText()
  const { policies: text } = custody
  const [typed, setTyped] = useState(String(policy.value))
  const { name, about } = text.names[policy.policy]
  const shown = (value: number) =>
    policy.unit === 'switch' ? (value === 1 ? text.on : text.off) : `${value} ${text.units[policy.unit]}`
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void tell('policy/set', { policy: policy.policy, value: Number(typed) })
  }
  const label = `${name}: ${text.strict}`
  return (
    <form onSubmit={submit} className={css.policy}>
      <div>
        <strong>{name}</strong> <span className={css.value}>{shown(policy.value)}</span>
        <p className={css.about}>
          {about} · {text.standard(shown(policy.standard))}
          {policy.changed ? ` · ${text.changedBy(policy.changed.by, moment(policy.changed.wall))}` : ''}
        </p>
      </div>
      {may ? (
        <Group gap="xs" wrap="nowrap">
          {policy.unit === 'switch' ? (
            <NativeSelect
              aria-label={label}
              data={[
                { value: '0', label: text.off },
                { value: '1', label: text.on },
              ]}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          ) : (
            <TextInput
              aria-label={label}
              inputMode="numeric"
              className={css.number ?? ''}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value.replace(/\D/g, '').slice(0, 3))}
            />
          )}
          <Button
            type="submit"
            variant="default"
            disabled={typed === '' || Number(typed) === policy.value}
            aria-label={`${name}: ${text.set}`}
            data-testid={`policy-set-${policy.policy}`}
          >
            {text.set}
          </Button>
        </Group>
      ) : null}
    </form>
  )
}
