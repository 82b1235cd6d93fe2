// Which screen is shown, and what the diagnosis screen was led to: a card leads there from the bench.
import { useSyncExternalStore } from 'react'
import type { CommandArgs } from '../electron/contract/commands.js'
import type { DiagnosisView } from '../electron/contract/diagnosis-views.js'
import type { Screen } from './parts/status-bar'
import { tell } from './state'

interface Way {
  readonly screen: Screen
  /** What is looked at; null: nothing yet, or a case is being typed. */
  readonly diagnosis: DiagnosisView | null
  readonly busy: boolean
  /** The register is looked at in place of a diagnosis. */
  readonly register: boolean
}
let way: Way = { screen: 'bench', diagnosis: null, busy: false, register: false }
const listeners = new Set<() => void>()
const put = (change: Partial<Way>) => {
  way = { ...way, ...change }
  for (const heard of listeners) heard()
}
const subscribe = (heard: () => void) => {
  listeners.add(heard)
  return () => listeners.delete(heard)
}
export const useWay = (): Way => useSyncExternalStore(subscribe, () => way)
export const go = (screen: Screen): void => put({ screen })
export const showRegister = (register: boolean): void => put({ register })
export const leaveDiagnosis = (): void => put({ diagnosis: null })

/** What answers with a diagnosis. */
type Asking = `diagnosis/${'explain' | 'case' | 'search' | 'search-longer' | 'tick' | 'check'}`
/** Asks; what comes back is what is looked at from then on. A fault stands in the notice line. */
export async function askDiagnosis<Name extends Asking>(name: Name, args: CommandArgs<Name>): Promise<boolean> {
  put({ busy: true })
  const reply = await tell(name, args)
  const diagnosis = reply.ok ? reply.value : way.diagnosis
  put({ busy: false, diagnosis })
  return reply.ok
}

/** From a failed card to why. */
export function explain(attempt: string): void {
  put({ screen: 'diagnosis', diagnosis: null, register: false })
  void askDiagnosis('diagnosis/explain', { attempt })
}
