// The administration screen: one's own account for everybody, people, roles, policies and approvals for whom they are there.
import { type KeyboardEvent, useState } from 'react'
import type { StationView } from '../../../electron/contract/views.js'
import { ScreenBar } from '../../parts/screen-bar'
import type { AdminTab } from '../../text/custody-sentences'
import { useText } from '../../text/use-text'
import { Birth } from '../birth/birth'
import css from './admin.module.css'
import { Approvals } from './approvals'
import { Me } from './me'
import { People } from './people'
import { Policies } from './policies'
import { RoleTable } from './role-table'

/** What a tab shows, and the commands of which one must be allowed for it to be there. */
const tabs = {
  me: { Part: Me, needs: ['credential/change'] },
  approvals: { Part: Approvals, needs: ['job/approve', 'job/open'] },
  people: { Part: People, needs: ['person/list'] },
  roles: { Part: RoleTable, needs: ['person/list'] },
  policies: { Part: Policies, needs: ['person/list'] },
} as const satisfies Record<
  AdminTab,
  { readonly Part: (props: { readonly view: StationView }) => React.ReactNode; readonly needs: readonly string[] }
>
const names = Object.keys(tabs) as AdminTab[]

export function Admin({ view }: { readonly view: StationView }) {
  const { admin } = useText().custody
  return (
    <main className={css.admin}>
      <ScreenBar title={admin.title} about={admin.about} notices={view.notices} />
      {view.mode === 'lab' ? <Birth view={view} /> : <Tabs view={view} />}
    </main>
  )
}

function Tabs({ view }: { readonly view: StationView }) {
  const { admin } = useText().custody
  const there = names.filter((name) => tabs[name].needs.some((command) => view.may.includes(command)))
  const [chosen, open] = useState<AdminTab>(there.includes('people') ? 'people' : (there[0] ?? 'me'))
  const tab = there.includes(chosen) ? chosen : there[0]
  if (!tab) return <p className={css.empty}>{admin.noTabs}</p>
  const { Part } = tabs[tab]
  return (
    <>
      <div className={css.tabs} role="tablist" aria-label={admin.title}>
        {there.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`admin-tab-${name}`}
            aria-selected={name === tab}
            aria-controls="admin-part"
            tabIndex={name === tab ? 0 : -1}
            data-testid={`admin-${name}`}
            onClick={() => open(name)}
            onKeyDown={(event) => move(event, there, name, open)}
          >
            {admin.tabs[name]}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div className={css.part} id="admin-part" role="tabpanel" aria-labelledby={`admin-tab-${tab}`} tabIndex={0}>
        <Part view={view} />
      </div>
    </>
  )
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 }
function move(event: KeyboardEvent, there: readonly AdminTab[], from: AdminTab, open: (tab: AdminTab) => void): void {
  const step = steps[event.key]
  if (step === undefined) return
  const to = there[(there.indexOf(from) + step + there.length) % there.length]!
  open(to)
  document.getElementById(`admin-tab-${to}`)?.focus()
}
