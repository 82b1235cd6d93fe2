// The people and policies as main tells them: asked anew whenever the log grew, for every change of them is a record.
import { useEffect, useState } from 'react'
import type { PersonnelView } from '../../../electron/contract/person-views.js'
import type { StationView } from '../../../electron/contract/views.js'
import { tell } from '../../state'

/** null until main has answered, and for whom it does not. */
export function usePersonnel(view: StationView): PersonnelView | null {
  const [personnel, setPersonnel] = useState<PersonnelView | null>(null)
  const allowed = view.may.includes('person/list')
  const { size } = view.log
  // biome-ignore lint/correctness/useExhaustiveDependencies: `size` is what makes it ask again
  useEffect(() => {
    let stale = false
    if (allowed)
      void tell('person/list', {}, { quiet: true }).then((reply) => {
        if (!stale && reply.ok) setPersonnel(reply.value)
      })
    return () => {
      stale = true
    }
  }, [allowed, size])
  return personnel
}
