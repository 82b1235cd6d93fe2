// Who belongs to the station, and what two administrators can change of it.
import { Button, Group, Menu, Modal, NativeSelect, TextInput } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { PersonView } from '../../../electron/contract/person-views.js'
import type { Role } from '../../../electron/contract/persons.js'
import type { StationView } from '../../../electron/contract/views.js'
import { Sentence } from '../../parts/sentence'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import css from './admin.module.css'
import { usePersonnel } from './use-personnel'

export function People({ view }: { readonly view: StationView }) {
  const { custody, moment } = useText()
  const { people: text, roles } = custody
  const personnel = usePersonnel(view)
  const may = view.may.includes('person/enrol')
  const [enrolling, setEnrolling] = useState(false)
  if (!personnel) return null
  return (
    <section>
      <Group justify="space-between" align="flex-start" mb="md">
        <p className={css.about}>{text.enrolAbout}</p>
        {may ? (
          <Button onClick={() => setEnrolling(true)} data-testid="enrol">
            {text.enrol}
          </Button>
        ) : null}
      </Group>
      <table className={css.table} data-testid="people">
        <thead>
          <tr>
            {[text.name, text.id, text.role, text.state, text.factor, text.last].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <th scope="col">
              <span className="unseen">{text.actionsOf('')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {personnel.people.map((person) => (
            <tr key={person.id} data-testid={`person-${person.id}`} data-state={person.state} data-role={person.role}>
              <th scope="row">
                <bdi>{person.name}</bdi>
              </th>
              <td className={css.mono}>{person.id}</td>
              <td>{roles[person.role].name}</td>
              <td>
                <span className={css.state} data-state={person.state}>
                  {text.states[person.state]}
                </span>
              </td>
              <td>{person.factors.length > 0 ? text.factorYes : text.factorNo}</td>
              <td>{person.lastSignIn ? moment(person.lastSignIn) : text.never}</td>
              <td>{may && person.state !== 'removed' ? <PersonMenu person={person} /> : null}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Enrol opened={enrolling} close={() => setEnrolling(false)} />
    </section>
  )
}

function PersonMenu({ person }: { readonly person: PersonView }) {
  const { people: text } = useText().custody
  const [asked, setAsked] = useState<'role' | 'remove' | null>(null)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={text.actionsOf(person.name)}
            data-testid={`person-menu-${person.id}`}
          >
            <IconDots size={18} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAsked('role')} data-testid="person-role">
            {text.changeRole}
          </Menu.Item>
          <Menu.Item
            onClick={() => void tell('person/unlock', { person: person.id })}
            disabled={person.state !== 'locked'}
            data-testid="person-unlock"
          >
            {text.unlock}
          </Menu.Item>
          <Menu.Item onClick={() => void tell('person/reset', { person: person.id })} data-testid="person-reset">
            {text.reset}
          </Menu.Item>
          <Menu.Item color="red" onClick={() => setAsked('remove')} data-testid="person-remove">
            {text.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Decide person={person} asked={asked} close={() => setAsked(null)} />
    </>
  )
}

function Decide(props: {
  readonly person: PersonView
  readonly asked: 'role' | 'remove' | null
  readonly close: () => void
}) {
  const { person, asked, close } = props
  const { custody, shell } = useText()
  const { people: text } = custody
  const [role, setRole] = useState<Role>(person.role)
  const go = () => {
    close()
    if (asked === 'role') void tell('person/role', { person: person.id, role })
    else void tell('person/remove', { person: person.id })
  }
  return (
    <Modal
      opened={asked !== null}
      onClose={close}
      title={asked === 'remove' ? text.removeTitle(person.name) : text.newRole(person.name)}
      closeButtonProps={{ 'aria-label': shell.close }}
    >
      {asked === 'role' ? (
        <RoleSelect value={role} choose={setRole} testid="role-select" />
      ) : (
        <p className={css.about}>{text.removeAbout}</p>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={close}>
          {text.cancel}
        </Button>
        <Button color={asked === 'remove' ? 'red.9' : 'blue'} onClick={go} data-testid="decide-confirm">
          {asked === 'remove' ? text.remove : text.changeRole}
        </Button>
      </Group>
    </Modal>
  )
}

const roleNames: readonly Role[] = ['administrator', 'technician', 'custodian', 'officer', 'auditor']
function RoleSelect(props: { readonly value: Role; readonly choose: (role: Role) => void; readonly testid: string }) {
  const { custody } = useText()
  const data = roleNames.map((value) => ({
    value,
    label: `${custody.roles[value].name} — ${custody.roles[value].about}`,
  }))
  return (
    <NativeSelect
      label={custody.people.role}
      data={data}
      value={props.value}
      onChange={(event) => props.choose(event.currentTarget.value as Role)}
      data-testid={props.testid}
    />
  )
}

function Enrol({ opened, close }: { readonly opened: boolean; readonly close: () => void }) {
  const { custody, say, shell } = useText()
  const { people: text } = custody
  const [name, setName] = useState('')
  const [person, setPerson] = useState('')
  const [role, setRole] = useState<Role>('technician')
  const [refused, setRefused] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const reply = await tell('person/enrol', { person: person.trim(), name: name.trim(), role }, { quiet: true })
    if (!reply.ok && reply.fault.code !== 'custody/second-needed') return setRefused(say(reply.fault.message))
    setRefused(null)
    setName('')
    setPerson('')
    close()
  }
  return (
    <Modal opened={opened} onClose={close} title={text.enrol} closeButtonProps={{ 'aria-label': shell.close }}>
      <form onSubmit={(event) => void submit(event)} className={css.fields} data-testid="enrol-form">
        <TextInput
          label={text.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={40}
          data-autofocus
          data-testid="enrol-name"
        />
        <TextInput
          label={text.id}
          description={text.idHint}
          value={person}
          onChange={(event) => setPerson(event.currentTarget.value)}
          maxLength={32}
          spellCheck={false}
          error={refused && <Sentence text={refused} />}
          data-testid="enrol-id"
        />
        <RoleSelect value={role} choose={setRole} testid="enrol-role" />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {text.cancel}
          </Button>
          <Button type="submit" disabled={!name.trim() || !person.trim()} data-testid="enrol-confirm">
            {text.enrol}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
