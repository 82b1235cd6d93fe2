// Which simulated terminal shows the fault of a diagnosis.
import type { DiagnosisView } from './contract/diagnosis-views.js'
import { type BehaviourTable, readBehaviours } from './devices/simulator-behaviours.js'
import { simulators } from './devices/simulators.js'
import { ANY_MISMATCH, practiceFor } from './diagnosis/practice.js'

/** The family of the case where it can show that very fault, else another that can; else a mismatch of any kind. */
export function practiceOf(cause: string, family: string | null): DiagnosisView['practice'] {
  const offers = [...practiceFor(cause), ANY_MISMATCH].flatMap((behave) => {
    const can = simulators.filter(({ driver, behaviours }) => showsBehaviour(driver, behaviours, behave))
    const own = can.find(({ driver }) => driver === family) ?? can[0]
    return own ? [{ driver: own.driver, behave, same: behave !== ANY_MISMATCH }] : []
  })
  return offers[0] ?? null
}

/** These give no value of a key that they hold: what it was turned into cannot be seen. */
const silent: ReadonlySet<string> = new Set(['castles-pci100', 'uic-ipp'])

/** Whether the family shows it: its table has this behaviour, and takes this argument. */
export function showsBehaviour(driver: string, behaviours: BehaviourTable, asked: string): boolean {
  if (silent.has(driver) && asked.startsWith('holds=')) return false
  try {
    readBehaviours(driver, behaviours, [asked])
    return true
  } catch {
    return false
  }
}
