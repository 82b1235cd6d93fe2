// Roles by actions, as the gate reads them.
import { IconCheck, IconUsers } from '@tabler/icons-react'
import type { PersonnelView } from '../../../electron/contract/person-views.js'
import type { Role } from '../../../electron/contract/persons.js'
import type { StationView } from '../../../electron/contract/views.js'
import { useText } from '../../text/use-text'
import css from './admin.module.css'
import { usePersonnel } from './use-personnel'

const columns: readonly Role[] = ['administrator', 'technician', 'custodian', 'officer', 'auditor']
type ActionRow = PersonnelView['actions'][number]

export function RoleTable({ view }: { readonly view: StationView }) {
  const { table, roles } = useText().custody
  const personnel = usePersonnel(view)
  if (!personnel) return null
  return (
    <section>
      <p className={css.about}>{table.about}</p>
      <p className={css.legend}>
        <IconCheck size={16} aria-hidden /> {table.may} · <IconUsers size={16} aria-hidden /> {table.two}
      </p>
      <table className={css.table} data-testid="roles">
        <thead>
          <tr>
            <th scope="col">{table.action}</th>
            {columns.map((role) => (
              <th key={role} scope="col" className={css.cell}>
                {roles[role].name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {personnel.actions.map((row) => (
            <tr key={row.action}>
              <th scope="row">
                {table.actions[row.action] ?? null} <code className={css.code}>{row.action}</code>
              </th>
              {columns.map((role) => (
                <td key={role} className={css.cell}>
                  <Cell row={row} role={role} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell({ row, role }: { readonly row: ActionRow; readonly role: Role }) {
  const { table } = useText().custody
  if (!row.by.includes(role)) return <span className="unseen">{table.mayNot}</span>
  const word = row.when === null ? table.may : row.when === 'weakens' ? table.weakens : table.two
  const Sign = row.when === null ? IconCheck : IconUsers
  return (
    <span title={word}>
      <Sign size={18} aria-hidden />
      <span className="unseen">{word}</span>
    </span>
  )
}
