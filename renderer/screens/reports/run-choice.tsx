// Which run a report is about: one of the log's, the youngest first, or another by its name.
import { NativeSelect, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { RunView } from '../../../electron/contract/keeping-views.js'
import { tell } from '../../state'
import { useText } from '../../text/use-text'
import css from './reports-drawer.module.css'

/** No run is called so: names have at least one character. */
const OTHER = ''

interface Props {
  readonly run: string
  readonly choose: (run: string) => void
}

export function RunChoice({ run, choose }: Props) {
  const { moment, reports } = useText()
  const [runs, put] = useState<readonly RunView[] | null>(null)
  const [typed, type] = useState(false)
  useEffect(() => {
    let current = true
    void tell('audit/runs', {}).then((reply) => {
      if (!current) return
      const found = reply.ok ? reply.value : []
      put(found)
      if (found[0]) choose(found[0].run)
    })
    return () => {
      current = false
    }
  }, [choose])
  if (runs === null) return null
  const listed = runs.map(({ run: value, wall }) => ({ value, label: `${value} · ${moment(wall)}` }))
  return (
    <>
      <NativeSelect
        className={css.about}
        label={reports.about.run.label}
        data={[...listed, { value: OTHER, label: runs.length === 0 ? reports.noRuns : reports.otherRun }]}
        value={typed ? OTHER : run}
        data-testid="report-run"
        onChange={(event) => {
          type(event.currentTarget.value === OTHER)
          choose(event.currentTarget.value)
        }}
      />
      {typed ? (
        <TextInput
          className={css.about}
          aria-label={reports.about.run.label}
          placeholder={reports.about.run.hint}
          value={run}
          maxLength={200}
          data-testid="report-about"
          onChange={(event) => choose(event.currentTarget.value)}
        />
      ) : null}
    </>
  )
}
